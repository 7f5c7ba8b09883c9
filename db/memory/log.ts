import type { HallId } from '../../domain/values.ts';
import { eventHash } from '../chain.ts';
import { Conflict } from '../conflict.ts';
import { settled, stored } from '../settled.ts';
import { GENESIS, type AppendResult, type Commit, type Head, type LogStore, type StoredEvent } from '../store.ts';
import { keyOf, type Tables } from './tables.ts';
import { putTicket } from './ticket-table.ts';
import { transact, type Transaction } from './transaction.ts';

export function memoryLog(tables: Tables): LogStore {
  return {
    halls: () =>
      settled(() => [...tables.events].flatMap(([hall, events]) => (events.length > 0 ? [hall] : [])).sort()),
    head: (hall) => settled(() => headOf(tables, hall)),
    append: (commits) =>
      stored(() => transact((transaction) => commits.map((commit) => keep(tables, transaction, commit)))),
    read: (hall, after, limit) => settled(() => (tables.events.get(hall) ?? []).slice(after, after + limit)),
    snapshot: (hall) => settled(() => tables.snapshots.get(hall)),
  };
}

function headOf(tables: Tables, hall: HallId): Head {
  const last = tables.events.get(hall)?.at(-1);
  return last === undefined ? { seq: 0, hash: GENESIS } : { seq: last.seq, hash: last.hash };
}

/** One hall's commit: its conflict takes back only itself. */
function keep(tables: Tables, transaction: Transaction, commit: Commit): AppendResult {
  try {
    return { ok: true, head: transaction.savepoint(() => write(tables, transaction, commit)) };
  } catch (error) {
    if (error instanceof Conflict) return { ok: false, conflict: error.kind };
    throw error;
  }
}

/** In the order of the SQL stores, so that the same conflict comes first. */
function write(tables: Tables, transaction: Transaction, commit: Commit): Head {
  const { hall } = commit;
  let head = headOf(tables, hall);
  if (head.seq !== commit.after) throw new Conflict('head-moved');
  const events = logOf(tables, hall);
  for (const event of commit.events) {
    const next = { hall, seq: head.seq + 1, at: event.at, type: event.type, body: event.body };
    head = { seq: next.seq, hash: eventHash(next, head.hash) };
    transaction.push(events, { ...next, hash: head.hash });
  }
  for (const { sender, key, request, answer, at } of commit.answers) {
    const row = { sender, key, request, answer, at };
    transaction.insert(tables.answers, keyOf(hall, sender, key), row, 'answer-given');
  }
  for (const ticket of commit.tickets) putTicket(tables, transaction, ticket);
  for (const rating of commit.ratings) {
    transaction.insert(tables.ratings, keyOf(rating.hall, rating.ticket), rating, 'already-rated');
  }
  for (const text of commit.texts) transaction.insert(tables.texts, keyOf(text.hall, text.id), text, 'text-there');
  if (commit.snapshot !== null) transaction.set(tables.snapshots, hall, { seq: head.seq, body: commit.snapshot });
  return head;
}

function logOf(tables: Tables, hall: HallId): StoredEvent[] {
  const known = tables.events.get(hall);
  if (known !== undefined) return known;
  const created: StoredEvent[] = [];
  tables.events.set(hall, created);
  return created;
}
