import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { clipWord } from '../../../protocol/voice.ts';

/** A recording as it lies on disk; `stamp` changes when it does. */
export interface ClipFile {
  readonly word: string;
  readonly path: string;
  readonly stamp: string;
}

/** More recordings than any hall's sentences have words; what lies beyond is not read. */
const FILES_AT_MOST = 1_000;
/** What the hub itself can read. */
const ENDING = /\.(?:wav|mp3)$/i;

/** The pack's recordings by word. Of several for one word the WAV wins. Empty where there is no such folder. */
export async function packFiles(folder: string): Promise<ReadonlyMap<string, ClipFile>> {
  const found = new Map<string, ClipFile>();
  for (const name of (await namesIn(folder)).slice(0, FILES_AT_MOST)) {
    const word = wordOf(name);
    if (word === undefined) continue;
    const path = join(folder, name);
    const stamp = await stampOf(path);
    if (stamp !== undefined) found.set(word, { word, path, stamp: `${name} ${stamp}` });
  }
  return found;
}

/** Every file that holds this word, also those that another one hides. */
export async function filesOfWord(folder: string, word: string): Promise<readonly string[]> {
  return (await namesIn(folder)).filter((name) => wordOf(name) === word).map((name) => join(folder, name));
}

/** The later name wins: `.mp3` before `.wav`, with a language before without, any spelling before an upload's. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names.sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
  } catch {
    return []; // not there, or no longer
  }
}

function rank(name: string): number {
  return (/\.wav$/i.test(name) ? 4 : 0) + (name.includes('-') ? 0 : 2) + (name === `${wordOf(name) ?? ''}.wav` ? 1 : 0);
}

function wordOf(name: string): string | undefined {
  return ENDING.test(name) ? clipWord(name.replace(ENDING, '')) : undefined;
}

async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${String(mtimeMs)} ${String(size)} ${String(ino)}`;
  } catch {
    return undefined;
  }
}
