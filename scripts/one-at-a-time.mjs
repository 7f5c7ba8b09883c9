// Two commands started together on a fresh clone must not install or build into each other.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inProject } from './project.mjs';

const lock = inProject('dist', 'scripts.lock');

/** Milliseconds after which a lock is not believed any more, whoever has its process number now. */
const longestWork = 15 * 60_000;

/**
 * Holds the project's folder for one script while `work` runs; a lock whose owner died is taken over.
 * @template T
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(work) {
  while (!taken()) await sleep(200);
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function taken() {
  mkdirSync(inProject('dist'), { recursive: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!ownerLives()) rmSync(lock, { force: true });
    return false;
  }
}

function ownerLives() {
  try {
    if (Date.now() - statSync(lock).mtimeMs > longestWork) return false;
    const owner = Number(readFileSync(lock, 'utf8'));
    if (owner === process.pid) return false; // left by a process of an earlier life of this machine
    if (owner > 0) process.kill(owner, 0); // an empty file: just created, its owner is about to write
    return true;
  } catch (fault) {
    return /** @type {NodeJS.ErrnoException} */ (fault).code === 'EPERM';
  }
}
