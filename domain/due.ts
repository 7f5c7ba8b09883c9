import type { HallCommand } from './commands.ts';
import { dayAt } from './day/calendar.ts';
import type { Hall } from './hall.ts';
import { overdue } from './paper/paper-rules.ts';
import type { Instant } from './values.ts';

/** What must happen by itself now, each with an id that is the same whoever finds it: done once, however often found. */
export function due(hall: Hall, at: Instant): readonly { readonly key: string; readonly command: HallCommand }[] {
  if (hall.settings === null) return [];
  return [...dueDay(hall, at, hall.settings.zone), ...dueArrivals(hall, at, hall.settings.rules.arriveAfterS), ...duePapers(hall, at)];
}

type Due = { readonly key: string; readonly command: HallCommand };

/** A clock behind the log opens no new day. */
function dueDay(hall: Hall, at: Instant, zone: string): Due[] {
  if (hall.day !== null && (at < hall.day.until || hall.clock === 'behind')) return [];
  const { day, until } = dayAt(at, zone);
  const open: Due = { key: `due:open:${day}`, command: { type: 'open-day', day, until } };
  if (hall.day === null) return [open];
  return [{ key: `due:end:${hall.day.day}`, command: { type: 'end-day', day: hall.day.day } }, open];
}

function dueArrivals(hall: Hall, at: Instant, afterS: number | null): Due[] {
  if (afterS === null) return [];
  const found: Due[] = [];
  for (const { ticket: id, window } of hall.desks.values()) {
    const ticket = id === null ? undefined : hall.tickets.get(id);
    if (ticket?.status !== 'called' || ticket.lastCalledAt === null) continue;
    if (at - ticket.lastCalledAt < afterS * 1000) continue;
    const key = `due:arrive:${ticket.id}:${String(ticket.lastCalledAt)}`;
    found.push({ key, command: { type: 'arrive-by-itself', window, ticket: ticket.id } });
  }
  return found;
}

function duePapers(hall: Hall, at: Instant): Due[] {
  return [...hall.jobs.values()]
    .filter((job) => overdue(job, at) !== undefined)
    .map((job) => ({ key: `due:paper:${job.id}:${job.state}`, command: { type: 'give-up-paper', job: job.id } }));
}
