import { Conflict } from '../conflict.ts';
import type { TicketRow } from '../store.ts';
import { numberKey, type Tables } from './tables.ts';
import type { Transaction } from './transaction.ts';

/** Inserts a ticket or replaces what may change of it; a number is one ticket's on its day. */
export function putTicket(tables: Pick<Tables, 'tickets' | 'numbers'>, transaction: Transaction, row: TicketRow): void {
  const before = tables.tickets.get(row.id);
  if (before !== undefined && !isSameTicket(before, row)) throw new Conflict('number-taken');
  const holder = tables.numbers.get(numberKey(row));
  if (holder !== undefined && holder !== row.id) throw new Conflict('number-taken');
  if (before !== undefined) transaction.remove(tables.numbers, numberKey(before));
  transaction.set(tables.numbers, numberKey(row), row.id);
  transaction.set(tables.tickets, row.id, row);
}

function isSameTicket(before: TicketRow, after: TicketRow): boolean {
  return before.hall === after.hall && before.number === after.number && before.issuedAt === after.issuedAt;
}
