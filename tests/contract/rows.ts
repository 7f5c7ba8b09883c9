import type { Commit, NewEvent, PrivateText, RatingRow, StoredAnswer, TicketRow } from '../../db/store.ts';
import { ticketId, ticketNumber, type Day, type HallId, type Instant } from '../../domain/values.ts';

export const HALL = 'qingxi' as HallId;
export const OTHER = 'shiqiao' as HallId;
export const DAY = '2026-11-23' as Day;
/** 2026-11-23T01:00:00Z, nine in the morning in the hall. */
export const NINE = Date.UTC(2026, 10, 23, 1) as Instant;

export function minutes(count: number): Instant {
  return (NINE + count * 60_000) as Instant;
}

export function newEvent(text: string, at: Instant = NINE): NewEvent {
  return { at, type: 'window-opened', body: JSON.stringify({ window: 3, staff: '0312', text }) };
}

export function commitOf(after: number, more: Partial<Commit> = {}): Commit {
  return { hall: HALL, after, events: [], answers: [], tickets: [], ratings: [], texts: [], snapshot: null, ...more };
}

export function answerTo(key: string, more: Partial<StoredAnswer> = {}): StoredAnswer {
  return { sender: 'staff:0312', key, request: 'a'.repeat(64), answer: '{"ok":true}', at: NINE, ...more };
}

export function ticket(sequence: number, more: Partial<TicketRow> = {}): TicketRow {
  const number = more.number ?? ticketNumber('A', sequence);
  const hall = more.hall ?? HALL;
  const day = more.day ?? DAY;
  return {
    hall,
    id: ticketId(hall, day, number),
    day,
    number,
    service: 'social-security',
    category: 'ordinary',
    channel: 'dispenser',
    status: 'waiting',
    hasToken: true,
    issuedAt: NINE,
    firstCalledAt: null,
    lastCalledAt: null,
    arrivedAt: null,
    arrival: null,
    finishedAt: null,
    window: null,
    staff: null,
    outcome: null,
    ending: null,
    rule: null,
    noShows: 0,
    waitMs: null,
    handlingMs: null,
    foretoldP50S: null,
    foretoldP80S: null,
    ...more,
  };
}

export function rating(of: TicketRow, more: Partial<RatingRow> = {}): RatingRow {
  return { hall: of.hall, ticket: of.id, level: 5, channel: 'pad', reasons: [], reasonsVersion: 1, at: NINE, ...more };
}

export function privateText(id: string, text: string, purgeAt: Instant): PrivateText {
  return { hall: HALL, id, salt: `salt-of-${id}`, text, purgeAt };
}

export async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

/** The same call again and again, each with the next number. */
export function times<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
