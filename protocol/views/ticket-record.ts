import type { Hall } from '../../domain/hall.ts';
import { serviceOf } from '../../domain/queue/find.ts';
import type { Category, Channel, Choice, Outcome, Ticket, TicketStatus } from '../../domain/queue/ticket.ts';
import type { Time } from '../views.ts';
import { time, timeOrNull } from './parts.ts';

/** What the supervisor reads of one of today's tickets: what was done with it, and why it was called. No token, no name. */
export interface TicketRecord {
  readonly number: string;
  readonly service: string;
  readonly serviceName: string;
  readonly category: Category;
  readonly channel: Channel;
  readonly status: TicketStatus;
  readonly issuedAt: Time;
  readonly calledAt: Time | null;
  readonly lastCalledAt: Time | null;
  readonly window: number | null;
  readonly staff: string | null;
  /** What chose it at its last call; null: it was not called. */
  readonly choice: Choice | null;
  readonly noShows: number;
  readonly arrivedAt: Time | null;
  readonly finishedAt: Time | null;
  readonly outcome: Outcome | null;
}

/** How many of the recent tickets from `from` to `to`, two dates, were priority tickets. */
export interface PriorityShareView {
  readonly from: string;
  readonly to: string;
  readonly priority: number;
  readonly issued: number;
}

export function ticketRecord(hall: Hall, ticket: Ticket): TicketRecord {
  const { number, service, category, channel, status, window, staff, choice, noShows, outcome } = ticket;
  return {
    ...{ number, service, category, channel, status, window, staff, choice, noShows, outcome },
    serviceName: serviceOf(hall, service)?.name ?? service,
    issuedAt: time(ticket.issuedAt),
    calledAt: timeOrNull(ticket.firstCalledAt),
    lastCalledAt: timeOrNull(ticket.lastCalledAt),
    arrivedAt: timeOrNull(ticket.arrivedAt),
    finishedAt: timeOrNull(ticket.finishedAt),
  };
}
