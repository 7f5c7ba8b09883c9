import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { notStored } from '../settled.ts';
import { NotStored } from '../store.ts';

export interface Backups {
  /** The file appears under its name only when it is whole and on the disk. */
  run(target: string): Promise<void>;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

/**
 * Copies one state of the database in one step, in a thread of its own: writing the copy out takes as long as the disk
 * takes, and the hall must not wait for it. As text, so that it runs whatever this file was compiled into.
 */
const COPY = `
const { workerData: { driver, file, part } } = require('node:worker_threads');
const db = new (require(driver))(file, { readonly: true, fileMustExist: true });
db.backup(part, { progress: () => 0x7fffffff }).finally(() => db.close());
`;

export function sqliteBackups(file: string): Backups {
  const driver = createRequire(import.meta.url).resolve('better-sqlite3');
  const running = new Set<Worker>();

  function copy(part: string): Promise<void> {
    return new Promise((done, fail) => {
      const worker = new Worker(COPY, { eval: true, workerData: { driver, file, part } });
      running.add(worker);
      worker.once('error', fail);
      worker.once('exit', (code) => {
        running.delete(worker);
        if (code === 0) done();
        else fail(new Error('the back-up was broken off'));
      });
    });
  }

  return {
    async run(target) {
      const path = resolve(target);
      const isOwn = [file, `${file}-wal`, `${file}-shm`].some((own) => resolve(own) === path);
      if (isOwn) throw new NotStored(`${target} is the store itself`);
      const part = `${path}.${randomUUID()}.part`;
      try {
        await copy(part);
        await sync(part);
        await rename(part, path);
        await sync(dirname(path));
      } catch (error) {
        for (const left of [part, `${part}-journal`]) await rm(left, { force: true });
        throw notStored(error);
      }
    },
    async close() {
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
