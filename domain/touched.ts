import type { HallEvent } from './events.ts';
import type { TicketId } from './values.ts';
import { unreachable } from './values.ts';

/** The tickets whose records an event changes, in its own order. */
export function touched(event: HallEvent): readonly TicketId[] {
  switch (event.type) {
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
    case 'paper-queued':
    case 'rating-given':
      return [event.ticket];
    case 'undone':
      return event.restored === null ? [event.ticket] : [event.ticket, event.restored];
    case 'day-ended':
      return event.expired;
    case 'day-carried':
      return event.open;
    case 'note-written':
    case 'clock-jumped':
    case 'hall-configured':
    case 'day-opened':
    case 'clock-behind':
    case 'clock-sound':
    case 'window-opened':
    case 'window-paused':
    case 'window-continued':
    case 'window-closed':
    case 'paper-sending':
    case 'paper-settled':
    case 'printer-changed':
      return [];
    default:
      return unreachable(event);
  }
}
