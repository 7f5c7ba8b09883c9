import { type Figure, fraction } from '../figures/figures.ts';
import type { Day } from '../values.ts';
import { type Demand, erlangC, loadOf } from './erlang-c.ts';
import { clockOf, type DayHistory, HALF_HOURS } from './half-hours.ts';

/** The wait that is promised: so many minutes at most, for this share of the citizens. */
export interface WaitTarget {
  readonly minutes: number;
  /** 0–1 */
  readonly share: number;
}

export const TARGET_SHARE = 0.8;
/** Where no service says how long its citizens should wait at most. */
export const TARGET_MIN = 15;
/** Days a weekday needs to speak for itself. */
const DAYS_OF_ITS_OWN = 3;
/** Citizens a figure of its own needs; below, it is marked. */
const FEW = 10;
/** As many as a hall can have numbers for. */
const WINDOWS_AT_MOST = 99;
const HALF_HOUR_MS = 30 * 60_000;

/** What Erlang C expects of so many windows. */
export interface Expected {
  readonly pWait: number;
  readonly meanWaitMin: number;
  /** Share called within the target's minutes. */
  readonly withinTarget: number;
}

/** One half hour as the history knows it, and what it asks for. Figures keep what they were worked out from. */
export interface HalfHourAdvice {
  /** `08:30`, the hall's local time. */
  readonly from: string;
  readonly to: string;
  /** Citizens an hour: numbers taken ÷ hours looked at. */
  readonly arrivals: Figure;
  /** Minutes a citizen kept a window: all their minutes ÷ citizens. */
  readonly handling: Figure;
  /** Whose handling: of this half hour, or of the whole day where too few were served in it. */
  readonly handlingOf: 'half-hour' | 'day';
  /** Windows kept busy on average, in erlangs; null: nobody knows how long a citizen takes. */
  readonly load: number | null;
  /** Windows that were on: window hours ÷ hours looked at. */
  readonly windows: Figure;
  /** The same as a whole number, for which is reckoned. */
  readonly windowsThere: number;
  /** With the windows that were there. */
  readonly expected: Expected | 'unstable' | null;
  /** The fewest windows that keep the target; null: not to be said, or more than there can be. */
  readonly advised: number | null;
  readonly expectedAdvised: Expected | null;
  /** Fewer than ten citizens in all those days, or in the handling time. */
  readonly few: boolean;
}

export interface StaffingAdvice {
  /** Days of the same weekday, or all days where the weekday has too few. */
  readonly basis: 'weekday' | 'all-days';
  /** The days looked at, those with tickets. */
  readonly days: readonly Day[];
  readonly target: WaitTarget;
  /** From the first to the last that saw anybody; empty without history. */
  readonly halfHours: readonly HalfHourAdvice[];
}

/** Advice for a day of this weekday, Monday 1, from the days that were. */
export function staffingAdvice(history: readonly DayHistory[], weekday: number, target: WaitTarget): StaffingAdvice {
  const withTickets = history.filter((day) => day.tickets > 0);
  const same = withTickets.filter((day) => day.weekday === weekday);
  const isOwn = same.length >= DAYS_OF_ITS_OWN;
  const days = isOwn ? same : withTickets;
  const all = { served: sum(days, 'served'), occupiedMs: sum(days, 'occupiedMs') };
  const halfHours = Array.from({ length: HALF_HOURS }, (_, place) => halfHour(days, place, all, target));
  const isQuiet = ({ arrivals, windowsThere }: HalfHourAdvice): boolean => arrivals.numerator + windowsThere === 0;
  const first = halfHours.findIndex((each) => !isQuiet(each));
  const last = halfHours.findLastIndex((each) => !isQuiet(each));
  return {
    basis: isOwn ? 'weekday' : 'all-days',
    days: days.map(({ day }) => day),
    target,
    halfHours: first === -1 ? [] : halfHours.slice(first, last + 1),
  };
}

interface Served {
  readonly served: number;
  readonly occupiedMs: number;
}

function halfHour(days: readonly DayHistory[], place: number, all: Served, target: WaitTarget): HalfHourAdvice {
  const at = (of: 'arrivals' | 'served' | 'occupiedMs' | 'onMs'): number =>
    days.reduce((total, day) => total + (day[of][place] ?? 0), 0);
  const hours = days.length / 2;
  const own = { served: at('served'), occupiedMs: at('occupiedMs') };
  const isOwn = own.served >= FEW;
  const { served, occupiedMs } = isOwn ? own : all;
  const arrivals = fraction(at('arrivals'), hours);
  const handling = fraction(occupiedMs / 60_000, served);
  const windows = fraction(at('onMs') / (2 * HALF_HOUR_MS), hours);
  const windowsThere = Math.round(windows.value ?? 0);
  const demand = handling.value === null ? null : { arrivalsPerHour: arrivals.value ?? 0, serviceMin: handling.value };
  const advised = demand === null ? null : fewestWindows(demand, target);
  const expectedAdvised = demand === null || advised === null ? null : expect(demand, advised, target);
  return {
    from: clockOf(place),
    to: clockOf(place + 1),
    arrivals,
    handling,
    handlingOf: isOwn ? 'half-hour' : 'day',
    load: demand === null ? null : loadOf(demand),
    windows,
    windowsThere,
    expected: demand === null || isNobody(demand) ? null : expect(demand, windowsThere, target),
    advised,
    expectedAdvised: expectedAdvised === 'unstable' ? null : expectedAdvised,
    few: arrivals.numerator < FEW || served < FEW,
  };
}

/** The fewest windows that keep the target; none where nobody comes, null where more would be needed than there can be. */
export function fewestWindows(demand: Demand, target: WaitTarget): number | null {
  if (isNobody(demand)) return 0;
  for (let windows = Math.floor(loadOf(demand)) + 1; windows <= WINDOWS_AT_MOST; windows += 1) {
    const expected = expect(demand, windows, target);
    if (expected !== 'unstable' && expected.withinTarget >= target.share) return windows;
  }
  return null;
}

function expect(demand: Demand, windows: number, target: WaitTarget): Expected | 'unstable' {
  const queue = erlangC(demand, windows);
  if (queue === 'unstable') return queue;
  const { pWait, meanWaitMin, calledWithin } = queue;
  return { pWait, meanWaitMin, withinTarget: calledWithin(target.minutes) };
}

function isNobody({ arrivalsPerHour }: Demand): boolean {
  return arrivalsPerHour === 0;
}

function sum(days: readonly DayHistory[], of: 'served' | 'occupiedMs'): number {
  return days.reduce((total, day) => total + day[of].reduce((one, more) => one + more, 0), 0);
}
