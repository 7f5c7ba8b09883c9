import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayFigures, FigureAccumulator } from '../../domain/figures/day-figures.ts';
import type { FigureRow } from '../../domain/figures/figure-row.ts';
import { nearestRank } from '../../domain/figures/tally.ts';

const MIN = 60_000;
const AT = '2026-11-23T08:00:00.000Z';
const NAMES = {
  services: [
    { id: 'social', name: '社会保险', waitLimitMin: 20 },
    { id: 'health', name: '卫生健康', waitLimitMin: 10 },
  ],
  windows: [
    { no: 1, name: '综合窗口' },
    { no: 2, name: '综合窗口' },
  ],
};

const waiting: FigureRow = {
  service: 'social',
  window: null,
  staff: null,
  channel: 'dispenser',
  status: 'waiting',
  hasToken: true,
  arrivedAt: null,
  finishedAt: null,
  outcome: null,
  noShows: 0,
  waitMs: null,
  handlingMs: null,
  level: null,
};
const at = (window: number, staff: string, wait: number | null, more: Partial<FigureRow> = {}): FigureRow => ({
  ...waiting,
  window,
  staff,
  status: 'called',
  waitMs: wait === null ? null : wait * MIN,
  ...more,
});
const handled = (
  window: number,
  staff: string,
  wait: number,
  handling: number,
  more: Partial<FigureRow> = {},
): FigureRow =>
  at(window, staff, wait, {
    status: 'done',
    arrivedAt: 1,
    finishedAt: 2,
    outcome: 'done',
    handlingMs: handling * MIN,
    ...more,
  });

/** A morning worked by hand: 11 numbers, 9 of them called, 6 handled, 5 of these rateable. */
const MORNING: readonly FigureRow[] = [
  handled(1, '0301', 5, 10, { level: 5 }),
  handled(1, '0301', 20, 4, { level: 2 }), // just at the limit of 20: not over
  handled(1, '0302', 21, 6, { outcome: 'materials-missing' }), // over
  handled(2, '0302', 9, 3, { service: 'health', hasToken: false }), // no token: not rateable
  handled(2, '0302', 11, 7, { service: 'health', level: 3, noShows: 1 }), // over 10; missed once, served later
  handled(2, '0302', 2, 1, { outcome: 'withdrawn' }), // arrived, but not 办件
  at(1, '0301', 30, { status: 'missed', noShows: 1 }), // no-show, over
  at(2, '0302', 6, { status: 'serving', arrivedAt: 1 }),
  at(1, '0301', 4, { status: 'expired', noShows: 2 }), // no-show
  waiting,
  handled(2, '0302', 0, 12, { channel: 'walk-in', waitMs: null }), // served without queueing
];

it('the figures of a morning worked by hand', () => {
  const { hall } = dayFigures(MORNING, NAMES, AT, '2026-11-23');
  expect(hall).toEqual({
    issued: 11,
    waiting: 1,
    called: 9,
    handled: 6,
    meanWait: { numerator: 108 * MIN, denominator: 9, value: 12 * MIN },
    p90Wait: 30 * MIN,
    meanHandling: { numerator: 42 * MIN, denominator: 6, value: 7 * MIN },
    p90Handling: 12 * MIN,
    noShow: { numerator: 2, denominator: 9, value: 2 / 9 },
    overLimit: { numerator: 3, denominator: 9, value: 3 / 9 },
    ratings: { '1': 0, '2': 1, '3': 1, '4': 0, '5': 1 },
    rated: { numerator: 3, denominator: 5, value: 3 / 5 },
    unrated: { numerator: 2, denominator: 5, value: 2 / 5 },
    good: { numerator: 2, denominator: 3, value: 2 / 3 },
    bad: { numerator: 1, denominator: 3, value: 1 / 3 },
  });
});

it('tells them by service in the hall’s order, by window and by person', () => {
  const figures = dayFigures(MORNING, NAMES, AT, '2026-11-23');
  const of = (sets: typeof figures.services): readonly (readonly [string, string, number, number])[] =>
    sets.map(({ key, name, issued, handled }) => [key, name, issued, handled]);
  expect(of(figures.services)).toEqual([
    ['social', '社会保险', 9, 4],
    ['health', '卫生健康', 2, 2],
  ]);
  expect(of(figures.windows)).toEqual([
    ['1', '综合窗口', 5, 3],
    ['2', '综合窗口', 5, 3],
  ]);
  expect(of(figures.staff)).toEqual([
    ['0301', '0301', 4, 2],
    ['0302', '0302', 6, 4],
  ]);
  expect(figures.services[1]?.overLimit).toEqual({ numerator: 1, denominator: 2, value: 0.5 });
});

