import { copyFileSync, fsyncSync, openSync, closeSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Store } from '../db/store.ts';

/** The hall's records, the only `.db` in the data folder. */
export function storeFile(folder: string): string {
  return join(folder, 'paihao.db');
}

/**
 * Puts a back-up in the place of the closed store: copied beside it, opened once (which checks it and brings it up to
 * this version), then renamed. Whatever fails before the renaming leaves the old store as it was.
 */
export async function replaceStoreFile(
  folder: string,
  backup: string,
  openStore: (file: string) => Promise<Store>,
): Promise<void> {
  const target = storeFile(folder);
  if (resolve(backup) === resolve(target)) throw new Error(`${backup} 就是当前数据 is the store itself`);
  if (statSync(backup, { throwIfNoEntry: false })?.isFile() !== true)
    throw new Error(`没有这个文件 no such file: ${backup}`);
  const draft = join(folder, 'restoring.part');
  const leftovers = ['', '-wal', '-shm', '-journal'].map((end) => `${draft}${end}`);
  try {
    for (const file of leftovers) rmSync(file, { force: true });
    copyFileSync(backup, draft);
    await (await openStore(draft)).close();
    sync(draft);
    for (const end of ['-wal', '-shm']) rmSync(`${target}${end}`, { force: true });
    renameSync(draft, target);
    sync(folder);
  } finally {
    for (const file of leftovers) rmSync(file, { force: true });
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
