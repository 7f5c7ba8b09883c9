import type { TimeSource } from '../../server/hub/hall-clock.ts';
import { nine } from './people.ts';

/** A clock in the test's hand: time passes on both of its sides, somebody sets only its wall side. */
export interface SettableClock extends TimeSource {
  /** Time passes, while the hub runs or is off. */
  pass(ms: number): void;
  /** The wall clock is set, and no time passes. */
  set(wall: number): void;
}

/** Milliseconds of a local time in the hall, `2026-11-23T23:59:00`, eight hours before UTC. */
export function hallTime(local: string): number {
  return Date.parse(`${local}+08:00`);
}

export function settableClock(at: number = nine): SettableClock {
  let wall = at;
  let monotonic = 5_000;
  return {
    wall: () => wall,
    monotonic: () => monotonic,
    pass(ms) {
      wall += ms;
      monotonic += ms;
    },
    set: (to) => (wall = to),
  };
}
