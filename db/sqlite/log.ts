import BetterSqlite, { type Database } from 'better-sqlite3';
import type { HallId } from '../../domain/values.ts';
import { eventHash } from '../chain.ts';
import { insertInto } from '../columns.ts';
import { Conflict, type ConflictKind } from '../conflict.ts';
import { settled, stored } from '../settled.ts';
import {
  GENESIS,
  type AppendResult,
  type Commit,
  type Head,
  type LogStore,
  type Snapshot,
  type StoredEvent,
} from '../store.ts';
import { ratingWriter, ticketWriter } from './ticket-table.ts';

const EVENT = ['hall', 'seq', 'at', 'type', 'body', 'hash'];
const ANSWER = ['hall', 'sender', 'key', 'request', 'answer', 'at'];
const TEXT = ['hall', 'id', 'salt', 'text', 'purgeAt'];

export function sqliteLog(db: Database): LogStore {
  const nextHall = db.prepare<[string], { hall: HallId | null }>('SELECT min(hall) AS hall FROM events WHERE hall > ?');
  const headOf = db.prepare<[HallId], Head>('SELECT seq, hash FROM events WHERE hall = ? ORDER BY seq DESC LIMIT 1');
  const eventsAfter = db.prepare<[HallId, number, number], StoredEvent>(
    'SELECT hall, seq, at, type, body, hash FROM events WHERE hall = ? AND seq > ? ORDER BY seq LIMIT ?',
  );
  const snapshotOf = db.prepare<[HallId], Snapshot>('SELECT seq, body FROM snapshots WHERE hall = ?');
  const keep = commitWriter(db, (hall) => headOf.get(hall) ?? { seq: 0, hash: GENESIS });
  const appendAll = db.transaction((commits: readonly Commit[]) => commits.map(keep));

  return {
    halls: () => settled(() => [...hallsIn(nextHall)]),
    head: (hall) => settled(() => headOf.get(hall) ?? { seq: 0, hash: GENESIS }),
    // one hall alone needs no savepoint, whose journal of touched pages is an eighth of the work
    append: (commits) => stored(() => (commits.length === 1 ? commits.map(keep) : appendAll.immediate(commits))),
    read: (hall, after, limit) => settled(() => eventsAfter.all(hall, after, limit)),
    snapshot: (hall) => settled(() => snapshotOf.get(hall)),
  };
}

/** One hall's commit inside a savepoint: its conflict leaves the other halls' commits standing. */
function commitWriter(db: Database, headOf: (hall: HallId) => Head): (commit: Commit) => AppendResult {
  const putEvent = db.prepare<[object]>(insertInto('events', EVENT));
  const putAnswer = db.prepare<[object]>(insertInto('answers', ANSWER));
  const putTicket = ticketWriter(db, 'tickets');
  const putRating = ratingWriter(db, 'ratings');
  const putText = db.prepare<[object]>(insertInto('private_texts', TEXT));
  const putSnapshot = db.prepare<[HallId, number, string]>(
    'INSERT INTO snapshots (hall, seq, body) VALUES (?, ?, ?) ON CONFLICT (hall) DO UPDATE SET seq = excluded.seq, body = excluded.body',
  );

  const write = db.transaction((commit: Commit, doing: (kind: ConflictKind) => void): Head => {
    const { hall } = commit;
    let head = headOf(hall);
    if (head.seq !== commit.after) throw new Conflict('head-moved');
    doing('head-moved');
    for (const event of commit.events) {
      const next = { hall, seq: head.seq + 1, at: event.at, type: event.type, body: event.body };
      head = { seq: next.seq, hash: eventHash(next, head.hash) };
      putEvent.run({ ...next, hash: head.hash });
    }
    doing('answer-given');
    for (const answer of commit.answers) putAnswer.run({ ...answer, hall });
    doing('number-taken');
    for (const ticket of commit.tickets) putTicket(ticket);
    doing('already-rated');
    for (const rating of commit.ratings) putRating(rating);
    doing('text-there');
    for (const text of commit.texts) putText.run(text);
    if (commit.snapshot !== null) putSnapshot.run(hall, head.seq, commit.snapshot);
    return head;
  });

  return (commit) => {
    let kind: ConflictKind = 'head-moved';
    try {
      const head = write.immediate(commit, (now) => {
        kind = now;
      });
      return { ok: true, head };
    } catch (error) {
      if (error instanceof Conflict) return { ok: false, conflict: error.kind };
      if (isTaken(error)) return { ok: false, conflict: kind };
      throw error;
    }
  };
}

function isTaken(error: unknown): boolean {
  if (!(error instanceof BetterSqlite.SqliteError)) return false;
  return error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || error.code === 'SQLITE_CONSTRAINT_UNIQUE';
}

function* hallsIn(next: BetterSqlite.Statement<[string], { hall: HallId | null }>): Generator<HallId> {
  for (let hall = next.get('')?.hall; hall !== undefined && hall !== null; hall = next.get(hall)?.hall) yield hall;
}
