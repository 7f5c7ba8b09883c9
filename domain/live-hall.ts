import type { Announcement, Desk, Hall } from './hall.ts';
import type { Job, PrinterCondition } from './paper/job.ts';
import type { Turn } from './queue/order/order-rule.ts';
import type { Ticket } from './queue/ticket.ts';
import type { Settings } from './settings/settings.ts';
import type { HallId, Instant, ServiceId, TicketId, TicketNumber, WindowNo } from './values.ts';

/** The hall as `evolve` holds it: the same, but it can be changed in place. */
export interface LiveHall extends Hall {
  seq: number;
  at: Instant;
  settings: Settings | null;
  day: Hall['day'];
  clock: Hall['clock'];
  clockFault: Hall['clockFault'];
  undatedSince: number | null;
  readonly tickets: Map<TicketId, Ticket>;
  readonly byNumber: Map<TicketNumber, TicketId>;
  readonly queues: Map<ServiceId, Map<TicketId, Ticket>>;
  readonly sequences: Map<string, number>;
  readonly desks: Map<WindowNo, Desk>;
  readonly turns: Map<string, Turn>;
  announcements: Announcement[];
  lastAnnouncement: number;
  readonly jobs: Map<string, Job>;
  readonly papers: Map<TicketId, readonly string[]>;
  readonly printers: Map<string, { readonly condition: PrinterCondition; readonly since: Instant }>;
}

export function emptyHall(id: HallId): LiveHall {
  return {
    id,
    seq: 0,
    at: 0 as Instant,
    settings: null,
    day: null,
    clock: 'sound',
    clockFault: null,
    undatedSince: null,
    tickets: new Map(),
    byNumber: new Map(),
    queues: new Map(),
    sequences: new Map(),
    desks: new Map(),
    turns: new Map(),
    announcements: [],
    lastAnnouncement: 0,
    jobs: new Map(),
    papers: new Map(),
    printers: new Map(),
  };
}

/** Puts a ticket in, or in the place of its former self, and keeps the queues true to it. */
export function putTicket(hall: LiveHall, ticket: Ticket): void {
  const before = hall.tickets.get(ticket.id);
  if (before?.status === 'waiting') leaveQueue(hall, before);
  hall.tickets.set(ticket.id, ticket);
  if (ticket.status !== 'waiting') return;
  const queue = hall.queues.get(ticket.service);
  if (queue === undefined) hall.queues.set(ticket.service, new Map([[ticket.id, ticket]]));
  else queue.set(ticket.id, ticket);
}

function leaveQueue(hall: LiveHall, { id, service }: Ticket): void {
  const queue = hall.queues.get(service);
  queue?.delete(id);
  if (queue?.size === 0) hall.queues.delete(service);
}

/** The ticket of an event in the log: it must be there, or the log is not this hall's. */
export function ticketIn(hall: Hall, id: TicketId): Ticket {
  const ticket = hall.tickets.get(id);
  if (ticket === undefined) throw new Error(`event names a ticket that is not there: ${id}`);
  return ticket;
}

export function changeTicket(hall: LiveHall, id: TicketId, change: Partial<Ticket>): Ticket {
  const ticket = { ...ticketIn(hall, id), ...change };
  putTicket(hall, ticket);
  return ticket;
}

export function changeDesk(hall: LiveHall, window: WindowNo, change: Partial<Desk>): void {
  const desk = hall.desks.get(window);
  if (desk === undefined) throw new Error(`event names a window that is not open: ${String(window)}`);
  hall.desks.set(window, { ...desk, ...change });
}
