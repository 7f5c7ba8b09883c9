// What every script here shares: where the project is, and how a script speaks.
// Plain Node without dependencies: these files run before anything is installed.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, wherever the command was started. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {...string} parts */
export const inProject = (...parts) => join(root, ...parts);

/**
 * Notices go to standard error: standard output belongs to the command's answer.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** What a person at this machine can mend; shown without a stack. */
export class Unready extends Error {}

/**
 * Runs a program quietly; what it printed is shown only where it failed.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function runQuietly(program, args, env = {}) {
  const done = spawnSync(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status === 0) return;
  const printed = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`.trimEnd();
  say(printed.split('\n').slice(-60).join('\n'));
  throw new Unready(`失败 / failed: ${program} ${args.join(' ')}`);
}

/**
 * Whether a program is there and answers `--version`.
 * @param {string} program
 */
export function answers(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/**
 * Runs a script's work; a machine that is not ready ends it with one clear message and exit code 1.
 * @param {() => Promise<void>} work
 */
export async function command(work) {
  try {
    await work();
  } catch (fault) {
    if (!(fault instanceof Unready)) throw fault;
    say(fault.message);
    process.exit(1);
  }
}
