import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../../db/store.ts';
import { dayLater, dayStart } from '../../domain/day/calendar.ts';
import { type DayHistory, DayHistoryAccumulator } from '../../domain/staffing/half-hours.ts';
import { isWindowEvent, WindowsOn } from '../../domain/staffing/windows-on.ts';
import type { Day, HallId, Instant } from '../../domain/values.ts';
import { readEvent } from '../hub/stored-event.ts';
import { OneAtATime } from '../one-at-a-time.ts';

/** Days that advice looks back on. */
export const DAYS_BACK = 28;
/** Events a page: read and looked through far below the 20 ms the thread may be busy. */
const PAGE = 500;
/** Past days kept in memory, of all halls together. */
const KEPT = 400;

/** Past days by half hours, read from the records and the log in pages and kept: a day that is over changes no more. */
export class HallHistory {
  readonly #store: Store;
  readonly #days = new Map<string, DayHistory>();
  readonly #turns = new OneAtATime();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The days before `end`, ascending, those without tickets too. */
  async before(end: Day, hall: HallId, zone: string): Promise<readonly DayHistory[]> {
    const days = Array.from({ length: DAYS_BACK }, (_, index) => dayLater(end, index - DAYS_BACK));
    return this.#turns.run(hall, async () => {
      const missing = days.filter((day) => !this.#days.has(keyOf(hall, zone, day)));
      const read = new Map((await this.#read(hall, zone, missing)).map((history) => [history.day, history]));
      const all = days.flatMap((day) => read.get(day) ?? this.#days.get(keyOf(hall, zone, day)) ?? []);
      for (const history of read.values()) this.#days.set(keyOf(hall, zone, history.day), history);
      this.#forgetOldest();
      return all;
    });
  }

  async #read(hall: HallId, zone: string, days: readonly Day[]): Promise<readonly DayHistory[]> {
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) return [];
    const accumulators: DayHistoryAccumulator[] = [];
    for (const day of days) {
      const accumulator = new DayHistoryAccumulator(day, zone);
      for await (const page of this.#store.records.day(hall, day)) accumulator.addRows(page);
      accumulators.push(accumulator);
      await nextTurn();
    }
    await this.#readWindows(hall, dayStart(first, zone), dayStart(dayLater(last, 1), zone), accumulators);
    return accumulators.map((accumulator) => accumulator.finish());
  }

  /** Windows close with their day, so that whoever begins at a day's start knows all that are on. */
  async #readWindows(
    hall: HallId,
    from: Instant,
    to: Instant,
    accumulators: readonly DayHistoryAccumulator[],
  ): Promise<void> {
    const windows = new WindowsOn();
    const tell = (until: number): void => {
      for (const on of windows.take(until)) for (const accumulator of accumulators) accumulator.addOn(on);
    };
    let seq = await this.#lastBefore(hall, from);
    for (let isFull = true, at: number = from; isFull && at < to;) {
      const page = await this.#store.log.read(hall, seq, PAGE);
      for (const stored of page) {
        if (stored.at >= to || !isWindowEvent(stored)) continue;
        const { event } = readEvent(stored);
        if (isWindowEvent(event)) windows.add(event, stored.at);
      }
      const end = page.at(-1);
      if (end !== undefined) [seq, at] = [end.seq, end.at];
      isFull = page.length === PAGE;
      tell(isFull ? Math.min(at, to) : to);
      await nextTurn();
    }
  }

  /** The number of the last event before an instant; instants never go back in a log, so halves are taken. */
  async #lastBefore(hall: HallId, at: Instant): Promise<number> {
    let [low, high] = [0, (await this.#store.log.head(hall)).seq];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const [event] = await this.#store.log.read(hall, middle - 1, 1);
      if (event !== undefined && event.at < at) low = middle;
      else high = middle - 1;
      await nextTurn();
    }
    return low;
  }

  #forgetOldest(): void {
    for (const key of this.#days.keys()) {
      if (this.#days.size <= KEPT) return;
      this.#days.delete(key);
    }
  }
}

function keyOf(hall: HallId, zone: string, day: Day): string {
  return `${hall} ${zone} ${day}`;
}
