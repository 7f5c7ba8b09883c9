import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rivalEstimates } from '../../bench/rival-estimates.ts';
import { Forecaster } from '../../domain/forecast/forecaster.ts';
import type { Foretold } from '../../domain/forecast/foretold.ts';
import { replay, type Visit } from '../../domain/forecast/replay.ts';
import { estimateCalls } from '../../server/forecast/estimate-calls.ts';
import { readRecordedCalls } from '../../server/forecast/recorded-calls.ts';
import { recordQueue } from '../../simulator/record-queue.ts';
import { sure } from '../support/people.ts';

const DAY_MS = 86_400_000;
const MINUTE = 60_000;

function visitsOf(csv: string): readonly Visit[] {
  return readRecordedCalls(csv).calls.map(({ visit }) => sure(visit));
}

const dateOf = ({ at }: Visit): number => Math.floor(at / DAY_MS);

/** By id, what each is told. */
function told(visits: readonly Visit[]): ReadonlyMap<string, Foretold | null> {
  const all = new Map<string, Foretold | null>();
  const dates = [...new Set(visits.map(dateOf))].sort((a, b) => a - b);
  const ascending = dates.map((date) => visits.filter((visit) => dateOf(visit) === date));
  replay(new Forecaster((at) => at % DAY_MS), ascending, { runs: 4 }, ({ id }, foretold) => all.set(id, foretold));
  return all;
}

it('the made-up recording is the same for a seed, and like a queue: people wait, leave, have priority', () => {
  expect(recordQueue({ seed: 4, days: 2 })).toBe(recordQueue({ seed: 4, days: 2 }));
  expect(recordQueue({ seed: 5, days: 2 })).not.toBe(recordQueue({ seed: 4, days: 2 }));
  const visits = visitsOf(recordQueue({ seed: 4, days: 6 }));
  const share = (of: (visit: Visit) => boolean): number => visits.filter(of).length / visits.length;
  expect(share(({ isPriority }) => isPriority)).toBeCloseTo(0.25, 1);
  expect(share(({ leftAt }) => leftAt !== null)).toBeGreaterThan(0.02);
  expect(share(({ calledAt, at }) => calledAt !== null && calledAt > at)).toBeGreaterThan(0.5);
  for (const server of new Set(visits.map(({ post }) => post).filter((post) => post !== null))) {
    const at = visits.filter(({ post }) => post === server).sort((a, b) => sure(a.calledAt) - sure(b.calledAt));
    at.reduce((before, next) => {
      expect(sure(next.calledAt)).toBeGreaterThanOrEqual(sure(before.endedAt));
      return next;
    });
  }
});

it('[K9] over the second halves of the first four made-up recordings the median is 5 in 100 closer than the best rule of thumb, and 75 to 85 in 100 waits are within P80', () => {
  const off = { forecast: 0, queueLength: 0, headOfLine: 0, lastToEnterService: 0 };
  let within = 0;
  let n = 0;
  for (const seed of [1, 2, 3, 4]) {
    const { calls } = readRecordedCalls(recordQueue({ seed, days: 6 }));
    const estimates = estimateCalls(calls);
    const rivals = rivalEstimates(calls.map(({ visit }) => sure(visit)));
    const half = sure(calls[0]?.visit).at + 3 * DAY_MS - 8 * 60 * MINUTE;
    calls.forEach(({ visit }, index) => {
      if (visit === null || visit.calledAt === null || visit.calledAt <= visit.at || visit.at < half) return;
      const waitS = (visit.calledAt - visit.at) / 1_000;
      const foretold = sure(estimates[index]);
      off.forecast += Math.abs(waitS - foretold.p50S);
      const by = sure(rivals.get(visit));
      for (const rival of ['queueLength', 'headOfLine', 'lastToEnterService'] as const)
        off[rival] += Math.abs(waitS - by[rival]);
      within += waitS <= foretold.p80S ? 1 : 0;
      n += 1;
    });
  }
  expect(n).toBeGreaterThan(2_000);
  expect(off.forecast / Math.min(off.queueLength, off.headOfLine, off.lastToEnterService)).toBeLessThan(0.95);
  expect(within / n).toBeGreaterThanOrEqual(0.75);
  expect(within / n).toBeLessThanOrEqual(0.85);
});

it('[K9] nothing told hangs on what came later: whatever becomes of the others after a moment, what was told until then stays', () => {
  const visits = visitsOf(recordQueue({ seed: 1, days: 2 }));
  const before = told(visits);
  const times = visits.map(({ at }) => at);
  fc.assert(
    fc.property(fc.nat(visits.length - 1), fc.integer({ min: 1, max: 40 }), fc.boolean(), (place, minutes, cut) => {
      const now = sure(times[place]);
      const moved = (at: number | null): number | null => (at === null || at <= now ? at : at + minutes * MINUTE);
      const changed = visits
        .filter(({ at }) => !cut || at <= now)
        .map((visit): Visit => {
          if (visit.at > now) return { ...visit, service: 'new', isPriority: !visit.isPriority, at: visit.at + 7 };
          const { calledAt, endedAt, leftAt } = visit;
          if (calledAt !== null && calledAt > now && minutes % 2 === 0)
            return { ...visit, calledAt: null, post: null, endedAt: null, leftAt: now + minutes };
          return { ...visit, calledAt: moved(calledAt), endedAt: moved(endedAt), leftAt: moved(leftAt) };
        });
      const after = told(changed);
      for (const { id, at } of visits) if (at <= now) expect(after.get(id)).toEqual(before.get(id));
    }),
    { seed: 20261123, numRuns: 12 },
  );
});

it('who comes after midnight is told nothing by a call of the night that comes later still', () => {
  const night = (id: string, minute: number, calledAfter: number): Visit => {
    const at = 10 * DAY_MS + minute * MINUTE;
    const calledAt = at + calledAfter * MINUTE;
    const comer = { id, service: 'a', isPriority: false, lane: '0', at };
    return { ...comer, calledAt, post: '1', endedAt: calledAt + MINUTE, leftAt: null };
  };
  const evening = Array.from({ length: 50 }, (_, index) =>
    night(`e${String(index)}`, 1_000 + index * 6, 2 + (index % 3)),
  );
  const morning = night('m', 1_442, 4);
  const last = (calledAfter: number) => told([...evening, night('late', 1_439, calledAfter), morning]).get('m');
  expect(last(5)).toEqual(last(60));
  expect(last(1)).not.toEqual(last(60)); // called before midnight: that is known
});

it('of whom nobody knows what became, they are told, and nobody waits behind them', () => {
  const visits = visitsOf(recordQueue({ seed: 1, days: 1 }));
  const lost = visits.map((visit, index): Visit => {
    return index % 5 === 0
      ? { ...visit, calledAt: null, post: null, endedAt: null, leftAt: null, isLost: true }
      : visit;
  });
  const all = told(lost);
  const without = told(visits.filter((_, index) => index % 5 !== 0));
  for (const [id, foretold] of without) expect(all.get(id)).toEqual(foretold);
  expect(lost.filter(({ id, isLost }) => isLost === true && all.get(id) !== null).length).toBe(
    lost.filter(({ isLost }) => isLost === true).length,
  );
});
