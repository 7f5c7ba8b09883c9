import type { HallEvent } from '../events.ts';
import { changeDesk, changeTicket, type LiveHall, putTicket } from '../live-hall.ts';
import { unreachable } from '../values.ts';

export type WindowEvent = Extract<
  HallEvent,
  { type: 'undone' | 'window-opened' | 'window-paused' | 'window-continued' | 'window-closed' }
>;

export function evolveWindow(hall: LiveHall, event: WindowEvent): void {
  const at = hall.at;
  switch (event.type) {
    case 'window-opened': {
      const { window, staff } = event;
      const none = { pauseReason: null, ticket: null, lastDone: null, undo: null };
      hall.desks.set(window, { window, staff, status: 'open', since: at, ...none });
      return;
    }
    case 'window-paused':
      changeDesk(hall, event.window, { status: 'paused', since: at, pauseReason: event.reason.id });
      return;
    case 'window-continued':
      changeDesk(hall, event.window, { status: 'open', since: at, pauseReason: null });
      return;
    case 'window-closed':
      hall.desks.delete(event.window);
      return;
    case 'undone':
      takeBack(hall, event);
      return;
    default:
      unreachable(event);
  }
}

/** Tickets stand again as they stood, so that their times stay true. */
function takeBack(hall: LiveHall, { window, what }: Extract<WindowEvent, { type: 'undone' }>): void {
  const undo = hall.desks.get(window)?.undo;
  if (undo === null || undo === undefined) throw new Error(`nothing to undo at window ${String(window)}`);
  const note = hall.tickets.get(undo.ticket.id)?.note ?? null;
  putTicket(hall, { ...undo.ticket, note });
  if (undo.previous !== null) changeTicket(hall, undo.previous.id, undo.previous);
  const back = what === 'call' ? (undo.previous?.id ?? null) : undo.ticket.id;
  changeDesk(hall, window, { ticket: back, undo: null, lastDone: null });
}
