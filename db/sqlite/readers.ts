import { setImmediate as nextTurn } from 'node:timers/promises';
import BetterSqlite, { type Database } from 'better-sqlite3';

/** Rows a page: a query of this size stays far below the 20 ms the thread may be busy. */
export const PAGE = 500;
/** Connections kept open for the next reading. */
const KEPT = 2;

/** Read-only connections for what is read in pages: each reading sees one state, and no write waits for it. */
export interface Readers {
  /**
   * One reading inside one read transaction; `pages` is asked for a page at a time, with a turn of the event loop
   * in between.
   */
  read<T>(pages: (db: Database) => Iterator<readonly T[]>): AsyncIterable<readonly T[]>;
  close(): void;
}

export function openReaders(file: string): Readers {
  const all = new Set<Database>();
  const idle: Database[] = [];
  let closed = false;

  function take(): Database {
    if (closed) throw new Error('the store is closed');
    const kept = idle.pop();
    if (kept !== undefined) return kept;
    const db = new BetterSqlite(file, { readonly: true, fileMustExist: true, timeout: 0 });
    all.add(db);
    return db;
  }

  function giveBack(db: Database): void {
    if (!db.open) return;
    if (db.inTransaction) db.exec('COMMIT');
    if (idle.length < KEPT) {
      idle.push(db);
      return;
    }
    all.delete(db);
    db.close();
  }

  async function* read<T>(pages: (db: Database) => Iterator<readonly T[]>): AsyncGenerator<readonly T[]> {
    const db = take();
    try {
      db.exec('BEGIN');
      const steps = pages(db);
      for (let step = steps.next(); step.done !== true; step = steps.next()) {
        yield step.value;
        await nextTurn();
      }
    } finally {
      giveBack(db);
    }
  }

  return {
    read,
    close() {
      closed = true;
      for (const db of all) db.close();
      all.clear();
    },
  };
}
