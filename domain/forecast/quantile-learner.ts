/** Within this share of what was foretold a fault counts as its square: a kink there would make the curvature nothing. */
const SMOOTH = 0.12;
/** How firmly it holds to what it begins with, in outcomes. */
const FIRMNESS = 20;
/** What an outcome weighs against the one after it: some five thousand count, a month of a busy hall. */
const OUTCOME_WEIGHT = 0.9998;
/** The usual wait is the mean of so many last; a guess of it stands beside the first few. */
const USUAL_OF = 500;
const FIRST_USUAL_S = 100;
const FIRST_COUNTS_AS = 5;
/** e to this is some twelve hours; nothing foretold lies beyond, or under a second. */
const LOG_MOST = 10.7;
const MOST_S = Math.exp(LOG_MOST);

/**
 * Learns a quantile of the wait as it goes: log(wait) is a weighted sum of what is known, and after each outcome the
 * weights move against the gradient of the pinball loss (Koenker & Bassett 1978) by an online Newton step (Hazan et
 * al. 2007). The loss is in usual waits, so a hall where people wait twenty minutes learns as steadily as one where they
 * wait two; longer ones count as usual, since those of one long queue are all one story. It learns from outcomes
 * alone, never from the future.
 */
export class QuantileLearner {
  readonly #quantile: number;
  readonly #weights: Float64Array;
  /** Inverse of the curvature gathered so far, row by row. */
  readonly #spread: Float64Array;
  #outcomes = 0;
  #usualS = FIRST_USUAL_S;

  /** `first`: the weights it begins with. */
  constructor(quantile: number, first: readonly number[]) {
    this.#quantile = quantile;
    this.#weights = Float64Array.from(first);
    const size = first.length;
    this.#spread = new Float64Array(size * size);
    for (let index = 0; index < size; index += 1) this.#spread[index * size + index] = 1 / FIRMNESS;
  }

  /** How many outcomes it has learnt from. */
  get outcomes(): number {
    return this.#outcomes;
  }

  /** Seconds. */
  foretell(known: Float64Array): number {
    return Math.exp(Math.min(LOG_MOST, Math.max(0, dot(this.#weights, known, 0))));
  }

  /** What is no number teaches nothing: it would be in every weight for good. */
  learn(known: Float64Array, waitS: number): void {
    if (!Number.isFinite(waitS) || !known.every(Number.isFinite)) return;
    this.#outcomes += 1;
    this.#usualS += (Math.min(MOST_S, waitS) - this.#usualS) / (Math.min(this.#outcomes, USUAL_OF) + FIRST_COUNTS_AS);
    const size = this.#weights.length;
    const foretold = this.foretell(known);
    const over = waitS - foretold;
    const kink = over / Math.hypot(over, SMOOTH * foretold);
    const weight = Math.min(1, foretold / this.#usualS);
    const slope = -(kink / 2 + this.#quantile - 0.5) * weight;
    const curvature = weight / 2;
    const reach = new Float64Array(size);
    for (let row = 0; row < size; row += 1) reach[row] = dot(this.#spread, known, row * size);
    const shrink = curvature / (OUTCOME_WEIGHT + curvature * dot(reach, known, 0));
    for (let row = 0; row < size; row += 1) {
      const own = reach[row] ?? 0;
      for (let column = 0; column < size; column += 1) {
        const at = row * size + column;
        this.#spread[at] = ((this.#spread[at] ?? 0) - shrink * own * (reach[column] ?? 0)) / OUTCOME_WEIGHT;
      }
    }
    this.#keepFirm();
    // by the curvature with this outcome in it
    const step = (slope * (1 - shrink * dot(reach, known, 0))) / OUTCOME_WEIGHT;
    for (let row = 0; row < size; row += 1) this.#weights[row] = (this.#weights[row] ?? 0) - step * (reach[row] ?? 0);
  }

  /** What was long not heard of is forgotten no further than to where it began, or its next outcome would leap. */
  #keepFirm(): void {
    const size = this.#weights.length;
    for (let row = 0; row < size; row += 1) {
      const own = this.#spread[row * size + row] ?? 0;
      if (own <= 1 / FIRMNESS) continue;
      const share = Math.sqrt(1 / FIRMNESS / own);
      for (let other = 0; other < size; other += 1) {
        for (const at of [row * size + other, other * size + row]) this.#spread[at] = (this.#spread[at] ?? 0) * share;
      }
    }
  }
}

function dot(row: Float64Array, known: Float64Array, from: number): number {
  let sum = 0;
  for (let index = 0; index < known.length; index += 1) sum += (row[from + index] ?? 0) * (known[index] ?? 0);
  return sum;
}
