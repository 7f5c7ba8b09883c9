import type { Category, Level, Outcome } from '../domain/queue/ticket.ts';
import type { Instant, ServiceId, StaffNo, WindowNo } from '../domain/values.ts';

/** All of a day that chance decides, before it is played. */
export interface DayPlan {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  /** By arrival. */
  readonly citizens: readonly Citizen[];
  readonly clerks: readonly Clerk[];
}

/** One person's visit. Durations in ms. */
export interface Citizen {
  readonly at: Instant;
  readonly service: ServiceId;
  readonly category: Category;
  readonly from: 'dispenser' | 'guide';
  /** Leaves when not called after so long. */
  readonly patienceMs: number;
  readonly leaving: 'cancels' | 'walks-off';
  /** Comes after this many calls; null: does not hear them at all. */
  readonly hears: 1 | 2 | null;
  /** From the call to the window. */
  readonly walkMs: number;
  readonly handlingMs: number;
  readonly outcome: Outcome;
  /** The clerk presses Next without Finish. */
  readonly endedByNext: boolean;
  /** From the end of this visit to the clerk's next press. */
  readonly breathMs: number;
  /** Asks at the guide desk so long after having been missed; null: goes home. */
  readonly asksAgainMs: number | null;
  readonly rating: PlannedRating | null;
}

export interface PlannedRating {
  readonly level: Level;
  readonly reasons: readonly string[];
  readonly on: 'pad' | 'ticket';
  /** After the finish. */
  readonly afterMs: number;
}

export interface Clerk {
  readonly staffNo: StaffNo;
  readonly window: WindowNo;
  readonly opensAt: Instant;
  readonly pause: { readonly from: Instant; readonly until: Instant; readonly reason: string } | null;
  /** From seeing somebody come while idle to the press. */
  readonly reactionMs: number;
}
