import type { Database } from 'better-sqlite3';
import type { Day, HallId, TicketId } from '../../domain/values.ts';
import { numberParts, type NumberParts } from '../number-parts.ts';
import { settled } from '../settled.ts';
import type { RecordStore, TicketRow } from '../store.ts';
import { PAGE, type Readers } from './readers.ts';
import { rebuildTables } from './rebuild.ts';
import { RATING_SELECT, ratingOf, TICKET_SELECT, type RatingRead, type TicketRead } from './ticket-table.ts';

type RatedTicket = TicketRow & { readonly level: number | null };
type RatedRead = TicketRead & { readonly level: number | null };

const RATED = `SELECT ${TICKET_SELECT}, r.level AS level FROM tickets t
  LEFT JOIN ratings r ON r.hall = t.hall AND r.ticket = t.id`;

export function sqliteRecords(db: Database, readers: Readers): RecordStore {
  const ticket = db.prepare<[HallId, TicketId], RatedRead>(`${RATED} WHERE t.hall = ? AND t.id = ?`);
  const text = db.prepare<[HallId, string], { text: string }>(
    'SELECT text FROM private_texts WHERE hall = ? AND id = ?',
  );
  return {
    day: (hall, day) => readers.read((reader) => dayPages(reader, hall, day)),
    ticket: (hall, id) =>
      settled(() => {
        const row = ticket.get(hall, id);
        return row === undefined ? undefined : rated(row);
      }),
    text: (hall, id) => settled(() => text.get(hall, id)?.text),
    rebuild: (hall, pages) => rebuildTables(db, hall, pages),
    dump: (hall) => readers.read((reader) => dumpPages(reader, hall)),
  };
}

function* dayPages(db: Database, hall: HallId, day: Day): Generator<readonly RatedTicket[]> {
  const after = db.prepare<[HallId, Day, string, number, number], RatedRead>(
    `${RATED} WHERE t.hall = ? AND t.day = ? AND (t.prefix, t.sequence) > (?, ?) ORDER BY t.prefix, t.sequence LIMIT ?`,
  );
  yield* inPages((last: RatedRead | undefined) => {
    const { prefix, sequence } = placeOf(last);
    return after.all(hall, day, prefix, sequence, PAGE);
  }, rated);
}

/** Tickets by day and number, then ratings by ticket. */
function* dumpPages(db: Database, hall: HallId): Generator<readonly unknown[]> {
  const tickets = db.prepare<[HallId, string, string, number, number], TicketRead>(
    `SELECT ${TICKET_SELECT} FROM tickets t
     WHERE t.hall = ? AND (t.day, t.prefix, t.sequence) > (?, ?, ?) ORDER BY t.day, t.prefix, t.sequence LIMIT ?`,
  );
  const ratings = db.prepare<[HallId, string, number], RatingRead>(
    `SELECT ${RATING_SELECT} FROM ratings r WHERE r.hall = ? AND r.ticket > ? ORDER BY r.ticket LIMIT ?`,
  );
  yield* inPages(
    (last: TicketRead | undefined) => {
      const { prefix, sequence } = placeOf(last);
      return tickets.all(hall, last?.day ?? '', prefix, sequence, PAGE);
    },
    (row) => ['ticket', { ...row, hasToken: row.hasToken === 1 }],
  );
  yield* inPages(
    (last: RatingRead | undefined) => ratings.all(hall, last?.ticket ?? '', PAGE),
    (row) => ['rating', ratingOf(row)],
  );
}

/** Page after page, each begun after the last row of the one before. */
function* inPages<R, T>(after: (last: R | undefined) => readonly R[], map: (row: R) => T): Generator<readonly T[]> {
  let last: R | undefined;
  for (let isFull = true; isFull;) {
    const rows = after(last);
    last = rows.at(-1);
    isFull = rows.length === PAGE;
    if (rows.length > 0) yield rows.map(map);
  }
}

function placeOf(last: TicketRead | undefined): NumberParts {
  return last === undefined ? { prefix: '', sequence: 0 } : numberParts(last.number);
}

function rated(row: RatedRead): RatedTicket {
  return { ...row, hasToken: row.hasToken === 1 };
}
