// npm run check: types, lint, import rules, format and the lockfile; two at a time, exit 1 if any fails.
// What passed and has not changed is not linted again. Rules that know types look into other files too, so before
// a release: npm run check -- --whole.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensureInstalled } from './install.mjs';
import { command, inProject, root, say } from './project.mjs';

/** @typedef {{ readonly name: string, readonly args: readonly string[] }} Step */

const folders = [
  'domain',
  'protocol',
  'db',
  'ticket-printer',
  'server',
  'ui',
  'home',
  'display',
  'counter',
  'dispenser',
]
  .concat(['supervisor', 'rating', 'phone', 'simulator', 'bench', 'tests', 'scripts'])
  .filter((folder) => existsSync(inProject(folder)));

/** @param {string} name */
const cache = (name) =>
  process.argv.includes('--whole')
    ? []
    : ['--cache', '--cache-strategy', 'content', '--cache-location', `node_modules/.cache/${name}/checked`];

/** Longest first. @type {readonly Step[]} */
const steps = [
  { name: 'lint', args: ['eslint/bin/eslint.js', '.', '--max-warnings=0', ...cache('eslint')] },
  { name: 'types', args: ['typescript/bin/tsc', '-p', '.', '--noEmit', '--pretty', 'false'] },
  {
    name: 'imports',
    args: ['dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', ...folders],
  },
  { name: 'format', args: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', ...cache('prettier'), '.'] },
  { name: 'lockfile', args: ['../scripts/lockfile.mjs', '--check'] },
];

await command(async () => {
  await ensureInstalled({ dev: true });
  const waiting = [...steps];
  let failed = 0;
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      if (!(await passes(step))) failed += 1;
    }
  };
  await Promise.all([lane(), lane()]);
  say(failed === 0 ? 'check: all passed' : `check: ${failed} of ${steps.length} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
});

/**
 * @param {Step} step
 * @returns {Promise<boolean>}
 */
function passes({ name, args: [file, ...args] }) {
  const started = performance.now();
  const child = spawn(process.execPath, [inProject('node_modules', String(file)), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  child.stderr.on('data', (chunk) => (printed += chunk));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      say(`${code === 0 ? 'pass' : 'FAIL'}  ${name}  ${seconds} s`);
      if (code !== 0) say(printed.trimEnd());
      resolve(code === 0);
    });
  });
}
