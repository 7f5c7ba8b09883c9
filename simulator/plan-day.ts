import { CATEGORIES, type Category, type Level, type Outcome } from '../domain/queue/ticket.ts';
import { type Instant, later, parseStaffNo, type StaffNo, type WindowNo } from '../domain/values.ts';
import { Chance } from '../domain/chance.ts';
import type { Citizen, Clerk, DayPlan, PlannedRating } from './day-plan.ts';
import type { HallFacts } from './hall-facts.ts';
import type { OpeningHours } from './opening-hours.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Arrivals in each twelfth of the opening hours, against each other: a full morning, a quiet noon, a second wave. */
const SHAPE = [9, 13, 13, 11, 8, 5, 3, 5, 8, 9, 7, 4] as const;
const PRIORITY_SHARE = 0.25;
const PRIORITY: readonly Category[] = CATEGORIES.filter((category) => category !== 'ordinary');
const OUTCOMES: readonly [readonly [Outcome, number], ...(readonly [Outcome, number])[]] = [
  ['done', 62],
  ['accepted', 16],
  ['materials-missing', 10],
  ['consulted', 8],
  ['referred', 3],
  ['withdrawn', 1],
];
const LEVELS: readonly [readonly [Level, number], ...(readonly [Level, number])[]] = [
  [5, 66],
  [4, 16],
  [3, 9],
  [2, 5],
  [1, 4],
];
const RATED_SHARE = 0.35;
const PAD_SHARE = 0.7;

export interface Crowd {
  /** Mean number of citizens; about 190 keep four windows three quarters busy. */
  readonly citizens: number;
}

/** Pure: the same seed, day and hall give the same plan. */
export function planDay(seed: number, dayNo: number, hours: OpeningHours, facts: HallFacts, crowd: Crowd): DayPlan {
  const chance = new Chance(seed, dayNo);
  const citizens = arrivals(chance, hours, crowd.citizens).map((at) => planCitizen(chance, at, facts));
  return { ...hours, citizens, clerks: facts.windows.map((window, index) => planClerk(chance, window, index, hours)) };
}

/** Poisson arrivals whose rate follows the day's shape, by thinning (Lewis and Shedler 1979). */
function arrivals(chance: Chance, { opensAt, closesAt }: OpeningHours, mean: number): readonly Instant[] {
  const length = closesAt - opensAt;
  const busiest = Math.max(...SHAPE);
  const sum = SHAPE.reduce<number>((total, weight) => total + weight, 0);
  const gapAtBusiest = length / ((mean * busiest * SHAPE.length) / sum);
  const found: Instant[] = [];
  for (let ms = chance.exponential(gapAtBusiest); ms < length; ms += chance.exponential(gapAtBusiest)) {
    const weight = SHAPE[Math.floor((ms / length) * SHAPE.length)] ?? 0;
    if (chance.isIn(weight / busiest)) found.push(later(opensAt, Math.trunc(ms)));
  }
  return found;
}

function planCitizen(chance: Chance, at: Instant, facts: HallFacts): Citizen {
  const category = chance.isIn(PRIORITY_SHARE)
    ? (PRIORITY[Math.floor(chance.next() * PRIORITY.length)] ?? 'other')
    : 'ordinary';
  return {
    at,
    service: chance.pick(facts.services),
    category,
    from: chance.isIn(0.88) ? 'dispenser' : 'guide',
    patienceMs: whole(chance.lognormal(60 * MINUTE, 0.5)),
    leaving: chance.isIn(0.5) ? 'cancels' : 'walks-off',
    hears: chance.weighted([
      [1, 90],
      [2, 7],
      [null, 3],
    ]),
    walkMs: whole(chance.between(5, 25) * SECOND),
    handlingMs: whole(Math.min(chance.lognormal(8 * MINUTE, 0.8), 60 * MINUTE)),
    outcome: chance.weighted(OUTCOMES),
    endedByNext: chance.isIn(0.05),
    breathMs: whole(chance.between(4, 40) * SECOND),
    asksAgainMs: chance.isIn(0.5) ? whole(chance.between(2, 15) * MINUTE) : null,
    rating: chance.isIn(RATED_SHARE) ? planRating(chance, facts) : null,
  };
}

/** Good ratings take one tap; bad ones say why. */
function planRating(chance: Chance, { reasons }: HallFacts): PlannedRating {
  const level = chance.weighted(LEVELS);
  const given = level > 2 ? [] : [...new Set([chance.pick(reasons), chance.pick(reasons)])];
  return chance.isIn(PAD_SHARE)
    ? { level, reasons: given, on: 'pad', afterMs: whole(chance.between(3, 45) * SECOND) }
    : { level, reasons: given, on: 'ticket', afterMs: whole(chance.between(2, 90) * MINUTE) };
}

/** Clerks sign in a little before the doors open and eat in two shifts. */
function planClerk(chance: Chance, window: WindowNo, index: number, { opensAt, closesAt }: OpeningHours): Clerk {
  const middle = later(opensAt, Math.trunc((closesAt - opensAt) * 0.42));
  const shift = Math.trunc((closesAt - opensAt) * 0.11);
  const from = later(middle, index % 2 === 0 ? 0 : shift);
  return {
    staffNo: staffNoAt(index),
    window,
    opensAt: later(opensAt, -whole(chance.between(30, 600) * SECOND)),
    pause: { from, until: later(from, shift), reason: '午间轮休' },
    reactionMs: whole(chance.between(2, 8) * SECOND),
  };
}

/** Staff number of the clerk at the hall's first window, its second, … */
export function staffNoAt(index: number): StaffNo {
  const staffNo = parseStaffNo(String(101 + index).padStart(4, '0'));
  if (staffNo === undefined) throw new Error(`no staff number for ${String(index)}`);
  return staffNo;
}

function whole(ms: number): number {
  return Math.max(1, Math.round(ms));
}
