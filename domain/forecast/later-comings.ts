import type { Chance } from '../chance.ts';

/** The rate is taken anew each half hour, so far as anybody is told. */
const STEP_MS = 30 * 60_000;
const STEPS = 24;

/** When priority tickets come by chance: a Poisson process, its rate by the time of day. Instants in ms. */
export class LaterComings {
  readonly #start: number;
  readonly #rates: readonly number[];

  /** `rateAt`: tickets in a millisecond at an instant. */
  constructor(start: number, rateAt: (at: number) => number) {
    this.#start = start;
    this.#rates = Array.from({ length: STEPS }, (_, step) => rateAt(start + step * STEP_MS));
  }

  /** The next one after an instant; Infinity: none so far as anybody is told. */
  after(at: number, chance: Chance): number {
    let from = at;
    for (let step = Math.floor((at - this.#start) / STEP_MS); step < STEPS; step += 1) {
      const end = this.#start + (step + 1) * STEP_MS;
      const rate = this.#rates[step] ?? 0;
      const comes = rate > 0 ? from + chance.exponential(1 / rate) : Infinity;
      if (comes < end) return comes;
      from = end;
    }
    return Infinity;
  }
}
