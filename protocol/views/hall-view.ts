import type { Waits } from '../../domain/forecast/waits.ts';
import type { Hall } from '../../domain/hall.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { HallView } from '../views.ts';
import { announcementView, hallFacts, missedNumbers, waitedService, windowState } from './parts.ts';

/** What every screen shows and anybody may read. */
export function hallView(hall: Hall, settings: Settings, waits: Waits): HallView {
  return {
    hall: hallFacts(hall, settings),
    day: hall.day?.day ?? null,
    services: settings.services.map((service) => waitedService(hall, service, waits)),
    windows: settings.windows.map(({ no, name }) => ({ no, name, ...windowState(hall, no) })),
    announcements: hall.announcements.map((announcement) => announcementView(announcement, settings)),
    missed: missedNumbers(hall),
    notices: settings.notices,
  };
}
