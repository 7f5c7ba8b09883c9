import { announcementText } from '../announcement/announcement-text.ts';
import { callTemplate } from '../announcement/call-template.ts';
import type { HallEvent } from '../events.ts';
import { type Announcement, ANNOUNCEMENTS_KEPT } from '../hall.ts';
import { changeDesk, changeTicket, type LiveHall, putTicket, ticketIn } from '../live-hall.ts';
import { type Instant, type TicketId, unreachable, type WindowNo } from '../values.ts';
import { serviceOf } from './find.ts';
import { newTicket } from './new-ticket.ts';
import { moveTurn } from './order/cycle.ts';
import type { Ticket } from './ticket.ts';

export type TicketEvent = Extract<
  HallEvent,
  {
    type:
      | 'ticket-issued'
      | 'ticket-called'
      | 'ticket-recalled'
      | 'ticket-arrived'
      | 'ticket-finished'
      | 'ticket-missed'
      | 'ticket-returned'
      | 'ticket-reinstated'
      | 'ticket-cancelled'
      | 'service-changed'
      | 'walk-in-started'
      | 'note-written';
  }
>;

/** `hall.at` and `hall.seq` are already those of the event. */
export function evolveTicket(hall: LiveHall, event: TicketEvent): void {
  const at = hall.at;
  switch (event.type) {
    case 'ticket-issued':
      putTicket(hall, newTicket(event, hall.seq, at));
      number(hall, event);
      return;
    case 'walk-in-started': {
      const { window, staff } = event;
      const by = `staff:${staff}`;
      const issue = {
        ...event,
        category: 'ordinary',
        channel: 'walk-in',
        ahead: 0,
        foretold: null,
        hasToken: false,
        by,
      } as const;
      putTicket(hall, {
        ...newTicket(issue, hall.seq, at),
        status: 'serving',
        window,
        staff,
        arrivedAt: at,
        arrival: 'button',
      });
      number(hall, event);
      changeDesk(hall, window, { ticket: event.ticket, undo: null, lastDone: null });
      return;
    }
    case 'ticket-called':
      call(hall, event);
      return;
    case 'ticket-recalled': {
      const { recalls } = ticketIn(hall, event.ticket);
      changeTicket(hall, event.ticket, { lastCalledAt: at, callSkewMs: 0, recalls: recalls + 1 });
      announce(hall, 'recall', event);
      return;
    }
    case 'ticket-arrived':
      changeTicket(hall, event.ticket, { status: 'serving', arrivedAt: at, arrival: event.arrival });
      changeDesk(hall, event.window, { lastDone: null });
      return;
    case 'ticket-finished': {
      const before = beforeFinish(ticketIn(hall, event.ticket), at);
      const { outcome, ending, staff } = event;
      changeTicket(hall, event.ticket, { status: 'done', finishedAt: at, outcome, ending, staff });
      const undo = { what: 'finish', ticket: before, previous: null, at } as const;
      changeDesk(hall, event.window, { ticket: null, undo, lastDone: { ticket: event.ticket, at } });
      return;
    }
    case 'ticket-missed': {
      const before = ticketIn(hall, event.ticket);
      changeTicket(hall, event.ticket, { status: 'missed', noShows: before.noShows + 1 });
      changeDesk(hall, event.window, { ticket: null, undo: { what: 'no-show', ticket: before, previous: null, at } });
      if (event.announcement !== null) announce(hall, 'no-show', { ...event, announcement: event.announcement });
      return;
    }
    case 'ticket-returned':
      changeTicket(hall, event.ticket, { status: 'waiting', window: null, staff: null, choice: null });
      changeDesk(hall, event.window, { ticket: null, undo: null });
      return;
    case 'ticket-reinstated':
      changeTicket(hall, event.ticket, { status: 'waiting', since: event.since, window: null });
      return;
    case 'ticket-cancelled': {
      const { status, window } = ticketIn(hall, event.ticket);
      changeTicket(hall, event.ticket, { status: 'cancelled' });
      if (status === 'called' && window !== null) changeDesk(hall, window, { ticket: null, undo: null });
      return;
    }
    case 'service-changed':
      changeTicket(hall, event.ticket, { service: event.service });
      return;
    case 'note-written':
      changeTicket(hall, event.ticket, { note: event.text.id });
      return;
    default:
      unreachable(event);
  }
}

/** A finish that recorded the arrival itself takes the arrival back with it when it is undone. */
function beforeFinish(ticket: Ticket, at: Instant): Ticket {
  const arrivedWithIt = ticket.arrival === 'automatic' && ticket.arrivedAt === at;
  return arrivedWithIt ? { ...ticket, status: 'called', arrivedAt: null, arrival: null } : ticket;
}

function number(hall: LiveHall, event: Extract<TicketEvent, { sequence: number }>): void {
  hall.byNumber.set(event.number, event.ticket);
  const prefix = serviceOf(hall, event.service)?.prefix;
  if (prefix !== undefined) hall.sequences.set(prefix, event.sequence);
}

function call(hall: LiveHall, event: Extract<TicketEvent, { type: 'ticket-called' }>): void {
  const { ticket: id, window, staff, choice, ended } = event;
  const before = ticketIn(hall, id);
  const last = hall.desks.get(window)?.undo?.ticket;
  const previous = last !== undefined && last.id === ended ? last : null;
  changeTicket(hall, id, {
    status: 'called',
    window,
    staff,
    choice,
    firstCalledAt: before.firstCalledAt ?? hall.at,
    lastCalledAt: hall.at,
    callSkewMs: 0,
    recalls: 0,
  });
  const undo = { what: 'call', ticket: before, previous, at: hall.at } as const;
  const turn = moveTurn(hall, window, choice);
  changeDesk(hall, window, { ticket: id, undo: turn === undefined ? undo : { ...undo, turn } });
  announce(hall, 'call', event);
}

function announce(
  hall: LiveHall,
  kind: Announcement['kind'],
  event: { announcement: number; ticket: TicketId; window: WindowNo },
): void {
  const { number: called } = ticketIn(hall, event.ticket);
  const template = hall.settings === null ? '{number} {window}' : callTemplate(hall.settings, kind);
  const text = announcementText(template, called, event.window);
  hall.lastAnnouncement = event.announcement;
  const { announcement: no, window } = event;
  hall.announcements = [...hall.announcements, { no, kind, number: called, window, text, at: hall.at }].slice(
    -ANNOUNCEMENTS_KEPT,
  );
}
