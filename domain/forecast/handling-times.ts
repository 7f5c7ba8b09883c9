import { Chance } from '../chance.ts';
import type { Knowledge } from './scene.ts';

/** Draws kept ready: as many as make the same seed's futures differ enough. A power of two. */
const DRAWS = 4096;

const LEAST_MS = 1;

/** Handling times are drawn lognormal: so Brown et al. found them (Statistical Analysis of a Telephone Call Center, 2005). */
export class HandlingTimes {
  readonly #knowledge: Knowledge;
  readonly #shares: Float64Array;
  readonly #mu: number;
  readonly #sigma: number;
  #next = 0;

  constructor(knowledge: Knowledge, chance: Chance) {
    this.#knowledge = knowledge;
    this.#sigma = Math.sqrt(Math.log(1 + knowledge.handlingCv ** 2));
    this.#mu = -(this.#sigma ** 2) / 2;
    this.#shares = sharesFor(knowledge.handlingCv);
    this.#next = Math.floor(chance.next() * DRAWS);
  }

  /** Of a service, ms. */
  mean(service: string): number {
    return Math.max(LEAST_MS, this.#knowledge.handlingMs(service));
  }

  /** From call to end, ms, by the mean. */
  draw(mean: number): number {
    return this.#share() * mean;
  }

  /** What is left of a handling that has lasted so long, ms, by the mean. */
  left(mean: number, lasted: number): number {
    for (let tries = 0; tries < 8; tries += 1) {
      const whole = this.#share() * mean;
      if (whole > lasted) return whole - lasted;
    }
    // far out in the tail the mean residual of a lognormal grows with what has passed
    return (lasted * this.#sigma ** 2) / Math.max(1, Math.log(lasted / mean) - this.#mu);
  }

  #share(): number {
    this.#next = (this.#next + 1) % DRAWS;
    return this.#shares[this.#next] ?? 1;
  }
}

const SEED = 1;
let kept = { cv: Number.NaN, shares: new Float64Array(0) };

/** Lognormal draws of mean 1, for a spread to two decimals; kept, since they take longer than a hall's future. */
function sharesFor(cv: number): Float64Array {
  const rounded = Math.round(cv * 100) / 100;
  if (kept.cv === rounded) return kept.shares;
  const chance = new Chance(SEED);
  kept = { cv: rounded, shares: Float64Array.from({ length: DRAWS }, () => chance.lognormal(1, rounded)) };
  return kept.shares;
}
