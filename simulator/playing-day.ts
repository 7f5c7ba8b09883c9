import type { Agenda } from './agenda.ts';
import type { DayPlan } from './day-plan.ts';
import type { HallClient } from './hall-client.ts';
import type { SimulationClock } from './simulated-time.ts';

/** What came of a day, counted by those who played it and not by the hub. */
export interface Tally {
  issued: number;
  handled: number;
  missed: number;
  cancelled: number;
  rated: number;
}

/** A day under way, as those in it see it. */
export interface PlayingDay {
  readonly plan: DayPlan;
  readonly client: HallClient;
  readonly clock: SimulationClock;
  readonly agenda: Agenda;
  readonly tally: Tally;
  /** An idle clerk sees it. */
  readonly somebodyWaits: () => void;
}
