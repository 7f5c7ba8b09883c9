import type { HallCommand } from './commands.ts';
import { dayAt } from './day/calendar.ts';
import type { Hall } from './hall.ts';
import { overdue } from './paper/paper-rules.ts';
import { sinceCallMs } from './queue/ticket.ts';
import type { Instant } from './values.ts';

/** A clock further behind than this shows no midnight in time. */
const ASTRAY_MS = 24 * 3_600_000;
/** Nothing happened for so long: longer than any rest at noon. */
const NIGHT_MS = 4 * 3_600_000;

/**
 * What must happen by itself now. Each does nothing where it has already happened, so it is done once, however often
 * found. `wall`: what the wall clock shows, right or wrong.
 */
export function due(hall: Hall, at: Instant, wall = at): readonly HallCommand[] {
  if (hall.settings === null) return [];
  return [
    ...dueDay(hall, at, wall, hall.settings.zone),
    ...dueArrivals(hall, at, hall.settings.rules.arriveAfterS),
    ...duePapers(hall, at),
  ];
}

/**
 * A clock behind the log opens no new day before it shows a later date itself: one that was put back to the true
 * time ends the day at the true midnight, one that starts in 1970 ends nothing. Nor does the same date open twice
 * when the hall's zone is set further west. But a leap of days taken back must not keep one day open for all of them:
 * then the hub's own date ends it, in the night after it.
 */
function dueDay(hall: Hall, at: Instant, wall: Instant, zone: string): HallCommand[] {
  const isAstray = hall.undatedSince === null && at - wall > ASTRAY_MS && at - hall.at >= NIGHT_MS;
  const clock = hall.clock === 'behind' && wall < at && !isAstray ? wall : at;
  if (hall.day !== null && clock < hall.day.until) return [];
  const { day, until } = dayAt(clock, zone);
  const open: HallCommand = { type: 'open-day', day, until };
  if (hall.day === null) return [open];
  return day > hall.day.day ? [{ type: 'end-day', day: hall.day.day }, open] : [];
}

function dueArrivals(hall: Hall, at: Instant, afterS: number | null): HallCommand[] {
  if (afterS === null) return [];
  const found: HallCommand[] = [];
  for (const { ticket: id, window } of hall.desks.values()) {
    const ticket = id === null ? undefined : hall.tickets.get(id);
    if (ticket?.status !== 'called' || (sinceCallMs(ticket, at) ?? 0) < afterS * 1000) continue;
    found.push({ type: 'arrive-by-itself', window, ticket: ticket.id });
  }
  return found;
}

function duePapers(hall: Hall, at: Instant): HallCommand[] {
  return [...hall.jobs.values()]
    .filter((job) => overdue(job, at) !== undefined)
    .map((job) => ({ type: 'give-up-paper', job: job.id }));
}
