import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openSqliteStore } from '../../db/sqlite/open-store.ts';
import type { Config } from '../config.ts';
import { FolderTaken, takeHubLock } from '../hub-lock.ts';
import { restore } from '../local/keep-store.ts';
import type { LocalAnswer } from '../local/local-parts.ts';
import { askHub } from '../local-client.ts';
import { answered, runLocally, type LocalOperation } from '../local-operations.ts';
import { isCode } from '../private-file.ts';
import { replaceStoreFile, storeFile } from '../replace-store-file.ts';
import type { ExitCode, Terminal } from './command.ts';
import { openOffline, type OfflineParts } from './offline.ts';

/** How long a command waits for another, or for a hub that is just starting or ending. */
const PATIENCE_MS = 15_000;

/** Runs an operation in the running hub, or here under the folder's lock when none runs. */
export async function operate(
  config: Config,
  name: LocalOperation,
  args: object,
  parts: OfflineParts,
): Promise<LocalAnswer> {
  for (const until = performance.now() + PATIENCE_MS; ; await pause(100)) {
    try {
      const lock = takeHubLock(config.data);
      try {
        return await operateHere(config, name, args, parts);
      } finally {
        lock.release();
      }
    } catch (error) {
      if (!(error instanceof FolderTaken)) throw error;
      const answer = error.hub === undefined ? undefined : await askHub(error.hub, name, args).catch(gone);
      if (answer !== undefined) return answer;
      if (performance.now() >= until) throw error;
    }
  }
}

/** Says what an operation answered. */
export function show({ exit, out, notes }: LocalAnswer, terminal: Terminal): ExitCode {
  for (const note of notes) terminal.note(note);
  for (const line of out) terminal.out(line);
  return exit;
}

function operateHere(config: Config, name: LocalOperation, args: object, parts: OfflineParts): Promise<LocalAnswer> {
  if (name === 'restore')
    return answered(() =>
      restore({ replaceStore: (file) => replaceStoreFile(config.data, file, openSqliteStore) }, args),
    );
  return answered(async () => {
    if (['verify', 'backup', 'rebuild'].includes(name) && !existsSync(storeFile(config.data)))
      return { exit: 1, out: [], notes: [`没有数据 no records: ${storeFile(config.data)}`] };
    const offline = await openOffline(config, parts);
    try {
      if (name === 'pair' || name === 'user-add') await parts.ensureHall(offline.parts.store(), config);
      return await runLocally(name, offline.parts, args);
    } finally {
      await offline.close();
    }
  });
}

/** Nobody listens there any more: the hub ended, or has yet to write its address. */
function gone(error: unknown): undefined {
  if (isCode(error, 'ECONNREFUSED') || isCode(error, 'ECONNRESET')) return undefined;
  throw error;
}
