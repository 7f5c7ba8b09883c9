import type { HallEvent } from '../events.ts';
import { changeTicket, type LiveHall, putTicket } from '../live-hall.ts';
import type { Ticket } from '../queue/ticket.ts';
import { later, type TicketId, unreachable } from '../values.ts';

export type DayEvent = Extract<
  HallEvent,
  { type: 'day-opened' | 'day-ended' | 'day-carried' | 'clock-behind' | 'clock-jumped' | 'clock-sound' }
>;

export function evolveDay(hall: LiveHall, event: DayEvent): void {
  switch (event.type) {
    case 'day-opened':
      forget(hall);
      hall.day = { day: event.day, until: event.until };
      return;
    case 'day-ended':
      end(hall, event);
      return;
    case 'day-carried':
      for (const id of event.open) changeTicket(hall, id, { day: event.day });
      hall.day = { day: event.day, until: event.until };
      return;
    case 'clock-behind':
      hall.clock = 'behind';
      hall.clockFault = { what: 'behind', at: hall.at };
      hall.undatedSince = event.atStart ? hall.seq : null;
      return;
    case 'clock-jumped':
      trust(hall);
      hall.clockFault = { what: 'jumped', at: hall.at };
      if (event.byMs > 0) skew(hall, event.byMs);
      return;
    case 'clock-sound':
      trust(hall);
      return;
    default:
      unreachable(event);
  }
}

function trust(hall: LiveHall): void {
  hall.clock = 'sound';
  hall.clockFault = null;
  hall.undatedSince = null;
}

function end(hall: LiveHall, event: Extract<DayEvent, { type: 'day-ended' }>): void {
  for (const id of event.expired) changeTicket(hall, id, { status: 'expired' });
  for (const window of event.closed) hall.desks.delete(window);
  const expired = new Set<TicketId | null>(event.expired);
  for (const [window, desk] of [...hall.desks]) {
    if (expired.has(desk.ticket)) hall.desks.set(window, { ...desk, ticket: null, undo: null });
  }
  hall.day = null;
}

/** A new day: what is still being served goes on, all else leaves memory, and numbering starts again. */
function forget(hall: LiveHall): void {
  hall.byNumber.clear();
  for (const [id, ticket] of [...hall.tickets]) {
    if (ticket.status === 'serving') hall.byNumber.set(ticket.number, id);
    else hall.tickets.delete(id);
  }
  for (const [window, desk] of [...hall.desks]) hall.desks.set(window, { ...desk, undo: null, lastDone: null });
  hall.queues.clear();
  hall.sequences.clear();
  hall.turns.clear();
  hall.jobs.clear();
  hall.papers.clear();
}

/** The hub's time leapt: nobody waited or was served through the leap, so it is taken out of their times and the order. */
function skew(hall: LiveHall, byMs: number): void {
  for (const ticket of [...hall.tickets.values()]) {
    const moved = skewed(ticket, byMs);
    if (moved !== ticket) putTicket(hall, moved);
  }
  for (const [window, desk] of [...hall.desks]) {
    if (desk.undo === null) continue;
    const { ticket, previous, at } = desk.undo;
    const before = previous === null ? null : skewed(previous, byMs);
    const undo = { ...desk.undo, ticket: skewed(ticket, byMs), previous: before, at: later(at, byMs) };
    hall.desks.set(window, { ...desk, undo });
  }
  for (const job of [...hall.jobs.values()]) {
    const sentAt = job.sentAt === null ? null : later(job.sentAt, byMs);
    if (job.settledAt === null) hall.jobs.set(job.id, { ...job, queuedAt: later(job.queuedAt, byMs), sentAt });
  }
}

function skewed(ticket: Ticket, byMs: number): Ticket {
  if (ticket.status === 'serving') return { ...ticket, serveSkewMs: ticket.serveSkewMs + byMs };
  if (ticket.status === 'called') return { ...ticket, callSkewMs: ticket.callSkewMs + byMs };
  if (ticket.status !== 'waiting') return ticket;
  const since = later(ticket.since, byMs);
  return ticket.firstCalledAt === null
    ? { ...ticket, since, waitSkewMs: ticket.waitSkewMs + byMs }
    : { ...ticket, since };
}
