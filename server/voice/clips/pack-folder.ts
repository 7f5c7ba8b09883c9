import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isPackName } from '../../../domain/settings/pack-name.ts';
import { isCode } from '../../private-file.ts';

/** Names of the packs under a hall's folder, sorted. */
export async function packNames(hall: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(hall, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && isPackName(entry.name))
      .map((entry) => entry.name)
      .sort();
  } catch {
    return []; // nobody has brought one
  }
}

/** Whether there is such a pack; rejects where its place cannot be looked at. */
export async function isPackFolder(folder: string): Promise<boolean> {
  try {
    return (await lstat(folder)).isDirectory();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Makes an empty pack; false where it stands already. */
export async function addPackFolder(folder: string): Promise<boolean> {
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  try {
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Whole or not at all; what stood there is replaced. */
export async function writeClipFile(path: string, bytes: Buffer): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** The file of an uploaded word. */
export function clipPath(folder: string, word: string): string {
  return join(folder, `${word}.wav`);
}
