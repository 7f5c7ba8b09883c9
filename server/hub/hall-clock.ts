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

/** How fast the hub's time goes while the wall clock, set back a little, catches up with it. */
const SLEWED = 0.9;

type Note = Extract<HallCommand, { type: 'note-clock' }>;

export interface Reading {
  readonly at: Instant;
  /** What the wall clock shows, right or wrong. */
  readonly wall: Instant;
  /** What has to be noted in the log about the clock, if anything; told again until it was. */
  readonly note: Note | null;
}

/**
 * The hub's time for one hall: the wall clock, but never before the last event. When the wall clock falls behind,
 * time goes on by the monotonic clock, so that waits and order stay right; when it leaps ahead, time follows.
 */
export class HallClock {
  readonly #source: TimeSource;
  #last: { readonly at: number; readonly monotonic: number } | null = null;
  /** Behind ever since the start, so that nobody knows how long the hub was off. */
  #startedBehind = false;
  /** Leaps not noted yet: whoever only looks at the time must not swallow one. */
  #leaptMs = 0;

  constructor(source: TimeSource) {
    this.#source = source;
  }

  /** `hall` is the state the reading is for: never earlier than its last event. */
  read(hall: Hall): Reading {
    const wall = this.#source.wall();
    const monotonic = this.#source.monotonic();
    const last = this.#last;
    const passed = last === null ? 0 : monotonic - last.monotonic;
    const expected = last === null ? (hall.seq > 0 ? hall.at : wall) : last.at + passed;
    const drift = wall - expected;
    const behind = drift < -JUMP_MS || wall < WRITTEN;
    // at a start the wall clock is expected to be later than the log: the hub was off
    if (!behind && drift > JUMP_MS && (last !== null || hall.clock === 'behind')) this.#leaptMs += Math.trunc(drift);
    this.#startedBehind = behind && (last === null || this.#startedBehind);
    const at = Math.max(hall.at, behind ? expected : Math.max(wall, last === null ? 0 : last.at + passed * SLEWED));
    this.#last = { at, monotonic };
    return { at: Math.trunc(at) as Instant, wall: Math.trunc(wall) as Instant, note: this.#note(hall, behind, drift) };
  }

  /** The note is in the log. */
  noted(note: Note): void {
    if (note.clock === 'jumped') this.#leaptMs -= note.byMs;
  }

  #note(hall: Hall, behind: boolean, drift: number): Note | null {
    if (hall.settings === null) return null;
    const byMs = Math.trunc(drift);
    if (this.#leaptMs > 0) return { type: 'note-clock', clock: 'jumped', byMs: this.#leaptMs };
    if (!behind) return hall.clock === 'behind' ? { type: 'note-clock', clock: 'sound', byMs } : null;
    return hall.clock === 'behind' ? null : { type: 'note-clock', clock: 'behind', byMs, atStart: this.#startedBehind };
  }
}
