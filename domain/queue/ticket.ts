import type { Foretold } from '../forecast/foretold.ts';
import type { Day, Instant, ServiceId, StaffNo, TicketId, TicketNumber, WindowNo } from '../values.ts';

export const CATEGORIES = ['ordinary', 'military', 'disabled', 'elderly', 'pregnant-infant', 'other'] as const;
export type Category = (typeof CATEGORIES)[number];

/** How the ticket came to be; `walk-in` is served at a window without a number from the dispenser. */
export const CHANNELS = ['dispenser', 'reception', 'phone', 'remote', 'walk-in'] as const;
export type Channel = (typeof CHANNELS)[number];

export const OUTCOMES = ['done', 'accepted', 'materials-missing', 'consulted', 'referred', 'withdrawn'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const TICKET_STATUSES = [
  'waiting',
  'called',
  'serving',
  'held',
  'missed',
  'done',
  'cancelled',
  'expired',
] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const LEVELS = [1, 2, 3, 4, 5] as const;
export type Level = (typeof LEVELS)[number];

/** Why this one was called: the rule's name, and what it weighed. */
export interface Choice {
  readonly rule: string;
  /** Waiting time that counted for the order, ms. */
  readonly waitedMs: number;
  readonly weight: number;
  /** Those below are not in records of before they were kept. */
  readonly isPriority?: boolean | undefined;
  /** Whether somebody of the other kind, priority or ordinary, waited too: else only who came first counted. */
  readonly bothWaited?: boolean | undefined;
  /** An ordinary ticket that ranked with priority, having waited so many minutes. */
  readonly agedAfterMin?: number | undefined;
  /** Which turn of a ratio this was, the first is 1, and the ratio; only where both kinds waited. */
  readonly turn?:
    | {
        readonly of: 'priority' | 'ordinary';
        readonly made: number;
        readonly priority: number;
        readonly ordinary: number;
      }
    | undefined;
}

/** One citizen's turn. Objects are replaced, never changed. Instants are the hub's; a null has not happened. */
export interface Ticket {
  readonly id: TicketId;
  readonly number: TicketNumber;
  readonly service: ServiceId;
  readonly category: Category;
  readonly channel: Channel;
  readonly day: Day;
  readonly status: TicketStatus;
  /** Whether the citizen holds a token (paper, screen or phone), so that they can rate. */
  readonly hasToken: boolean;
  readonly issuedAt: Instant;
  /** An actor's name, see actor.ts. */
  readonly issuedBy: string;
  /** The log's number of the issue: who came first among equals. */
  readonly issuedSeq: number;
  /** What they were told when they took it: how many would be called before them. */
  readonly aheadAtIssue: number;
  /** And how long they would wait, if that could be told. */
  readonly foretold: Foretold | null;
  /** From when its waiting counts for the order: the issue, moved by clock jumps and by reinstating. */
  readonly since: Instant;
  readonly window: WindowNo | null;
  readonly staff: StaffNo | null;
  /** What chose it, once called. */
  readonly choice: Choice | null;
  readonly firstCalledAt: Instant | null;
  readonly lastCalledAt: Instant | null;
  /** Recalls of the present call. */
  readonly recalls: number;
  readonly arrivedAt: Instant | null;
  readonly arrival: 'button' | 'automatic' | null;
  readonly finishedAt: Instant | null;
  readonly outcome: Outcome | null;
  readonly ending: 'finish' | 'ended-by-next' | null;
  readonly noShows: number;
  /** Clock jumps while it waited or was served, in ms, to be taken from the times. */
  readonly waitSkewMs: number;
  readonly serveSkewMs: number;
  /** The same since the last call, while it is called. */
  readonly callSkewMs: number;
  readonly rating: Level | null;
  /** Id of the clerk's note in the private table. */
  readonly note: string | null;
}

/** Nothing can become of it any more. */
export function isClosed({ status }: Ticket): boolean {
  return status === 'done' || status === 'cancelled' || status === 'expired';
}

/** Still to be served: it ends with its day, and its citizen may cancel it. */
export function isOpen(ticket: Ticket): boolean {
  return !isClosed(ticket) && ticket.status !== 'serving';
}

/** 办件: arrived and finished with any outcome but withdrawn. */
export function isHandled(of: {
  readonly arrivedAt: number | null;
  readonly finishedAt: number | null;
  readonly outcome: string | null;
}): boolean {
  return of.arrivedAt !== null && of.finishedAt !== null && of.outcome !== null && of.outcome !== 'withdrawn';
}

/** Milliseconds from issue to first call, clock jumps taken out; null before the call. */
export function waitMs(ticket: Ticket): number | null {
  return ticket.firstCalledAt === null ? null : ticket.firstCalledAt - ticket.issuedAt - ticket.waitSkewMs;
}

/** Milliseconds from arrival to finish, clock jumps taken out; null before the finish. */
export function handlingMs(ticket: Ticket): number | null {
  if (ticket.arrivedAt === null || ticket.finishedAt === null) return null;
  return ticket.finishedAt - ticket.arrivedAt - ticket.serveSkewMs;
}

/** From when it counts at its window: the last call, else the arrival, moved by clock jumps since; null before. */
export function atWindowSince({ lastCalledAt, arrivedAt, callSkewMs, serveSkewMs }: Ticket): number | null {
  const since = lastCalledAt ?? arrivedAt;
  return since === null ? null : since + callSkewMs + serveSkewMs;
}

/** Milliseconds since the last call or recall, clock jumps taken out; null before the call. */
export function sinceCallMs(ticket: Ticket, at: Instant): number | null {
  return ticket.lastCalledAt === null ? null : at - ticket.lastCalledAt - ticket.callSkewMs;
}
