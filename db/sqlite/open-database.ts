import { accessSync, constants, statSync } from 'node:fs';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { CannotOpen } from '../cannot-open.ts';
import type { Migration } from '../migrations/migration.ts';
import { migrate, stepsToGo } from './migrate.ts';

export interface OpenDatabaseOptions {
  readonly readonly: boolean;
  readonly migrations: readonly Migration[];
  /** The file may not grow beyond this many pages of 4 KiB; null: as far as the disk goes. */
  readonly maxPages: number | null;
}

/** Up to this size the whole file is checked on opening (about 0.1 s); beyond it only what is read. */
const CHECKED_BYTES = 256 * 1024 * 1024;
/** What the write-ahead log shrinks to once its pages are in the main file. */
const WAL_BYTES = 16 * 1024 * 1024;

/** The connection that writes: durable with each commit, and never waiting for a lock. Throws `CannotOpen`. */
export function openDatabase(file: string, options: OpenDatabaseOptions): Database {
  const bytes = sizeOf(file);
  if (bytes === 0 && sizeOf(`${file}-wal`) > 0) {
    throw new CannotOpen('corrupt', `${file} is empty or gone, but its write-ahead log is there. Restore a back-up.`);
  }
  let db: Database | undefined;
  try {
    // SQLite would open a file on a read-only disk all the same, and stay read-only when the disk is mended.
    if (bytes > 0 && !options.readonly) accessSync(file, constants.W_OK);
    db = new BetterSqlite(file, { readonly: options.readonly, fileMustExist: options.readonly, timeout: 0 });
    prepare(db, options, bytes);
    return db;
  } catch (error) {
    db?.close();
    throw error instanceof CannotOpen ? error : explained(file, error);
  }
}

function prepare(db: Database, options: OpenDatabaseOptions, bytes: number): void {
  const steps = stepsToGo(db, options.migrations);
  if (bytes <= CHECKED_BYTES) check(db);
  if (options.readonly) {
    if (steps.length > 0) throw new CannotOpen('unmigrated', `${db.name} has yet to be brought up to this version.`);
    return;
  }
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
  db.pragma(`journal_size_limit = ${String(WAL_BYTES)}`);
  if (options.maxPages !== null) db.pragma(`max_page_count = ${String(options.maxPages)}`);
  migrate(db, options.migrations);
}

function check(db: Database): void {
  const found = db.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new CannotOpen('corrupt', `${db.name} is damaged (${String(found)}). Restore a back-up.`);
}

function explained(file: string, error: unknown): CannotOpen {
  const code = error instanceof BetterSqlite.SqliteError ? error.code : '';
  const words = error instanceof Error ? error.message : String(error);
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB') || code === 'SQLITE_ERROR') {
    return new CannotOpen('corrupt', `${file} is damaged or no database (${words}). Restore a back-up.`, {
      cause: error,
    });
  }
  const hint =
    code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR') ? `. Is the disk full or failing? (${code})` : '';
  return new CannotOpen('unreachable', `${file} cannot be opened: ${words}${hint}`, { cause: error });
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
