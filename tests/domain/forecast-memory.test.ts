import { expect, it } from 'vitest';
import { Chance } from '../../domain/chance.ts';
import { LaterComings } from '../../domain/forecast/later-comings.ts';
import { Leaving } from '../../domain/forecast/leaving.ts';
import { QuantileLearner } from '../../domain/forecast/quantile-learner.ts';

const MINUTE = 60_000;

it('a sign not seen for years moves what is told no further than it would have at the beginning', () => {
  const chance = new Chance(8);
  const learner = new QuantileLearner(0.5, [4.5, 0]);
  const usual = Float64Array.from([1, 0]);
  const rare = Float64Array.from([1, 1]);
  for (let each = 0; each < 60_000; each += 1) learner.learn(usual, chance.lognormal(600, 0.5));
  const before = learner.foretell(rare);
  learner.learn(rare, 1_200);
  expect(learner.foretell(rare) / before).toBeGreaterThan(1);
  expect(learner.foretell(rare) / before).toBeLessThan(1.05);
});

it('a hall that changed is learnt anew in time, after however many years', () => {
  const chance = new Chance(9);
  const learner = new QuantileLearner(0.5, [4.5]);
  const known = Float64Array.from([1]);
  for (let each = 0; each < 40_000; each += 1) learner.learn(known, chance.lognormal(600, 0.5));
  for (let each = 0; each < 10_000; each += 1) learner.learn(known, chance.lognormal(1_200, 0.5));
  expect(learner.foretell(known)).toBeGreaterThan(900);
});

it('who left long ago counts less each day', () => {
  const leaving = new Leaving();
  for (let each = 0; each < 200; each += 1) leaving.add(9 * MINUTE, true);
  const then = leaving.gone(0, 10 * MINUTE);
  for (let day = 0; day < 60; day += 1) {
    leaving.endDay();
    for (let each = 0; each < 20; each += 1) leaving.add(10 * MINUTE, false);
  }
  expect(then).toBeGreaterThan(0.5);
  expect(leaving.gone(0, 10 * MINUTE)).toBeLessThan(0.1);
});

it('priority tickets come at the rate of their half hour, and none where none came', () => {
  const chance = new Chance(10);
  const perMinute = (at: number): number => (at < 30 * MINUTE ? 0.5 : at < 60 * MINUTE ? 0 : 0.1) / MINUTE;
  const counts = [0, 0, 0];
  for (let future = 0; future < 400; future += 1) {
    const later = new LaterComings(0, perMinute);
    for (let at = later.after(0, chance); at < 90 * MINUTE; at = later.after(at, chance)) {
      const half = Math.floor(at / (30 * MINUTE));
      counts[half] = (counts[half] ?? 0) + 1;
    }
  }
  const [first = 0, second = 0, third = 0] = counts.map((count) => count / 400);
  expect(first).toBeCloseTo(15, 0);
  expect(second).toBe(0);
  expect(third).toBeCloseTo(3, 0);
  expect(new LaterComings(0, () => 0).after(0, chance)).toBe(Infinity);
  expect(new LaterComings(0, () => 1).after(13 * 60 * MINUTE, chance)).toBe(Infinity);
});
