import { setTimeout as delay } from 'node:timers/promises';
import type { Instant } from '../domain/values.ts';

/** Time as the simulation needs it. */
export interface SimulationClock {
  now(): Instant;
  /** Lets the time pass until then; rejects when the simulation is ended. */
  moveTo(at: Instant): Promise<void>;
  /** Over the night, at once. */
  leapTo(at: Instant): void;
}

/**
 * The hub's clock while a simulation runs: it goes at its pace up to the next thing to happen and waits there until it
 * has happened, so that the log's times come from the plan and not from the machine.
 */
export class SimulatedTime implements SimulationClock {
  readonly #pace: number;
  readonly #ending: AbortSignal;
  #from: { readonly at: number; readonly real: number };
  #until: Instant;

  /** `speed`: as many times the true pace, or as fast as commands are answered. */
  constructor(start: Instant, speed: number | 'max', ending: AbortSignal) {
    this.#pace = speed === 'max' ? Infinity : speed;
    this.#ending = ending;
    this.#from = { at: start, real: performance.now() };
    this.#until = start;
  }

  /** Whole milliseconds, as a wall clock tells them. */
  wall(): number {
    const passed = performance.now() - this.#from.real;
    return passed <= 0 ? this.#from.at : Math.trunc(Math.min(this.#until, this.#from.at + passed * this.#pace));
  }

  /** The simulated clock never jumps against itself. */
  monotonic(): number {
    return this.wall();
  }

  now(): Instant {
    return this.wall() as Instant;
  }

  async moveTo(at: Instant): Promise<void> {
    this.#ending.throwIfAborted();
    if (at <= this.#until) return;
    if (this.#pace === Infinity) {
      this.leapTo(at);
      return;
    }
    this.#from = { at: this.wall(), real: performance.now() };
    this.#until = at;
    for (let left = at - this.wall(); left > 0; left = at - this.wall())
      await delay(Math.ceil(left / this.#pace), undefined, { signal: this.#ending });
  }

  leapTo(at: Instant): void {
    this.#from = { at, real: performance.now() };
    this.#until = at;
  }
}
