import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HallId } from '../../domain/values.ts';
import { numberParts } from '../number-parts.ts';
import { notStored, settled } from '../settled.ts';
import { NotStored, type RatingRow, type RecordStore, type TicketRow } from '../store.ts';
import { emptyTables, keyOf, numberKey, type Tables } from './tables.ts';
import { putTicket } from './ticket-table.ts';
import { transact } from './transaction.ts';

const PAGE = 500;

export function memoryRecords(tables: Tables): RecordStore {
  const rated = (row: TicketRow) => ({ ...row, level: tables.ratings.get(keyOf(row.hall, row.id))?.level ?? null });
  const ticketsOf = (hall: HallId) =>
    [...tables.tickets.values()].filter((row) => row.hall === hall).sort(byDayAndNumber);

  return {
    day: (hall, day) =>
      paged(() =>
        ticketsOf(hall)
          .filter((row) => row.day === day)
          .map(rated),
      ),
    ticket: (hall, id) =>
      settled(() => {
        const row = tables.tickets.get(id);
        return row?.hall === hall ? rated(row) : undefined;
      }),
    text: (hall, id) => settled(() => tables.texts.get(keyOf(hall, id))?.text),
    rebuild: (hall, pages) => rebuild(tables, hall, pages),
    dump: (hall) =>
      paged<unknown>(() => [
        ...ticketsOf(hall).map((row) => ['ticket', row]),
        ...ratingsOf(tables, hall).map((row) => ['rating', row]),
      ]),
  };
}

/** Pages of what was there when the first was asked for. */
async function* paged<T>(read: () => readonly T[]): AsyncGenerator<readonly T[]> {
  const rows = read();
  for (let from = 0; from < rows.length; from += PAGE) {
    yield rows.slice(from, from + PAGE);
    await nextTurn();
  }
}

function ratingsOf(tables: Tables, hall: HallId): readonly RatingRow[] {
  return [...tables.ratings.values()].filter((row) => row.hall === hall).sort((a, b) => compare(a.ticket, b.ticket));
}

function byDayAndNumber(a: TicketRow, b: TicketRow): number {
  const [one, other] = [numberParts(a.number), numberParts(b.number)];
  return compare(a.day, b.day) || compare(one.prefix, other.prefix) || one.sequence - other.sequence;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

async function rebuild(tables: Tables, hall: HallId, pages: Parameters<RecordStore['rebuild']>[1]): Promise<void> {
  const seq = () => tables.events.get(hall)?.length ?? 0;
  let upTo = seq();
  const shadow = emptyTables();
  for await (const page of pages) {
    upTo = page.upTo ?? upTo;
    const stray = [...page.tickets, ...page.ratings].find((row) => row.hall !== hall);
    if (stray !== undefined) throw new NotStored(`a row of hall ${stray.hall} in the rebuilding of ${hall}`);
    fill(shadow, page);
  }
  if (seq() !== upTo) throw new NotStored(`hall ${hall} moved on while it was rebuilt`);
  for (const [id, row] of tables.tickets) {
    if (row.hall !== hall) continue;
    tables.tickets.delete(id);
    tables.numbers.delete(numberKey(row));
  }
  for (const [key, row] of tables.ratings) if (row.hall === hall) tables.ratings.delete(key);
  for (const [id, row] of shadow.tickets) tables.tickets.set(id, row);
  for (const [key, id] of shadow.numbers) tables.numbers.set(key, id);
  for (const [key, row] of shadow.ratings) tables.ratings.set(key, row);
}

function fill(
  shadow: Tables,
  page: { readonly tickets: readonly TicketRow[]; readonly ratings: readonly RatingRow[] },
): void {
  try {
    transact((transaction) => {
      for (const row of page.tickets) putTicket(shadow, transaction, row);
      for (const row of page.ratings) {
        transaction.insert(shadow.ratings, keyOf(row.hall, row.ticket), row, 'already-rated');
      }
    });
  } catch (error) {
    throw notStored(error);
  }
}
