import type { Hall } from '../../domain/hall.ts';
import { servicesOf } from '../../domain/queue/window-services.ts';
import { PAD_OPEN_MS, padIsOpen } from '../../domain/ratings/rate.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { type Instant, later, type WindowNo } from '../../domain/values.ts';
import type { WindowView } from '../views.ts';
import { hallFacts, time, windowState } from './parts.ts';

/** The screen over a window and its pad; undefined: the hall has no such window. */
export function windowView(hall: Hall, settings: Settings, no: WindowNo, at: Instant): WindowView | undefined {
  const window = settings.windows.find((each) => each.no === no);
  if (window === undefined) return undefined;
  const called = new Set(servicesOf(settings, no));
  return {
    hall: hallFacts(hall, settings),
    no,
    name: window.name,
    ...windowState(hall, no),
    services: settings.services
      .filter((service) => called.has(service.id))
      .map(({ id, prefix, name, nameEn }) => ({ id, prefix, name, nameEn })),
    rate: rateable(hall, no, at),
    reasons: settings.ratingReasons,
  };
}

function rateable(hall: Hall, no: WindowNo, at: Instant): WindowView['rate'] {
  const last = hall.desks.get(no)?.lastDone ?? null;
  const ticket = last === null ? undefined : hall.tickets.get(last.ticket);
  if (last === null || ticket === undefined || ticket.rating !== null || !padIsOpen(ticket, at)) return null;
  return { number: ticket.number, until: time(later(last.at, PAD_OPEN_MS)) };
}
