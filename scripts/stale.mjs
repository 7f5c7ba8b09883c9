// Whether dist/ still matches the sources: by their content, so that a checkout that only touches times costs nothing.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { inProject } from './project.mjs';

/** @typedef {'pages' | 'hub'} Target */

const shared = ['domain', 'protocol', 'ui', 'tsconfig.json', 'package-lock.json', 'scripts/build.mjs'];
const pageFolders = ['home', 'display', 'counter', 'dispenser', 'rating', 'supervisor', 'phone'];

/** What each target is made from. @type {Record<Target, readonly string[]>} */
const sources = {
  pages: [...shared, ...pageFolders, 'vite.config.ts', 'vite.phone.config.ts'],
  hub: [...shared, 'db', 'ticket-printer', 'server', 'simulator', 'bench', 'vite.hub.config.ts'],
};

/** @param {Target} target */
const stampOf = (target) => inProject('dist', target, '.sources');

/** @param {Target} target */
export function sourcesHash(target) {
  const hash = createHash('sha256');
  for (const file of sources[target].flatMap(filesUnder)) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(inProject(file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  if (!existsSync(inProject(path))) return [];
  if (!statSync(inProject(path)).isDirectory()) return [path];
  return readdirSync(inProject(path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

/** @param {Target} target */
export function isStale(target) {
  const stamp = stampOf(target);
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== sourcesHash(target);
}

/**
 * @param {string} folder where the target was built
 * @param {string} hash of the sources it was built from, taken before the build
 */
export function stamp(folder, hash) {
  writeFileSync(`${folder}/.sources`, hash);
}
