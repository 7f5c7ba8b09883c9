import type { Waits } from '../../domain/forecast/waits.ts';
import type { Hall } from '../../domain/hall.ts';
import { printStatus } from '../../domain/paper/paper-rules.ts';
import { aheadOfAll } from '../../domain/queue/order/ahead.ts';
import { rankWaiting } from '../../domain/queue/order/rank-waiting.ts';
import { isHandled, isOpen, LEVELS, type Ticket, TICKET_STATUSES } from '../../domain/queue/ticket.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { Instant, TicketId } from '../../domain/values.ts';
import type { TicketView } from '../views.ts';
import { hallFacts, rangeOf, time } from './parts.ts';

const CALLS_SHOWN = 3;

/** An order so old may have changed by waiting alone. */
const ORDER_GOOD_MS = 1_000;

interface Order {
  readonly seq: number;
  readonly at: Instant;
  readonly ahead: ReadonlyMap<TicketId, number>;
}
const orders = new WeakMap<Hall, Order>();

/** How many would be called before each of those who wait; ranked once for all who look at the same moment. */
export function aheadNow(hall: Hall, at: Instant): ReadonlyMap<TicketId, number> {
  const known = orders.get(hall);
  if (known?.seq === hall.seq && Math.abs(at - known.at) < ORDER_GOOD_MS) return known.ahead;
  const ahead = aheadOfAll(hall, rankWaiting(hall, at));
  orders.set(hall, { seq: hall.seq, at, ahead });
  return ahead;
}

/** A citizen's own ticket while the hall has it in hand. */
export function ticketView(
  hall: Hall,
  settings: Settings,
  ticket: Ticket,
  ahead: ReadonlyMap<TicketId, number>,
  waits: Waits,
): TicketView {
  const { status } = ticket;
  const atWindow = status === 'called' || status === 'serving' || status === 'done' || status === 'missed';
  return {
    hall: hallFacts(hall, settings),
    number: ticket.number,
    ...serviceNames(settings, ticket.service),
    status,
    ahead: status === 'waiting' ? (ahead.get(ticket.id) ?? 0) : null,
    wait: status === 'waiting' ? rangeOf(waits.tickets.get(ticket.id)) : null,
    window: atWindow ? ticket.window : null,
    print: printStatus(hall, ticket.id),
    issuedAt: time(ticket.issuedAt),
    calls: hall.announcements
      .filter(({ kind }) => kind !== 'no-show')
      .slice(-CALLS_SHOWN)
      .reverse()
      .map(({ number, window }) => ({ number, window })),
    canCancel: isOpen(ticket),
    rating: {
      can: isHandled(ticket) && ticket.rating === null,
      level: ticket.rating,
      reasons: settings.ratingReasons,
    },
  };
}

/** A service that is no longer set is called by its id. */
function serviceNames(settings: Settings, id: string): Pick<TicketView, 'service' | 'serviceName' | 'serviceNameEn'> {
  const { name = id, nameEn = id } = settings.services.find((each) => each.id === id) ?? {};
  return { service: id, serviceName: name, serviceNameEn: nameEn };
}

/** What is kept of a ticket of an earlier day. */
export interface PastTicket {
  readonly number: string;
  readonly service: string;
  readonly status: string;
  readonly window: number | null;
  readonly issuedAt: Instant;
  readonly level: number | null;
}

/** A ticket of a day that has ended: nothing can be done with it any more. */
export function pastTicketView(hall: Hall, settings: Settings, past: PastTicket): TicketView {
  return {
    hall: hallFacts(hall, settings),
    number: past.number,
    ...serviceNames(settings, past.service),
    status: TICKET_STATUSES.find((status) => status === past.status) ?? 'expired',
    ahead: null,
    wait: null,
    window: past.window,
    print: 'none',
    issuedAt: time(past.issuedAt),
    calls: [],
    canCancel: false,
    rating: {
      can: false,
      level: LEVELS.find((level) => level === past.level) ?? null,
      reasons: settings.ratingReasons,
    },
  };
}
