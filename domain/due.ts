import type { HallCommand } from './commands.ts';
import { dayAt } from './day/calendar.ts';
import type { Hall } from './hall.ts';
import { overdue } from './paper/paper-rules.ts';
import type { Instant } from './values.ts';

/** What must happen by itself now. Each does nothing where it has already happened, so it is done once, however often found. */
export function due(hall: Hall, at: Instant): readonly HallCommand[] {
  if (hall.settings === null) return [];
  return [
    ...dueDay(hall, at, hall.settings.zone),
    ...dueArrivals(hall, at, hall.settings.rules.arriveAfterS),
    ...duePapers(hall, at),
  ];
}

/** A clock behind the log opens no new day. */
function dueDay(hall: Hall, at: Instant, zone: string): HallCommand[] {
  if (hall.day !== null && (at < hall.day.until || hall.clock === 'behind')) return [];
  const { day, until } = dayAt(at, zone);
  const open: HallCommand = { type: 'open-day', day, until };
  if (hall.day === null) return [open];
  return [{ type: 'end-day', day: hall.day.day }, open];
}

function dueArrivals(hall: Hall, at: Instant, afterS: number | null): HallCommand[] {
  if (afterS === null) return [];
  const found: HallCommand[] = [];
  for (const { ticket: id, window } of hall.desks.values()) {
    const ticket = id === null ? undefined : hall.tickets.get(id);
    if (ticket?.status !== 'called' || ticket.lastCalledAt === null) continue;
    if (at - ticket.lastCalledAt < afterS * 1000) continue;
    found.push({ type: 'arrive-by-itself', window, ticket: ticket.id });
  }
  return found;
}

function duePapers(hall: Hall, at: Instant): HallCommand[] {
  return [...hall.jobs.values()]
    .filter((job) => overdue(job, at) !== undefined)
    .map((job) => ({ type: 'give-up-paper', job: job.id }));
}
