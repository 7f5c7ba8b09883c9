import type { Hall } from '../../domain/hall.ts';
import type { HallCommand } from '../../domain/commands.ts';
import type { Instant } from '../../domain/values.ts';

/** Where the time comes from; both in milliseconds. */
export interface TimeSource {
  wall(): number;
  /** Never jumps, starts anywhere. */
  monotonic(): number;
}

export const systemTime: TimeSource = { wall: () => Date.now(), monotonic: () => performance.now() };

/** A wall clock before this program was written is wrong: a mini PC without a battery starts in 1970. */
const WRITTEN = Date.UTC(2026, 0, 1);
/** Smaller differences are the clock being set, not a jump. */
const JUMP_MS = 60_000;

export interface Reading {
  readonly at: Instant;
  /** What has to be noted in the log about the clock, if anything. */
  readonly note: Extract<HallCommand, { type: 'note-clock' }> | null;
}

/**
 * The hub's time for one hall: the wall clock, but never before the last event. When the wall clock falls behind,
 * time goes on by the monotonic clock, so that waits and order stay right; when it leaps ahead, time follows.
 */
export class HallClock {
  readonly #source: TimeSource;
  #last: { readonly at: number; readonly monotonic: number } | null = null;

  constructor(source: TimeSource) {
    this.#source = source;
  }

  /** `hall` is the state the reading is for: never earlier than its last event. */
  read(hall: Hall): Reading {
    const wall = this.#source.wall();
    const monotonic = this.#source.monotonic();
    const expected = this.#last === null ? Math.max(wall, hall.at) : this.#last.at + (monotonic - this.#last.monotonic);
    const drift = wall - (this.#last === null && hall.seq > 0 ? hall.at : expected);
    const behind = drift < -JUMP_MS || wall < WRITTEN;
    const at = Math.max(hall.at, behind ? expected : drift > JUMP_MS ? wall : Math.max(wall, this.#last?.at ?? 0));
    const first = this.#last === null;
    this.#last = { at, monotonic };
    return { at: Math.trunc(at) as Instant, note: this.#note(hall, first, behind, Math.trunc(drift)) };
  }

  #note(hall: Hall, first: boolean, behind: boolean, drift: number): Reading['note'] {
    if (hall.settings === null) return null;
    if (behind) return hall.clock === 'behind' ? null : { type: 'note-clock', clock: 'behind', byMs: drift };
    // at a start the wall clock is expected to be later than the log: the hub was off
    if (drift > JUMP_MS && (!first || hall.clock === 'behind'))
      return { type: 'note-clock', clock: 'jumped', byMs: drift };
    return hall.clock === 'behind' ? { type: 'note-clock', clock: 'sound', byMs: drift } : null;
  }
}
