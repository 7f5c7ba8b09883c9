/**
 * Chance from a seed: mulberry32, a 32-bit generator by Tommy Ettinger. Good enough for a hall's day, never for secrets.
 * The same seeds give the same draws.
 */
export class Chance {
  #state: number;

  /** Several seeds make one: whose hall, which day. */
  constructor(...seeds: readonly number[]) {
    this.#state = 0;
    for (const seed of seeds) this.#state = Math.imul(this.#state ^ (seed >>> 0), 0x9e3779b1) + 0x7f4a7c15;
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  isIn(share: number): boolean {
    return this.next() < share;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** By mean and coefficient of variation of the draws themselves. */
  lognormal(mean: number, cv: number): number {
    const variance = Math.log(1 + cv * cv);
    return Math.exp(Math.log(mean) - variance / 2 + Math.sqrt(variance) * this.#normal());
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly [T, ...T[]]): T {
    return list[Math.floor(this.next() * list.length)] ?? list[0];
  }

  /** One of several, each with its share; shares need not sum to 1. */
  weighted<T>(choices: readonly [readonly [T, number], ...(readonly [T, number])[]]): T {
    let left = this.next() * choices.reduce((sum, [, share]) => sum + share, 0);
    for (const [choice, share] of choices) {
      left -= share;
      if (left < 0) return choice;
    }
    return choices[0][0];
  }

  /** Box–Muller. */
  #normal(): number {
    return Math.sqrt(this.exponential(2)) * Math.cos(2 * Math.PI * this.next());
  }
}
