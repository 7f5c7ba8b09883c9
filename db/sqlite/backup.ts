import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import { notStored } from '../settled.ts';
import { NotStored } from '../store.ts';

/** Pages of 4 KiB a turn of the event loop: about a millisecond. */
const PAGES = 64;

/**
 * Copies the database while it is written; what is committed meanwhile is in the copy. The file appears under its name
 * only when it is whole and on the disk.
 */
export async function backUp(db: Database, file: string): Promise<void> {
  const target = resolve(file);
  if ([db.name, `${db.name}-wal`, `${db.name}-shm`].some((own) => resolve(own) === target)) {
    throw new NotStored(`${file} is the store itself`);
  }
  const part = `${target}.${randomUUID()}.part`;
  try {
    await db.backup(part, { progress: () => PAGES });
    await sync(part);
    await rename(part, target);
    await sync(dirname(target));
  } catch (error) {
    await rm(part, { force: true });
    await rm(`${part}-journal`, { force: true });
    throw notStored(error);
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
