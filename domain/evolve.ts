import { evolveDay } from './day/evolve-day.ts';
import type { HallEvent, Recorded } from './events.ts';
import { changeTicket, type LiveHall } from './live-hall.ts';
import { evolvePaper } from './paper/evolve-paper.ts';
import { evolveTicket } from './queue/evolve-ticket.ts';
import { evolveWindow } from './queue/evolve-window.ts';
import { unreachable } from './values.ts';

/** The only thing that changes a hall: one recorded event, in place. */
export function evolve(hall: LiveHall, { seq, at, event }: Recorded): void {
  hall.seq = seq;
  hall.at = at;
  apply(hall, event);
}

function apply(hall: LiveHall, event: HallEvent): void {
  switch (event.type) {
    case 'hall-configured':
      hall.settings = event.settings;
      return;
    case 'day-opened':
    case 'day-ended':
    case 'day-carried':
    case 'clock-behind':
    case 'clock-jumped':
    case 'clock-sound':
      evolveDay(hall, event);
      return;
    case 'ticket-issued':
    case 'ticket-called':
    case 'ticket-recalled':
    case 'ticket-arrived':
    case 'ticket-finished':
    case 'ticket-missed':
    case 'ticket-returned':
    case 'ticket-reinstated':
    case 'ticket-cancelled':
    case 'service-changed':
    case 'walk-in-started':
    case 'note-written':
      evolveTicket(hall, event);
      return;
    case 'undone':
    case 'window-opened':
    case 'window-paused':
    case 'window-continued':
    case 'window-closed':
      evolveWindow(hall, event);
      return;
    case 'rating-given':
      changeTicket(hall, event.ticket, { rating: event.level });
      return;
    case 'paper-queued':
    case 'paper-sending':
    case 'paper-settled':
    case 'printer-changed':
      evolvePaper(hall, event);
      return;
    default:
      unreachable(event);
  }
}
