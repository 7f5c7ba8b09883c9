import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPrivateFile, isCode } from './private-file.ts';

/** The hub's own secrets, 32 random bytes each. Whoever loses them loses every ticket's and device's token. */
export interface Keys {
  readonly tickets: Buffer;
  readonly devices: Buffer;
}

const LENGTH = 32;

/** A key that is there but is not a key: never silently replaced, since every token made with it would die. */
export class KeyBroken extends Error {
  override readonly name = 'KeyBroken';

  constructor(path: string, length: number) {
    super(
      `密钥文件 ${path} 已损坏（${length} 字节，应为 ${LENGTH}），请从备份恢复。` +
        ` The key file ${path} is broken (${length} bytes, not ${LENGTH}); put back a copy of it.`,
    );
  }
}

/** Reads the keys in the data folder's `keys/`; a missing one is made. */
export function readKeys(folder: string): Keys {
  const keys = join(folder, 'keys');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  return { tickets: readKey(join(keys, 'tickets.key')), devices: readKey(join(keys, 'devices.key')) };
}

function readKey(path: string): Buffer {
  const found = readIfThere(path) ?? (createPrivateFile(path, randomBytes(LENGTH)), readFileSync(path));
  if (found.length !== LENGTH) throw new KeyBroken(path, found.length);
  return found;
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
