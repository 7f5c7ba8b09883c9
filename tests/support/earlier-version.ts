import { readFileSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { ground } from '../../db/migrations/sqlite/0001-ground.ts';
import { migrate } from '../../db/sqlite/migrate.ts';

type Row = Readonly<Record<string, string | number | null>>;

/** What version 0.1 kept of a hall: a number missed, one served over midnight, and the snapshot of the new day. */
export const VERSION_0_1 = JSON.parse(readFileSync(new URL('version-0.1.json', import.meta.url), 'utf8')) as Readonly<
  Record<'events' | 'snapshots' | 'tickets', readonly Row[]>
>;

/** A database as version 0.1 left it: its only migration, and rows by its own hand. */
export function writeVersion01(file: string): void {
  const db = new BetterSqlite(file);
  try {
    migrate(db, [ground]);
    for (const [table, rows] of Object.entries(VERSION_0_1)) for (const row of rows) insert(db, table, row);
  } finally {
    db.close();
  }
}

function insert(db: BetterSqlite.Database, table: string, row: Row): void {
  const columns = Object.keys(row);
  db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
    ...Object.values(row),
  );
}
