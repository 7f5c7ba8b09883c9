import { actorName } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import { accept, type Decision, refuse } from '../decision.ts';
import type { Hall } from '../hall.ts';
import { isClosed } from '../queue/ticket.ts';
import type { RatingReasons } from './settings.ts';

/** New settings, whole. What somebody waits for or works at cannot be taken away under them. */
export function configure(hall: Hall, { settings, by }: CommandOf<'configure'>): Decision {
  const services = new Map(settings.services.map((service) => [service.id, service]));
  for (const ticket of hall.tickets.values()) {
    if (!isClosed(ticket) && !services.has(ticket.service)) return refuse('still-in-use', { service: ticket.service });
  }
  for (const window of hall.desks.keys()) {
    if (!settings.windows.some((each) => each.no === window)) return refuse('still-in-use', { window });
  }
  const ratingReasons = versioned(hall.settings?.ratingReasons, settings.ratingReasons);
  return accept([{ type: 'hall-configured', settings: { ...settings, ratingReasons }, by: actorName(by) }]);
}

/** Old ratings name the version of the list they chose from: another list is always another version. */
function versioned(old: RatingReasons | undefined, fresh: RatingReasons): RatingReasons {
  if (old === undefined) return fresh;
  const list = ({ items }: RatingReasons): string => JSON.stringify(items.map(({ id, zh, en }) => [id, zh, en]));
  return list(old) === list(fresh) ? old : { ...fresh, version: Math.max(old.version + 1, fresh.version) };
}
