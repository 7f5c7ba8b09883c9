import type { HallEvent } from '../../domain/events.ts';
import type { PastVisit } from '../../domain/forecast/past-visit.ts';
import type { Knowledge } from '../../domain/forecast/scene.ts';
import type { Waits } from '../../domain/forecast/waits.ts';
import type { Hall } from '../../domain/hall.ts';
import type { Instant } from '../../domain/values.ts';

/** What foretells a hall's waits; it is told first what was, then what happens. */
export interface Foreteller {
  /** A day, by the hall's zone, days ascending, in short steps; until the last is taken nothing else is asked. */
  learning(visits: readonly PastVisit[], zone: string, isOver: boolean): Iterator<undefined, void>;
  /** `hall` is the state after these events, or a little later. */
  follow(hall: Hall, events: readonly HallEvent[], at: Instant): void;
  foretell(hall: Hall, at: Instant): Waits;
  /** What a run of the hall goes by; null before enough is known. */
  knowledge(): Knowledge | null;
}
