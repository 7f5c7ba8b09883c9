// Builds what is stale: dist/pages (what browsers load) and dist/hub (what Node runs).
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { oneAtATime } from './one-at-a-time.mjs';
import { Unready, command, inProject, runQuietly, say } from './project.mjs';
import { isStale, sourcesHash, stamp } from './stale.mjs';

/** @type {readonly import('./stale.mjs').Target[]} */
const targets = ['pages', 'hub'];

/** Builds in a process of its own: the bundler's memory must not stay in the hub's. */
export async function ensureBuilt() {
  if (!targets.some(isStale)) return;
  await oneAtATime(() => {
    if (!targets.some(isStale)) return; // another command built it meanwhile
    say('正在构建…… / Building …');
    runQuietly(process.execPath, [inProject('scripts', 'build.mjs'), '--stale'], { NO_COLOR: '1' });
  });
}

async function buildStale() {
  // From the command line this process takes the lock; `ensureBuilt` already holds it for its child.
  const work = () => {
    for (const name of readdirSync(inProject('dist')).filter((folder) => /^\.(pages|hub)-/.test(folder))) {
      rmSync(inProject('dist', name), { recursive: true, force: true }); // left by a build that was killed
    }
    return Promise.all(targets.filter(isStale).map(buildTarget));
  };
  await (process.argv.includes('--stale') ? work() : oneAtATime(work));
}

/** @param {import('./stale.mjs').Target} target */
async function buildTarget(target) {
  const hash = sourcesHash(target);
  const fresh = inProject('dist', `.${target}-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  try {
    await (target === 'pages' ? buildPages(fresh) : bundle('vite.hub.config.ts', fresh));
    stamp(fresh, hash);
    swapIn(fresh, inProject('dist', target));
  } catch (fault) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Unready(`dist/${target}: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
}

/** @param {string} folder */
async function buildPages(folder) {
  await bundle('vite.config.ts', folder);
  await bundle('vite.phone.config.ts', folder);
  const phone = takeManifest(`${folder}/manifest-phone.json`);
  const { 'style.css': style, ...scripts } = phone;
  for (const entry of Object.values(scripts)) if (entry.isEntry && style) entry.css = [style.file];
  const manifest = { ...takeManifest(`${folder}/manifest.json`), ...scripts };
  writeFileSync(`${folder}/manifest.json`, JSON.stringify(manifest, null, 2));
}

/**
 * @param {string} file
 * @returns {import('vite').Manifest}
 */
function takeManifest(file) {
  if (!existsSync(file)) return {};
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  return manifest;
}

/**
 * @param {string} configFile
 * @param {string} outDir
 */
async function bundle(configFile, outDir) {
  process.env['NODE_ENV'] = 'production'; // a build asked for by a test must not take the libraries' development parts
  const { build, loadConfigFromFile, mergeConfig } = await import('vite');
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'production' }, inProject(configFile));
  const config = loaded?.config ?? {};
  const input = config.build?.rolldownOptions?.input ?? {};
  if (Object.keys(input).length === 0) return; // nothing of this kind is there yet
  await build(mergeConfig(config, { configFile: false, build: { outDir, emptyOutDir: false } }));
}

/**
 * A folder is replaced by renaming, so that nobody reads one half built.
 * @param {string} fresh
 * @param {string} place
 */
function swapIn(fresh, place) {
  const old = `${fresh}-old`;
  if (existsSync(place)) renameSync(place, old);
  renameSync(fresh, place);
  rmSync(old, { recursive: true, force: true });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await command(buildStale);
