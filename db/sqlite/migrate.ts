import type { Database } from 'better-sqlite3';
import { CannotOpen } from '../cannot-open.ts';
import { checksum, pendingMigrations, type AppliedMigration, type Migration } from '../migrations/migration.ts';

/** The bytes `PAIH` in the file's header: this program's files, told from other programs' SQLite files. */
const APPLICATION_ID = 0x50414948;

/** Steps the database has not gone through; throws `CannotOpen` when it is not this program's, or not this version's. */
export function stepsToGo(db: Database, known: readonly Migration[]): readonly Migration[] {
  const id = db.pragma('application_id', { simple: true });
  if (id === APPLICATION_ID) {
    const applied = db.prepare<[], AppliedMigration>('SELECT number, name, checksum FROM migrations ORDER BY number');
    return pendingMigrations(db.name, known, applied.all());
  }
  const isFresh = id === 0 && db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (!isFresh) throw new CannotOpen('foreign', `${db.name} is a database of another program. It was left as it is.`);
  return known;
}

/** Each step in a transaction of its own: one that fails or is cut off leaves the database as it was before it. */
export function migrate(db: Database, known: readonly Migration[]): void {
  for (const step of stepsToGo(db, known)) {
    try {
      db.transaction(take).immediate(db, step);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      const which = `migration ${String(step.number)} (${step.name})`;
      throw new CannotOpen('unmigrated', `${db.name} was left as it was before ${which}: ${words}`, { cause: error });
    }
  }
}

function take(db: Database, step: Migration): void {
  db.pragma(`application_id = ${String(APPLICATION_ID)}`);
  db.exec(`CREATE TABLE IF NOT EXISTS migrations (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL
  ) STRICT`);
  db.exec(step.sql);
  const note = db.prepare('INSERT INTO migrations (number, name, checksum) VALUES (?, ?, ?)');
  note.run(step.number, step.name, checksum(step));
}
