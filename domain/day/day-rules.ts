import type { CommandOf } from '../commands.ts';
import { accept, type Decision } from '../decision.ts';
import type { HallEvent } from '../events.ts';
import type { Hall } from '../hall.ts';
import { isOpen, type Ticket } from '../queue/ticket.ts';
import { type Instant, unreachable } from '../values.ts';
import { dayAt } from './calendar.ts';

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
 * What the hub found out about the clock. A hub that started with a clock behind its log (a mini PC that starts in
 * 1970) and is put right past the end of its day carries all who took a number since into the true day: nobody loses
 * their turn, and the figures are the true day's. Who was left from before belongs to the day that is over.
 */
export function noteClock(hall: Hall, command: CommandOf<'note-clock'>): Decision {
  const { byMs, at } = command;
  switch (command.clock) {
    case 'behind':
      return accept(hall.clock === 'behind' ? [] : [{ type: 'clock-behind', byMs, atStart: command.atStart }]);
    case 'sound':
      return accept(hall.clock === 'sound' ? [] : [{ type: 'clock-sound' }]);
    case 'jumped':
      return accept([{ type: 'clock-jumped', byMs }, ...carried(hall, at)]);
    default:
      return unreachable(command);
  }
}

function carried(hall: Hall, at: Instant): HallEvent[] {
  const { day, settings, undatedSince } = hall;
  if (undatedSince === null || day === null || settings === null || at < day.until) return [];
  const [before, since]: [Ticket[], Ticket[]] = [[], []];
  for (const ticket of hall.tickets.values()) (ticket.issuedSeq < undatedSince ? before : since).push(ticket);
  if (since.length === 0) return [];
  const expired = before.filter(isOpen).map((ticket) => ticket.id);
  const ended: HallEvent = { type: 'day-ended', day: day.day, expired, closed: [] };
  const open = since.map((ticket) => ticket.id);
  return [...(before.length > 0 ? [ended] : []), { type: 'day-carried', ...dayAt(at, settings.zone), open }];
}
