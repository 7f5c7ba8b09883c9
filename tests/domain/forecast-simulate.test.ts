import fc from 'fast-check';
import { expect, it } from 'vitest';
import { simulate } from '../../domain/forecast/simulate.ts';
import { accumulating } from '../../domain/queue/order/accumulating.ts';
import { firstCome } from '../../domain/queue/order/first-come.ts';
import { ratio } from '../../domain/queue/order/ratio.ts';
import { strict } from '../../domain/queue/order/strict.ts';
import { knowing, MINUTE, minutes, post, scene, waiter } from '../support/forecast-scene.ts';
import { sure } from '../support/people.ts';

it('an idle window calls whoever comes after the usual gap; two whom nobody overtakes are told exactly', () => {
  expect(minutes(scene([post('1')]), knowing({ gapMs: MINUTE / 2 }))).toEqual({
    '+a': 0.5,
    '+pa': 0.5,
    '+b': 0.5,
    '+pb': 0.5,
  });
  const four = [waiter('w1', 9), waiter('w2', 8), waiter('w3', 7), waiter('w4', 6)];
  const told = minutes(scene([post('1'), post('2')], four));
  expect(told).toMatchObject({ w1: 0, w2: 0, w3: 5, w4: 5, '+a': 10 });
  const gap = minutes(scene([post('1', 2), post('2', 4)], four), knowing({ gapMs: MINUTE }));
  expect(gap).toMatchObject({ w1: 2, w2: 4, w3: 8, w4: 10, '+a': 14 });
});

it('the longer somebody has been served, the sooner they are done; but who is far beyond all others is not done at once', () => {
  const left = (since: number, handlingCv: number): number =>
    sure(minutes(scene([post('1', since)], [waiter('w1', 9)]), knowing({ handlingCv }))['w1']);
  expect([0, 1, 3, 4].map((since) => left(since, 0))).toEqual([5, 4, 2, 1]);
  expect(left(9, 0)).toBe(0);
  expect(left(60, 1)).toBeGreaterThan(5);
});

it('follows each rule of order: who came first, priority first, by turns, by weighted waiting', () => {
  const waiting = [waiter('w1', 20), waiter('w2', 19), waiter('p1', 4), waiter('p2', 2)];
  const calls = (order: Parameters<typeof scene>[2]): readonly string[] => {
    const told = minutes(scene([post('1')], waiting, order));
    return ['w1', 'w2', 'p1', 'p2'].toSorted((a, b) => sure(told[a]) - sure(told[b]));
  };
  expect(calls({ order: firstCome })).toEqual(['w1', 'w2', 'p1', 'p2']);
  expect(calls({ order: strict(60 * MINUTE) })).toEqual(['p1', 'p2', 'w1', 'w2']);
  expect(calls({ order: accumulating(4) })).toEqual(['w1', 'p1', 'p2', 'w2']); // 20 : 16, then 36 : 24, then 48 : 29
  const turns = ratio({ priority: 1, ordinary: 1 }, 60 * MINUTE);
  expect(calls({ order: turns })).toEqual(['p1', 'w1', 'p2', 'w2']);
  const stands = new Map([['', { of: 'priority', made: 1 } as const]]);
  expect(calls({ order: turns, turns: stands })).toEqual(['w1', 'p1', 'w2', 'p2']);
});

it('a window calls its own services only; whom no window that is on calls is not named', () => {
  const waiting = [waiter('w1', 9), waiter('w2', 8, 'b'), waiter('w3', 7, 'b'), waiter('w4', 6, 'c')];
  const told = minutes(scene([post('1', 0, new Set(['a'])), post('2', null, new Set(['b']))], waiting));
  expect(told).toMatchObject({ w1: 5, w2: 0, w3: 5, '+a': 10, '+b': 10 });
  expect(told).not.toHaveProperty('w4');
  expect(told).not.toHaveProperty('+c');
  expect(minutes(scene([], waiting))).toEqual({});
});

it('somebody who comes now is told the same as a ticket put last, under every rule and kind', () => {
  const orders = [firstCome, strict(30 * MINUTE), accumulating(4), ratio({ priority: 2, ordinary: 1 }, 30 * MINUTE)];
  const place = fc.record({ minutesAgo: fc.integer({ min: 1, max: 50 }), hasPriority: fc.boolean() });
  fc.assert(
    fc.property(
      fc.constantFrom(...orders),
      fc.array(place, { maxLength: 12 }),
      fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      (order, places, busy, hasPriority) => {
        const waiting = places.map(({ minutesAgo, hasPriority: has }, index) => {
          return waiter(`${has ? 'p' : 'w'}${String(index)}`, minutesAgo + index / 100);
        });
        const posts = busy.map((since, index) => post(String(index), since));
        const last = { ...waiter(hasPriority ? 'p-last' : 'w-last', 0), issuedSeq: 1_000 };
        const coming = minutes(scene(posts, waiting, { order }), knowing(), 1);
        const there = minutes(scene(posts, [...waiting, last], { order }), knowing(), 1);
        expect(there[last.id]).toBe(coming[hasPriority ? '+pa' : '+a']);
      },
    ),
    { seed: 20261123, numRuns: 300 },
  );
});