it('no tickets give no value, never a zero', () => {
  const figures = dayFigures([], NAMES, AT, null);
  expect(figures.hall.meanWait).toEqual({ numerator: 0, denominator: 0, value: null });
  expect(figures.hall.good.value).toBeNull();
  expect(figures.hall.p90Wait).toBeNull();
  expect(figures.services).toHaveLength(2);
});

it('keeps the tickets of a service that is no longer set, under its id and without a limit', () => {
  const { services } = dayFigures([at(1, '0301', 500, { service: 'gone' })], NAMES, AT, null);
  expect(services.at(-1)).toMatchObject({ key: 'gone', name: 'gone', issued: 1, overLimit: { numerator: 0 } });
});

it.each([
  [[], null],
  [[7], 7],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 9],
  [[11, 2, 1, 10, 3, 4, 9, 5, 8, 6, 7], 10],
  [[100, 20], 100],
])('P90 of %j by nearest rank is %s', (values, expected) => {
  expect(nearestRank(values, 90)).toBe(expected);
});

const anyRow: fc.Arbitrary<FigureRow> = fc
  .record({
    service: fc.constantFrom('social', 'health', 'gone'),
    window: fc.constantFrom(null, 1, 2, 9),
    staff: fc.constantFrom(null, '0301', '0302'),
    channel: fc.constantFrom('dispenser', 'reception', 'walk-in'),
    status: fc.constantFrom('waiting', 'called', 'serving', 'missed', 'done', 'cancelled', 'expired'),
    hasToken: fc.boolean(),
    arrivedAt: fc.option(fc.nat()),
    finishedAt: fc.option(fc.nat()),
    outcome: fc.option(fc.constantFrom('done', 'accepted', 'withdrawn', 'referred')),
    noShows: fc.nat(3),
    waitMs: fc.option(fc.nat(90 * MIN)),
    handlingMs: fc.option(fc.nat(60 * MIN)),
    level: fc.option(fc.constantFrom(1, 2, 3, 4, 5)),
  })
  .map((row) => (row.outcome === null ? { ...row, level: null } : row));

it('[R3] rated and unrated sum to the rateable; nobody unrated enters good or bad', () => {
  fc.assert(
    fc.property(fc.array(anyRow), (rows) => {
      const { hall } = dayFigures(rows, NAMES, AT, null);
      const ratings = Object.values(hall.ratings).reduce((sum, count) => sum + count, 0);
      expect(hall.rated.numerator + hall.unrated.numerator).toBe(hall.rated.denominator);
      expect(hall.unrated.denominator).toBe(hall.rated.denominator);
      expect(ratings).toBe(rows.filter(({ level }) => level !== null).length);
      expect([hall.good.denominator, hall.bad.denominator]).toEqual([ratings, ratings]);
      expect(hall.good.numerator + hall.bad.numerator).toBe(ratings);
      if (ratings > 0) expect((hall.good.value ?? 0) + (hall.bad.value ?? 0)).toBeCloseTo(1, 12);
    }),
  );
});

it('the services sum to the hall, parts never exceed their whole, and pages do not matter', () => {
  fc.assert(
    fc.property(fc.array(anyRow), fc.integer({ min: 1, max: 7 }), (rows, page) => {
      const whole = dayFigures(rows, NAMES, AT, null);
      const { hall } = whole;
      const sum = (of: (set: typeof hall) => number): number => whole.services.reduce((all, one) => all + of(one), 0);
      expect(sum((set) => set.issued)).toBe(hall.issued);
      expect(sum((set) => set.handled)).toBe(hall.handled);
      expect(sum((set) => set.meanWait.numerator)).toBe(hall.meanWait.numerator);
      expect(sum((set) => set.noShow.numerator)).toBe(hall.noShow.numerator);
      for (const { value } of [hall.noShow, hall.overLimit, hall.rated, hall.good]) {
        if (value !== null) expect(value >= 0 && value <= 1).toBe(true);
      }
      expect(hall.rated.denominator).toBeLessThanOrEqual(hall.handled);
      expect(hall.handled).toBeLessThanOrEqual(hall.issued);
      const paged = new FigureAccumulator(NAMES);
      for (let from = 0; from < rows.length; from += page) paged.addRows(rows.slice(from, from + page));
      expect(paged.finish(AT, null)).toEqual(whole);
    }),
  );
});
