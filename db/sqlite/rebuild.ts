import type { Database } from 'better-sqlite3';
import type { HallId } from '../../domain/values.ts';
import { columnOf } from '../columns.ts';
import { notStored } from '../settled.ts';
import { NotStored, type RebuiltPage } from '../store.ts';
import { RATING_PROPERTIES, TICKET_STORED } from '../ticket-columns.ts';
import { ratingWriter, ticketWriter } from './ticket-table.ts';

let rebuilds = 0;

/**
 * Fills shadow tables a page at a time, then puts them in the place of the hall's rows in one transaction. Nothing is
 * replaced when the pages break off, when they do not fit the tables, or when the hall moved on meanwhile.
 */
export async function rebuildTables(db: Database, hall: HallId, pages: AsyncIterable<RebuiltPage>): Promise<void> {
  rebuilds += 1;
  const shadow = {
    tickets: `temp.rebuild_${String(rebuilds)}_tickets`,
    ratings: `temp.rebuild_${String(rebuilds)}_ratings`,
  };
  const seq = db.prepare<[HallId], number | null>('SELECT max(seq) FROM events WHERE hall = ?').pluck();
  let upTo = seq.get(hall);
  try {
    orNotStored(() => {
      createShadows(db, shadow);
    });
    const putTicket = ticketWriter(db, shadow.tickets);
    const putRating = ratingWriter(db, shadow.ratings);
    const putPage = db.transaction((page: RebuiltPage) => {
      const stray = [...page.tickets, ...page.ratings].find((row) => row.hall !== hall);
      if (stray !== undefined) throw new NotStored(`a row of hall ${stray.hall} in the rebuilding of ${hall}`);
      page.tickets.forEach(putTicket);
      page.ratings.forEach(putRating);
    });
    for await (const page of pages) {
      upTo = page.upTo ?? upTo;
      orNotStored(() => {
        putPage(page);
      });
    }
    orNotStored(() => {
      db.transaction(() => {
        if (seq.get(hall) !== upTo) throw new NotStored(`hall ${hall} moved on while it was rebuilt`);
        replaceRows(db, hall, 'tickets', TICKET_STORED, shadow.tickets);
        replaceRows(db, hall, 'ratings', RATING_PROPERTIES, shadow.ratings);
      }).immediate();
    });
  } finally {
    if (db.open) db.exec(`DROP TABLE IF EXISTS ${shadow.tickets}; DROP TABLE IF EXISTS ${shadow.ratings}`);
  }
}

function createShadows(db: Database, shadow: { readonly tickets: string; readonly ratings: string }): void {
  db.exec(`
    CREATE TABLE ${shadow.tickets} AS SELECT * FROM main.tickets WHERE 0;
    CREATE TABLE ${shadow.ratings} AS SELECT * FROM main.ratings WHERE 0;
    CREATE UNIQUE INDEX ${shadow.tickets}_by_id ON ${shadow.tickets.slice('temp.'.length)} (id);
  `);
}

function replaceRows(db: Database, hall: HallId, table: string, properties: readonly string[], shadow: string): void {
  const columns = properties.map(columnOf).join(', ');
  db.prepare<[HallId]>(`DELETE FROM main.${table} WHERE hall = ?`).run(hall);
  db.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM ${shadow}`);
}

function orNotStored(write: () => void): void {
  try {
    write();
  } catch (error) {
    throw notStored(error);
  }
}
