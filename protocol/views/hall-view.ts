import type { Hall } from '../../domain/hall.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { HallView } from '../views.ts';
import { announcementView, hallFacts, missedNumbers, serviceView, windowState } from './parts.ts';

/** What every screen shows and anybody may read. */
export function hallView(hall: Hall, settings: Settings): HallView {
  return {
    hall: hallFacts(hall, settings),
    day: hall.day?.day ?? null,
    services: settings.services.map((service) => serviceView(hall, service)),
    windows: settings.windows.map(({ no, name }) => ({ no, name, ...windowState(hall, no) })),
    announcements: hall.announcements.map((announcement) => announcementView(announcement, settings)),
    missed: missedNumbers(hall),
    notices: settings.notices,
  };
}
