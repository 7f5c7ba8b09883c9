import type { Migration } from '../migrations/migration.ts';
import { SQLITE_MIGRATIONS } from '../migrations/sqlite/migrations.ts';
import { settled, stored } from '../settled.ts';
import type { Store } from '../store.ts';
import { sqliteAnswers } from './answers.ts';
import { sqliteBackups } from './backup.ts';
import { sqliteDirectory } from './directory.ts';
import { sqliteLog } from './log.ts';
import { openDatabase } from './open-database.ts';
import { sqlitePurge } from './purge.ts';
import { openReaders } from './readers.ts';
import { sqliteRecords } from './records.ts';

export interface SqliteOptions {
  /** Only to read, beside a program that writes: nothing is migrated, every write is `NotStored`. */
  readonly readonly?: boolean;
  /** The file may not grow beyond this many pages of 4 KiB: a disk of its own size. */
  readonly maxPages?: number;
  readonly migrations?: readonly Migration[];
}

/** As much as a full commit takes: a last free page must not pass for a disk that can be written again. */
const PROBE_BYTES = 65_536;

/** Opens the file, or makes it, and brings its tables up to this version. Rejects with `CannotOpen`. */
export function openSqliteStore(file: string, options: SqliteOptions = {}): Promise<Store> {
  return settled(() => {
    const db = openDatabase(file, {
      readonly: options.readonly ?? false,
      migrations: options.migrations ?? SQLITE_MIGRATIONS,
      maxPages: options.maxPages ?? null,
    });
    const readers = openReaders(file);
    const backups = sqliteBackups(file);
    const probe = db.prepare(`UPDATE probe SET writes = writes + 1, filler = randomblob(${String(PROBE_BYTES)})`);
    return {
      log: sqliteLog(db),
      answers: sqliteAnswers(db),
      records: sqliteRecords(db, readers),
      directory: sqliteDirectory(db),
      probe: () =>
        stored(() => {
          probe.run();
        }),
      backup: (target) => backups.run(target),
      purge: sqlitePurge(db),
      async close() {
        await backups.close();
        readers.close();
        db.close();
      },
    };
  });
}
