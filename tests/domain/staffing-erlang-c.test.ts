import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fewestWindows } from '../../domain/staffing/advice.ts';
import { erlangC, loadOf } from '../../domain/staffing/erlang-c.ts';

/** λ an hour, service in minutes, windows; P(wait), mean wait in minutes, P(wait ≤ 15 min). */
const ORACLE = [
  [20, 8, 3, '0.7975', '19.14', '0.5731'],
  [20, 8, 4, '0.3784', '2.27', '0.9689'],
  [12, 15, 4, '0.5094', '7.64', '0.8126'],
  [12, 15, 5, '0.2362', '1.77', '0.9680'],
] as const;

it.each(ORACLE)(
  '[K10] Erlang C, %s an hour at %s minutes and %s windows, is as the table says',
  (arrivalsPerHour, serviceMin, windows, pWait, mean, within) => {
    const queue = erlangC({ arrivalsPerHour, serviceMin }, windows);
    if (queue === 'unstable') throw new Error('should settle');
    expect(queue.pWait.toFixed(4)).toBe(pWait);
    expect(queue.meanWaitMin.toFixed(2)).toBe(mean);
    expect(queue.calledWithin(15).toFixed(4)).toBe(within);
  },
);

it('is the M/M/1 queue with one window, and the sum of Erlang’s series with a few', () => {
  const one = erlangC({ arrivalsPerHour: 6, serviceMin: 5 }, 1);
  if (one === 'unstable') throw new Error('should settle');
  expect(one.pWait).toBeCloseTo(0.5, 12); // the load itself
  expect(one.meanWaitMin).toBeCloseTo(5, 12); // ρ · s ÷ (1 − ρ)
  for (const [load, windows] of [
    [2.5, 4],
    [7.2, 9],
    [0.3, 2],
  ] as const) {
    let term = 1;
    let series = 0;
    for (let k = 0; k < windows; k += 1) [series, term] = [series + term, (term * load) / (k + 1)];
    const last = (term * windows) / (windows - load);
    const queue = erlangC({ arrivalsPerHour: load * 60, serviceMin: 1 }, windows);
    if (queue === 'unstable') throw new Error('should settle');
    expect(queue.pWait).toBeCloseTo(last / (series + last), 12);
  }
});

const demand = fc.record({
  arrivalsPerHour: fc.double({ min: 0, max: 300, noNaN: true }),
  serviceMin: fc.double({ min: 0.1, max: 60, noNaN: true }),
});

it('[K10] a load as large as the windows is unstable and never a number', () => {
  fc.assert(
    fc.property(demand, fc.integer({ min: 0, max: 40 }), (comes, windows) => {
      expect(erlangC(comes, windows) === 'unstable').toBe(loadOf(comes) >= windows);
    }),
  );
  expect(erlangC({ arrivalsPerHour: 30, serviceMin: 8 }, 4)).toBe('unstable'); // just as large
});

it('[K10] one window more is never worse, and chances are chances', () => {
  fc.assert(
    fc.property(demand, fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 90, noNaN: true }), (comes, c, t) => {
      const [fewer, more] = [erlangC(comes, c), erlangC(comes, c + 1)];
      if (fewer === 'unstable') return;
      if (more === 'unstable') throw new Error('one window more made it unstable');
      expect(more.pWait).toBeLessThanOrEqual(fewer.pWait);
      expect(more.meanWaitMin).toBeLessThanOrEqual(fewer.meanWaitMin);
      expect(more.calledWithin(t)).toBeGreaterThanOrEqual(fewer.calledWithin(t));
      for (const queue of [fewer, more]) {
        expect(queue.pWait).toBeGreaterThanOrEqual(0);
        expect(queue.pWait).toBeLessThanOrEqual(1 + 1e-9);
        expect(queue.meanWaitMin).toBeGreaterThanOrEqual(0);
        expect(queue.calledWithin(t)).toBeLessThanOrEqual(1);
        expect(queue.calledWithin(0)).toBeCloseTo(1 - queue.pWait, 12);
      }
    }),
  );
});

it('holds with thousands of windows, where factorials are past all numbers', () => {
  const queue = erlangC({ arrivalsPerHour: 4_950 * 60, serviceMin: 1 }, 5_000);
  if (queue === 'unstable') throw new Error('should settle');
  expect(queue.pWait).toBeGreaterThan(0.3); // √5000 ≈ 71 windows spare would be “never”, 50 are not
  expect(queue.pWait).toBeLessThan(0.45);
  const alone = erlangC({ arrivalsPerHour: 1, serviceMin: 5 }, 5_000);
  expect(alone === 'unstable' ? alone : alone.pWait).toBe(0);
});

it('[K10] the advice is the fewest windows that keep the target: it does, and one less does not', () => {
  fc.assert(
    fc.property(demand, fc.integer({ min: 1, max: 60 }), (comes, minutes) => {
      const target = { minutes, share: 0.8 };
      const advised = fewestWindows(comes, target);
      const keeps = (windows: number): boolean => {
        const queue = erlangC(comes, windows);
        return queue !== 'unstable' && queue.calledWithin(minutes) >= target.share;
      };
      if (comes.arrivalsPerHour === 0) expect(advised).toBe(0);
      else if (advised === null) expect(keeps(99)).toBe(false);
      else expect([keeps(advised), keeps(advised - 1)]).toEqual([true, false]);
    }),
  );
});

it.each([
  [{ arrivalsPerHour: -1, serviceMin: 8 }, 3, /arrivalsPerHour may not be -1/],
  [{ arrivalsPerHour: Number.NaN, serviceMin: 8 }, 3, /arrivalsPerHour may not be NaN/],
  [{ arrivalsPerHour: 20, serviceMin: 0 }, 3, /serviceMin may not be 0/],
  [{ arrivalsPerHour: 20, serviceMin: Infinity }, 3, /serviceMin may not be Infinity/],
  [{ arrivalsPerHour: 20, serviceMin: 8 }, 2.5, /windows may not be 2.5/],
  [{ arrivalsPerHour: 20, serviceMin: 8 }, -1, /windows may not be -1/],
])('says which input is wrong: %j, %s windows', (comes, windows, message) => {
  expect(() => erlangC(comes, windows)).toThrow(message);
});

it('a wait of less than nothing is refused too', () => {
  const queue = erlangC({ arrivalsPerHour: 20, serviceMin: 8 }, 3);
  expect(() => (queue === 'unstable' ? null : queue.calledWithin(-1))).toThrow(/minutes may not be -1/);
});
