import type { HallEvent } from '../events.ts';
import type { Instant } from '../values.ts';
import type { Ticket } from './ticket.ts';

/** A ticket as it is at the moment of its issue. */
export function newTicket(
  issue: Pick<
    Extract<HallEvent, { type: 'ticket-issued' }>,
    'ticket' | 'number' | 'service' | 'category' | 'channel' | 'day' | 'ahead' | 'foretold' | 'hasToken' | 'by'
  >,
  seq: number,
  at: Instant,
): Ticket {
  return {
    id: issue.ticket,
    number: issue.number,
    service: issue.service,
    category: issue.category,
    channel: issue.channel,
    day: issue.day,
    status: 'waiting',
    hasToken: issue.hasToken,
    issuedAt: at,
    issuedBy: issue.by,
    issuedSeq: seq,
    aheadAtIssue: issue.ahead,
    foretold: issue.foretold,
    since: at,
    window: null,
    staff: null,
    choice: null,
    firstCalledAt: null,
    lastCalledAt: null,
    recalls: 0,
    arrivedAt: null,
    arrival: null,
    finishedAt: null,
    outcome: null,
    ending: null,
    noShows: 0,
    waitSkewMs: 0,
    serveSkewMs: 0,
    callSkewMs: 0,
    rating: null,
    note: null,
  };
}
