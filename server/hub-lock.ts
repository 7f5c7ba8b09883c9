import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, readHubJson, type HubJson } from './hub-json.ts';

/** One hub or one command at a time on a data folder; the system frees it when the process dies. */
export interface HubLock {
  release(): void;
}

/** Somebody else works on the data folder: a hub when `hub` is known, else another command. */
export class FolderTaken extends Error {
  override readonly name = 'FolderTaken';
  readonly folder: string;
  readonly hub: HubJson | undefined;

  constructor(folder: string, hub: HubJson | undefined) {
    const holder = hub === undefined ? '' : ` (pid ${hub.pid}, ${hub.url})`;
    super(
      `数据文件夹 ${folder} 正由另一个排号进程使用${holder}。` +
        ` The data folder ${folder} is in use by another Paihao process${holder}.`,
    );
    this.folder = folder;
    this.hub = hub;
  }
}

/**
 * Takes the folder, made when missing, or throws `FolderTaken`. The lock is an open exclusive transaction on an
 * empty database file: it ends with the process, however that ends. Its journal stays in memory, so no file is left.
 */
export function takeHubLock(folder: string): HubLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new Database(join(folder, 'hub.lock'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new FolderTaken(folder, holderOf(folder)) : error;
  }
  return { release: () => void lock.close() };
}

/** As `takeHubLock`, but waits up to `patienceMs` for a command that is nearly done; a running hub is never waited for. */
export async function awaitHubLock(folder: string, patienceMs: number): Promise<HubLock> {
  for (const until = performance.now() + patienceMs; ; await pause(50)) {
    try {
      return takeHubLock(folder);
    } catch (error) {
      if (!(error instanceof FolderTaken) || error.hub !== undefined || performance.now() >= until) throw error;
    }
  }
}

function holderOf(folder: string): HubJson | undefined {
  const hub = readHubJson(folder);
  return hub !== undefined && isAlive(hub) ? hub : undefined;
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
