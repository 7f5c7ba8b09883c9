import { Temporal } from 'temporal-polyfill';
import { dayLater, dayStart, weekdayOf } from '../day/calendar.ts';
import type { Day } from '../values.ts';
import type { OnTime } from './windows-on.ts';

export const HALF_HOURS = 48;
const HALF_HOUR_MS = 30 * 60_000;
/** Nobody keeps a window longer; what says so was left open. */
const OCCUPIED_AT_MOST_MS = 4 * 60 * 60_000;

/** What the history needs of one ticket; a stored row fits. */
export interface StaffingRow {
  readonly issuedAt: number;
  readonly lastCalledAt: number | null;
  readonly arrivedAt: number | null;
  readonly finishedAt: number | null;
  /** Milliseconds from arrival to finish, clock jumps taken out; null before the finish. */
  readonly handlingMs: number | null;
}

/** A day of service by half hours of the hall's local day; place 0 begins at midnight. */
export interface DayHistory {
  readonly day: Day;
  /** Monday is 1. */
  readonly weekday: number;
  readonly tickets: number;
  readonly arrivals: readonly number[];
  /** Citizens finished with, by the half hour they came in, and the time they kept a window. */
  readonly served: readonly number[];
  readonly occupiedMs: readonly number[];
  /** Time that windows were open and not paused, all windows together. */
  readonly onMs: readonly number[];
}

/** `08:30` */
export function clockOf(halfHour: number): string {
  const hour = String(Math.floor(halfHour / 2)).padStart(2, '0');
  return `${hour}:${halfHour % 2 === 0 ? '00' : '30'}`;
}

/** Time a citizen kept a window, from the last call to the finish; null where nobody knows it. */
export function occupiedMs({ lastCalledAt, arrivedAt, handlingMs }: StaffingRow): number | null {
  if (arrivedAt === null || handlingMs === null) return null;
  const ms = handlingMs + (lastCalledAt === null ? 0 : arrivedAt - lastCalledAt);
  return ms > 0 && ms <= OCCUPIED_AT_MOST_MS ? ms : null;
}

/** Takes a day's tickets in pages and its windows, and tells what each half hour saw. */
export class DayHistoryAccumulator {
  readonly #day: Day;
  /** When each half hour begins, and the day's end: summer time or not. */
  readonly #edges: readonly number[];
  readonly #arrivals = zeros();
  readonly #served = zeros();
  readonly #occupiedMs = zeros();
  readonly #onMs = zeros();
  #tickets = 0;

  constructor(day: Day, zone: string) {
    this.#day = day;
    const date = Temporal.PlainDate.from(day);
    const starts = Array.from({ length: HALF_HOURS }, (_, index) => {
      const plainTime = Temporal.PlainTime.from(clockOf(index));
      return date.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
    });
    this.#edges = [...starts, dayStart(dayLater(day, 1), zone)];
  }

  addRows(rows: Iterable<StaffingRow>): void {
    for (const row of rows) {
      const place = this.#placeOf(row.issuedAt);
      if (place === null) continue; // taken under a wrong date: nobody knows at what time of day
      this.#tickets += 1;
      increase(this.#arrivals, place, 1);
      const ms = occupiedMs(row);
      if (ms === null) continue;
      increase(this.#served, place, 1);
      increase(this.#occupiedMs, place, ms);
    }
  }

  addOn({ from, to }: OnTime): void {
    const [begins = 0] = this.#edges;
    if (to <= begins || from >= (this.#edges[HALF_HOURS] ?? begins)) return;
    for (const [place, starts] of this.#edges.entries()) {
      const ends = this.#edges[place + 1];
      if (ends !== undefined) increase(this.#onMs, place, Math.max(0, Math.min(to, ends) - Math.max(from, starts)));
    }
  }

  finish(): DayHistory {
    return {
      day: this.#day,
      weekday: weekdayOf(this.#day),
      tickets: this.#tickets,
      arrivals: this.#arrivals,
      served: this.#served,
      occupiedMs: this.#occupiedMs,
      onMs: this.#onMs,
    };
  }

  #placeOf(at: number): number | null {
    const [begins = 0] = this.#edges;
    if (at < begins || at >= (this.#edges[HALF_HOURS] ?? begins)) return null;
    let place = Math.min(HALF_HOURS - 1, Math.floor((at - begins) / HALF_HOUR_MS));
    // nearly always there already; on the two days the clocks change, an hour off
    while (place > 0 && at < (this.#edges[place] ?? begins)) place -= 1;
    while (place < HALF_HOURS - 1 && at >= (this.#edges[place + 1] ?? at + 1)) place += 1;
    return place;
  }
}

function zeros(): number[] {
  return Array.from({ length: HALF_HOURS }, () => 0);
}

function increase(places: number[], place: number, by: number): void {
  places[place] = (places[place] ?? 0) + by;
}
