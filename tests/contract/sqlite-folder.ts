import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Folder {
  readonly path: string;
  readonly file: string;
  remove(): Promise<void>;
}

/** A new folder with a place for a database. */
export async function newFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'paihao-store-'));
  return { path, file: join(path, 'paihao.db'), remove: () => rm(path, { recursive: true, force: true }) };
}
