import type { Database } from 'better-sqlite3';
import type { Day, HallId, TicketId } from '../../domain/values.ts';
import type { NumberParts } from '../number-parts.ts';
import { settled } from '../settled.ts';
import type { RecordStore, TicketRow } from '../store.ts';
import { PAGE, type Readers } from './readers.ts';
import { rebuildTables } from './rebuild.ts';
import {
  NUMBER_SELECT,
  RATING_SELECT,
  ratingOf,
  TICKET_SELECT,
  type RatingRead,
  type TicketRead,
} from './ticket-table.ts';

type RatedTicket = TicketRow & { readonly level: number | null };
type RatedRead = TicketRead & { readonly level: number | null };

const RATED = `SELECT ${TICKET_SELECT}, ${NUMBER_SELECT}, r.level AS level FROM tickets t
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
  let last: NumberParts = { prefix: '', sequence: 0 };
  for (;;) {
    const rows = after.all(hall, day, last.prefix, last.sequence, PAGE);
    if (rows.length > 0) yield rows.map(rated);
    last = rows.at(-1) ?? last;
    if (rows.length < PAGE) return;
  }
}

/** Tickets by day and number, then ratings by ticket. */
function* dumpPages(db: Database, hall: HallId): Generator<readonly unknown[]> {
  const tickets = db.prepare<[HallId, string, string, number, number], TicketRead>(
    `SELECT ${TICKET_SELECT}, ${NUMBER_SELECT} FROM tickets t
     WHERE t.hall = ? AND (t.day, t.prefix, t.sequence) > (?, ?, ?) ORDER BY t.day, t.prefix, t.sequence LIMIT ?`,
  );
  let place: NumberParts & { readonly day: string } = { day: '', prefix: '', sequence: 0 };
  for (let full = true; full;) {
    const rows = tickets.all(hall, place.day, place.prefix, place.sequence, PAGE);
    if (rows.length > 0) yield rows.map((row) => ['ticket', plain(row)]);
    place = rows.at(-1) ?? place;
    full = rows.length === PAGE;
  }
  const ratings = db.prepare<[HallId, string, number], RatingRead>(
    `SELECT ${RATING_SELECT} FROM ratings r WHERE r.hall = ? AND r.ticket > ? ORDER BY r.ticket LIMIT ?`,
  );
  let last = '';
  for (let full = true; full;) {
    const rows = ratings.all(hall, last, PAGE);
    if (rows.length > 0) yield rows.map((row) => ['rating', ratingOf(row)]);
    last = rows.at(-1)?.ticket ?? last;
    full = rows.length === PAGE;
  }
}

function plain({ prefix: _prefix, sequence: _sequence, ...row }: TicketRead): TicketRow {
  return { ...row, hasToken: row.hasToken === 1 };
}

function rated({ level, ...row }: RatedRead): RatedTicket {
  return { ...plain(row), level };
}
