import { fsyncSync, openSync, closeSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Store } from '../db/store.ts';

/** The hall's records, the only `.db` in the data folder. */
export function storeFile(folder: string): string {
  return join(folder, 'paihao.db');
}

/** A back-up that may take the place of the store. */
export interface Draft {
  /** Puts it in the place of the store, which is closed. */
  swapIn(): void;
  /** Nothing of it is left, unless it was swapped in. */
  drop(): void;
}

/**
 * Copies a back-up beside the store and opens it once, which checks it and brings it up to this version; rejects when
 * it is no back-up. The store itself may be in use meanwhile.
 */
export async function draftStore(
  folder: string,
  backup: string,
  openStore: (file: string) => Promise<Store>,
): Promise<Draft> {
  const target = storeFile(folder);
  if (resolve(backup) === resolve(target)) throw new Error(`${backup} 就是当前数据 is the store itself`);
  if (statSync(backup, { throwIfNoEntry: false })?.isFile() !== true)
    throw new Error(`没有这个文件 no such file: ${backup}`);
  const draft = join(folder, 'restoring.part');
  const drop = (): void => {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${draft}${end}`, { force: true });
  };
  try {
    drop();
    await copyFile(backup, draft);
    await (await openStore(draft)).close();
    sync(draft);
  } catch (error) {
    drop();
    throw error;
  }
  return {
    swapIn() {
      for (const end of ['-wal', '-shm']) rmSync(`${target}${end}`, { force: true });
      renameSync(draft, target);
      sync(folder);
    },
    drop,
  };
}

/** Puts a back-up in the place of the closed store. Whatever fails leaves the old store as it was. */
export async function replaceStoreFile(
  folder: string,
  backup: string,
  openStore: (file: string) => Promise<Store>,
): Promise<void> {
  const draft = await draftStore(folder, backup, openStore);
  try {
    draft.swapIn();
  } finally {
    draft.drop();
  }
}

function sync(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
