import type { HallEvent } from '../events.ts';
import { changeDesk, type LiveHall, putTicket, ticketIn } from '../live-hall.ts';
import { type TicketNumber, unreachable } from '../values.ts';
import { takeBackTurn } from './order/cycle.ts';
import type { Ticket } from './ticket.ts';

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
function takeBack(hall: LiveHall, { window, what, restored }: Extract<WindowEvent, { type: 'undone' }>): void {
  const undo = hall.desks.get(window)?.undo;
  if (undo === null || undo === undefined) throw new Error(`nothing to undo at window ${String(window)}`);
  if (undo.turn !== undefined) takeBackTurn(hall, undo.turn);
  restore(hall, undo.ticket);
  if (what !== 'finish') unsay(hall, undo.ticket.number, what);
  if (undo.previous !== null && undo.previous.id === restored) restore(hall, undo.previous);
  changeDesk(hall, window, { ticket: what === 'call' ? restored : undo.ticket.id, undo: null, lastDone: null });
}

/**
 * What is taken back is not told any more: a call with its recalls; a no-show where it was told, for then it is the
 * last that was said of the number.
 */
function unsay(hall: LiveHall, number: TicketNumber, what: 'call' | 'no-show'): void {
  const its = hall.announcements.filter((each) => each.number === number);
  const call = its.findLastIndex(({ kind }) => kind === 'call');
  const unsaid = what === 'call' ? its.slice(call) : its.slice(-1).filter(({ kind }) => kind === 'no-show');
  hall.announcements = hall.announcements.filter((each) => !unsaid.includes(each));
}

/** What was put right about a ticket since has nothing to do with the key taken back: it stays. */
function restore(hall: LiveHall, before: Ticket): void {
  const { service, day, hasToken, note } = ticketIn(hall, before.id);
  putTicket(hall, { ...before, service, day, hasToken, note });
}
