import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysBefore } from '../../domain/day/calendar.ts';
import { ForecastTally, type ForetoldRow } from '../../domain/figures/forecast-figures.ts';
import { waitRange } from '../../domain/forecast/foretold.ts';
import type { Day } from '../../domain/values.ts';

const MINUTE = 60;
const told = (waitMin: number | null, p50Min: number | null, p80Min: number | null): ForetoldRow => ({
  waitMs: waitMin === null ? null : waitMin * MINUTE * 1_000,
  foretoldP50S: p50Min === null ? null : p50Min * MINUTE,
  foretoldP80S: p80Min === null ? null : p80Min * MINUTE,
});

function figuresOf(rows: readonly ForetoldRow[]) {
  const tally = new ForecastTally();
  for (const row of rows) tally.add(row);
  return tally.figures('2026-11-23');
}

it('error and coverage are over those who were told and then called', () => {
  const rows = [
    told(12, 10, 15), // 2 min off, covered
    told(20, 10, 15), // 10 min off, not covered
    told(15, 15, 15), // 0 off, covered: at P80 is within
    told(7, 10, 15), // 3 min off, covered
    told(null, 10, 15), // never called
    told(9, null, null), // told nothing
  ];
  expect(figuresOf(rows)).toEqual({ day: '2026-11-23', n: 4, maeS: (15 / 4) * MINUTE, covered: 0.75 });
});

it('where nobody was told there is no figure', () => {
  expect(figuresOf([told(9, null, null)])).toEqual({ day: '2026-11-23', n: 0, maeS: null, covered: null });
});

it('a range never reads as no time at all, never upside down, and in whole five minutes', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 40_000, noNaN: true }),
      fc.double({ min: 0, max: 40_000, noNaN: true }),
      (a, b) => {
        const { low, high } = waitRange({ p50S: Math.min(a, b), p80S: Math.max(a, b) });
        expect([low % 5, high % 5]).toEqual([0, 0]);
        expect(low).toBeLessThanOrEqual(high);
        expect(high).toBeGreaterThanOrEqual(5);
        expect(Math.abs(low - Math.min(a, b) / 60)).toBeLessThanOrEqual(2.5);
      },
    ),
  );
});

it('the days before a day go back over the end of a month', () => {
  expect(daysBefore('2026-03-02' as Day, 3)).toEqual(['2026-03-01', '2026-02-28', '2026-02-27']);
});