it('the more priority tickets come later, the longer ordinary ones wait, and the more the further behind they stand', () => {
  const waiting = Array.from({ length: 10 }, (_, index) => waiter(`w${String(index)}`, 10 - index));
  const told = [0, 2, 5, 8].map((anHour) => {
    const knowledge = knowing({ handlingCv: 0.5, priorityRate: () => anHour / 60 / MINUTE });
    return minutes(scene([post('1')], waiting, { order: strict(600 * MINUTE) }), knowledge, 400);
  });
  const [none, ...more] = told.map((each) => sure(each['w9']));
  more.reduce((before, now) => {
    expect(now).toBeGreaterThan(before * 1.1);
    return now;
  }, sure(none));
  const late = sure(told[2]);
  const added = ['w3', 'w6', 'w9'].map((id) => sure(late[id]) - sure(told[0]?.[id]));
  expect(added).toEqual(added.toSorted((a, b) => a - b));
  // under first come nobody who comes later is called before
  const fair = minutes(scene([post('1')], waiting), knowing({ priorityRate: () => 8 / 60 / MINUTE }));
  expect(fair['w9']).toBe(45);
});

it('who is gone when called takes nobody’s time', () => {
  const waiting = Array.from({ length: 40 }, (_, index) => waiter(`w${String(index)}`, 40 - index));
  const told = minutes(scene([post('1')], waiting), knowing({ gone: () => 0.5 }), 400);
  expect(sure(told['w39'])).toBeGreaterThan(80);
  expect(sure(told['w39'])).toBeLessThan(115); // 39 before, of whom half are there: 97
});

it('median and 80th percentile are those of the handling that is waited for', () => {
  const { waiting } = simulate(scene([post('1', 0)], [waiter('w1', 1)]), knowing({ handlingCv: 0.8 }), {
    runs: 2_000,
    seed: 5,
  });
  const { p50S, p80S } = sure(waiting.get('w1'));
  const sigma = Math.sqrt(Math.log(1.64)); // lognormal of mean 300 s
  const median = 300 / Math.sqrt(1.64);
  expect(Math.abs(p50S / median - 1)).toBeLessThan(0.1);
  expect(Math.abs(p80S / (median * Math.exp(0.8416 * sigma)) - 1)).toBeLessThan(0.1);
});

it('the same seed tells the same, whatever was asked before; P80 is never under P50', () => {
  const waiting = Array.from({ length: 30 }, (_, index) =>
    waiter(`${index % 4 === 0 ? 'p' : 'w'}${String(index)}`, 60 - index),
  );
  const knowledge = knowing({ handlingCv: 0.8, priorityRate: () => 3 / 60 / MINUTE });
  const of = scene([post('1', 3), post('2')], waiting, { order: accumulating(4) });
  const once = simulate(of, knowledge, { runs: 50, seed: 3 });
  simulate(scene([post('9')]), knowing({ handlingCv: 0.3 }), { runs: 9, seed: 1 });
  expect(simulate(of, knowledge, { runs: 50, seed: 3 })).toEqual(once);
  expect(simulate(of, knowledge, { runs: 50, seed: 4 })).not.toEqual(once);
  for (const { p50S, p80S } of once.waiting.values()) expect(p80S).toBeGreaterThanOrEqual(p50S);
});

it('150 who wait, 4 and 12 windows: each run is no longer than who waits and who comes, however many priority tickets', () => {
  const waiting = Array.from({ length: 150 }, (_, index) => waiter(`w${String(index)}`, 200 - index));
  for (const windows of [4, 12]) {
    for (const anHour of [0, 20, 4_000]) {
      let drawn = 0;
      const knowledge = knowing({
        priorityRate: () => anHour / 60 / MINUTE,
        gone: () => {
          drawn += 1;
          return 0;
        },
      });
      const posts = Array.from({ length: windows }, (_, index) => post(String(index)));
      const { waiting: told } = simulate(scene(posts, waiting, { order: strict(1e9) }), knowledge, {
        runs: 2,
        seed: 1,
      });
      // twelve hours of calls at most: 12 in an hour at each window
      expect(drawn).toBeLessThanOrEqual(2 * Math.min(144 * windows + windows, 150 + anHour * 12));
      if (anHour === 0) expect(told.size).toBe(150);
    }
  }
});

it('handlings of no length, or a clock that went back, end in numbers all the same', () => {
  const still = knowing({ handlingMs: () => 0, handlingCv: 1 });
  const told = simulate(scene([post('1', 0), post('2', -5)], [waiter('w1', -3), waiter('p2', 9)]), still, {
    runs: 20,
    seed: 1,
  });
  for (const { p50S, p80S } of told.waiting.values()) expect([p50S >= 0, Number.isFinite(p80S)]).toEqual([true, true]);
  expect(told.waiting.size).toBe(2);
});
