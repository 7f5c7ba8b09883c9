import { isHandled } from '../queue/ticket.ts';
import { isCalled, isNoShow, isRateable, type FigureRow } from './figure-row.ts';
import { fraction, type FigureSet } from './figures.ts';

/** Counts tickets one after the other, for the hall or for one part of it. */
export class Tally {
  #issued = 0;
  #waiting = 0;
  #handled = 0;
  #noShows = 0;
  #overLimit = 0;
  #rateable = 0;
  #rated = 0;
  #waitSum = 0;
  #handlingSum = 0;
  readonly #waits: number[] = [];
  readonly #handlings: number[] = [];
  /** By level; place 0 stays empty. */
  readonly #levels: [number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0];

  /** `limitMs`: the longest a citizen of its service should wait. */
  add(row: FigureRow, limitMs: number): void {
    this.#issued += 1;
    if (row.status === 'waiting') this.#waiting += 1;
    if (row.waitMs !== null && isCalled(row)) {
      this.#waits.push(row.waitMs);
      this.#waitSum += row.waitMs;
      if (row.waitMs > limitMs) this.#overLimit += 1;
      if (isNoShow(row)) this.#noShows += 1;
    }
    if (isHandled(row)) {
      this.#handled += 1;
      this.#handlings.push(row.handlingMs ?? 0);
      this.#handlingSum += row.handlingMs ?? 0;
    }
    if (isRateable(row)) {
      this.#rateable += 1;
      if (row.level !== null) this.#rated += 1;
    }
    const { level } = row;
    if (level === 1 || level === 2 || level === 3 || level === 4 || level === 5) this.#levels[level] += 1;
  }

  figures(): FigureSet {
    const [, one, two, three, four, five] = this.#levels;
    const ratings = one + two + three + four + five;
    const called = this.#waits.length;
    return {
      issued: this.#issued,
      waiting: this.#waiting,
      called,
      handled: this.#handled,
      meanWait: fraction(this.#waitSum, called),
      p90Wait: nearestRank(this.#waits, 90),
      meanHandling: fraction(this.#handlingSum, this.#handled),
      p90Handling: nearestRank(this.#handlings, 90),
      noShow: fraction(this.#noShows, called),
      overLimit: fraction(this.#overLimit, called),
      ratings: { '1': one, '2': two, '3': three, '4': four, '5': five },
      rated: fraction(this.#rated, this.#rateable),
      unrated: fraction(this.#rateable - this.#rated, this.#rateable),
      good: fraction(three + four + five, ratings),
      bad: fraction(one + two, ratings),
    };
  }
}

/** The smallest value that at least `percent` of 100 of the values do not exceed; null without values. */
export function nearestRank(values: readonly number[], percent: number): number | null {
  const rank = Math.max(1, Math.ceil((percent * values.length) / 100));
  return Float64Array.from(values).sort()[rank - 1] ?? null;
}
