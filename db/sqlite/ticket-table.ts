import type { Database } from 'better-sqlite3';
import { insertInto, replacing, selectList } from '../columns.ts';
import { Conflict } from '../conflict.ts';
import { numberParts } from '../number-parts.ts';
import type { RatingRow, TicketRow } from '../store.ts';
import { RATING_PROPERTIES, TICKET_FOREVER, TICKET_PROPERTIES, TICKET_STORED } from '../ticket-columns.ts';

/** As SQLite gives it back: no booleans. */
export type TicketRead = Omit<TicketRow, 'hasToken'> & { readonly hasToken: number };
export type RatingRead = Omit<RatingRow, 'reasons'> & { readonly reasons: string };

export const TICKET_SELECT = selectList(TICKET_PROPERTIES, 't');
export const RATING_SELECT = selectList(RATING_PROPERTIES, 'r');

const CHANGING = TICKET_STORED.filter(
  (property) => !TICKET_FOREVER.includes(property) && property !== 'prefix' && property !== 'sequence',
);

/** Inserts tickets into a table of that shape, or replaces what may change of them. */
export function ticketWriter(db: Database, table: string): (row: TicketRow) => void {
  const put = db.prepare<[object]>(
    `${insertInto(table, TICKET_STORED)} ON CONFLICT (id) DO UPDATE SET ${replacing(CHANGING)}
     WHERE hall = excluded.hall AND number = excluded.number AND issued_at = excluded.issued_at`,
  );
  return (row) => {
    const { changes } = put.run({ ...row, ...numberParts(row.number), hasToken: row.hasToken ? 1 : 0 });
    if (changes === 0) throw new Conflict('number-taken');
  };
}

export function ratingWriter(db: Database, table: string): (row: RatingRow) => void {
  const put = db.prepare<[object]>(insertInto(table, RATING_PROPERTIES));
  return (row) => {
    put.run({ ...row, reasons: JSON.stringify(row.reasons) });
  };
}

export function ratingOf(row: RatingRead): RatingRow {
  return { ...row, reasons: JSON.parse(row.reasons) as readonly string[] };
}
