import type { CommandOf } from '../commands.ts';
import { accept, type Decision } from '../decision.ts';
import type { HallEvent } from '../events.ts';
import type { Hall } from '../hall.ts';
import type { Ticket } from '../queue/ticket.ts';
import { dayAt } from './calendar.ts';

const isOpen = (ticket: Ticket): boolean =>
  ticket.status === 'waiting' || ticket.status === 'called' || ticket.status === 'held' || ticket.status === 'missed';

export function openDay(hall: Hall, { day, until }: CommandOf<'open-day'>): Decision {
  return accept(hall.day === null ? [{ type: 'day-opened', day, until }] : []);
}

/**
 * Waiting, called, held and missed tickets expire and windows close; whoever is being served is served to the end,
 * on the day their ticket belongs to.
 */
export function endDay(hall: Hall, { day }: CommandOf<'end-day'>): Decision {
  if (hall.day?.day !== day) return accept([]);
  const expired = [...hall.tickets.values()].filter(isOpen).map((ticket) => ticket.id);
  const closed = [...hall.desks.values()]
    .filter((desk) => desk.ticket === null || hall.tickets.get(desk.ticket)?.status !== 'serving')
    .map((desk) => desk.window);
  return accept([{ type: 'day-ended', day, expired, closed }]);
}

/**
 * What the hub found out about the clock. A clock that was behind (a mini PC that starts in 1970) and is put right
 * past the end of the day carries the open tickets into the true day: nobody who took a number loses their turn.
 */
export function noteClock(hall: Hall, { clock, byMs, at }: CommandOf<'note-clock'>): Decision {
  if (clock === 'behind') return accept(hall.clock === 'behind' ? [] : [{ type: 'clock-behind', byMs }]);
  if (clock === 'sound') return accept(hall.clock === 'sound' ? [] : [{ type: 'clock-sound' }]);
  const jumped: HallEvent = { type: 'clock-jumped', byMs };
  if (hall.clock !== 'behind' || hall.day === null || hall.settings === null || at < hall.day.until)
    return accept([jumped]);
  const open = [...hall.tickets.values()]
    .filter((each) => isOpen(each) || each.status === 'serving')
    .map((each) => each.id);
  return accept([jumped, { type: 'day-carried', ...dayAt(at, hall.settings.zone), open }]);
}
