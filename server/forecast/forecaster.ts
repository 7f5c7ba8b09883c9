import type { HallEvent } from '../../domain/events.ts';
import type { Waits } from '../../domain/forecast/waits.ts';
import type { Hall } from '../../domain/hall.ts';
import type { Instant } from '../../domain/values.ts';
import type { PastVisit } from './past-visit.ts';

/** What foretells a hall's waits; it is told first what was, then what happens. */
export interface Forecaster {
  learn(visits: readonly PastVisit[]): void;
  /** `hall` is the state after these events, or a little later. */
  follow(hall: Hall, events: readonly HallEvent[], at: Instant): void;
  foretell(hall: Hall, at: Instant): Waits;
}
