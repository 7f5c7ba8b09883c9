import type { RatingRow, TicketRow } from './store.ts';

/** Properties of a ticket's row, all of them: a new one that is forgotten here does not compile. */
const TICKET: Readonly<Record<keyof TicketRow, true>> = {
  hall: true,
  id: true,
  day: true,
  number: true,
  service: true,
  category: true,
  channel: true,
  status: true,
  hasToken: true,
  issuedAt: true,
  firstCalledAt: true,
  lastCalledAt: true,
  arrivedAt: true,
  arrival: true,
  finishedAt: true,
  window: true,
  staff: true,
  outcome: true,
  ending: true,
  rule: true,
  noShows: true,
  waitMs: true,
  handlingMs: true,
  foretoldP50S: true,
  foretoldP80S: true,
};
const RATING: Readonly<Record<keyof RatingRow, true>> = {
  hall: true,
  ticket: true,
  level: true,
  channel: true,
  reasons: true,
  reasonsVersion: true,
  at: true,
};

export const TICKET_PROPERTIES: readonly string[] = Object.keys(TICKET);
export const RATING_PROPERTIES: readonly string[] = Object.keys(RATING);
/** What a ticket keeps from its issue to its end; a row that says otherwise is another ticket. */
export const TICKET_FOREVER: readonly string[] = ['id', 'hall', 'number', 'issuedAt'];
/** The table also holds the number's parts, to be read in the order of numbers. */
export const TICKET_STORED: readonly string[] = [...TICKET_PROPERTIES, 'prefix', 'sequence'];
