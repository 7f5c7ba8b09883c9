// Keeps package-lock.json whole wherever it was written: no registry's address in it, and an entry for every
// optional package of another platform, which `npm ci` insists on and a mirror that lacks that platform leaves out.
//   node scripts/lockfile.mjs           mends it
//   node scripts/lockfile.mjs --check   exit 1 if it needs mending
import { readFileSync, writeFileSync } from 'node:fs';
import { inProject, say } from './project.mjs';

/** @typedef {{ version?: string, resolved?: string, optionalDependencies?: Record<string, string> }} Locked */

const file = inProject('package-lock.json');
/** @type {{ packages: Record<string, Locked> }} */
const lock = JSON.parse(readFileSync(file, 'utf8'));
let faults = 0;

for (const entry of Object.values(lock.packages)) {
  if (entry.resolved === undefined) continue;
  faults += 1;
  delete entry.resolved;
}
for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const platform = platformOf(name);
    const known = `node_modules/${name}` in lock.packages || `${path}/node_modules/${name}` in lock.packages;
    if (path === '' || known || platform === undefined || !/^\d/.test(version)) continue;
    faults += 1;
    lock.packages[`node_modules/${name}`] = { version, ...platform };
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));

if (faults > 0 && process.argv.includes('--check')) {
  say('package-lock.json names a registry or lacks other platforms: node scripts/lockfile.mjs mends it');
  process.exitCode = 1;
} else if (faults > 0) {
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}

/**
 * Reads a platform from a package's name, such as `…-linux-arm64-musl` or `…-win32-x64-msvc`.
 * @param {string} name
 */
function platformOf(name) {
  const found =
    /-(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|x64|ia32|riscv64|ppc64|s390x)(?:-(\w+))?$/.exec(name);
  if (found === null) return undefined;
  const [, os, cpu, abi] = found;
  const libc = abi === 'musl' ? ['musl'] : abi === 'gnu' ? ['glibc'] : undefined;
  return { cpu: [cpu], ...(libc && { libc }), optional: true, os: [os] };
}
