import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Chance } from '../../domain/chance.ts';
import { waitRange } from '../../domain/forecast/foretold.ts';
import { HandlingMeans } from '../../domain/forecast/handling-means.ts';
import { Leaving } from '../../domain/forecast/leaving.ts';
import { PriorityComings } from '../../domain/forecast/priority-comings.ts';
import { QuantileLearner } from '../../domain/forecast/quantile-learner.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;
/** Of the standard normal. */
const Z80 = 0.8416;

it('[K9] the range is P50 and P80 rounded to five minutes: up to 5 when short, one figure when both are near', () => {
  const range = (p50Min: number, p80Min: number): readonly [number, number] => {
    const { low, high } = waitRange({ p50S: p50Min * 60, p80S: p80Min * 60 });
    return [low, high];
  };
  expect(range(0, 0)).toEqual([0, 5]);
  expect(range(2.4, 2.4)).toEqual([0, 5]);
  expect(range(2.5, 4)).toEqual([5, 5]);
  expect(range(7, 13)).toEqual([5, 15]);
  expect(range(7.6, 12.4)).toEqual([10, 10]);
  expect(range(58, 87.5)).toEqual([60, 90]);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 720, noNaN: true }), fc.double({ min: 0, max: 720, noNaN: true }), (a, b) => {
      const [low, high] = range(Math.min(a, b), Math.max(a, b));
      expect([low % 5, high % 5]).toEqual([0, 0]);
      expect(high).toBeGreaterThanOrEqual(Math.max(low, 5));
      expect(Math.abs(low - Math.min(a, b))).toBeLessThanOrEqual(2.5);
    }),
  );
});

it('the learner comes to the true median and 80th percentile, whatever they hang on, short waits or long', () => {
  for (const scale of [60, 1_500]) {
    const chance = new Chance(5);
    const first = [Math.log(2 * scale), 0];
    const learners = [0.5, 0.8].map((quantile) => new QuantileLearner(quantile, first));
    for (let n = 0; n < 6_000; n += 1) {
      const crowd = chance.between(-1, 1);
      // median scale·e^crowd, spread 0.6 in the logarithm
      const waitS = chance.lognormal(1, Math.sqrt(Math.expm1(0.36))) * Math.exp(0.18) * scale * Math.exp(crowd);
      for (const learner of learners) learner.learn(Float64Array.of(1, crowd), waitS);
    }
    for (const crowd of [-0.8, 0, 0.8]) {
      const [median = 0, eightieth = 0] = learners.map((learner) => learner.foretell(Float64Array.of(1, crowd)));
      expect(Math.abs(median / (scale * Math.exp(crowd)) - 1)).toBeLessThan(0.04);
      // the kink of the loss is rounded off, which lifts it a little
      expect(Math.abs(eightieth / (scale * Math.exp(crowd + 0.6 * Z80)) - 1)).toBeLessThan(0.08);
    }
  }
});

it('nothing it is told makes it tell less than a second, more than half a day, or no number', () => {
  const figure = fc.oneof(fc.double({ min: -20, max: 20, noNaN: true }), fc.constantFrom(0, 1e6, -1e6, Infinity, NaN));
  const outcome = fc.tuple(fc.array(figure, { minLength: 4, maxLength: 4 }), fc.double({ min: 0, max: 1e6 }));
  fc.assert(
    fc.property(fc.array(outcome, { maxLength: 300 }), fc.constantFrom(0.5, 0.8), (outcomes, quantile) => {
      const learner = new QuantileLearner(quantile, [4.5, 1, 0, 0]);
      for (const [figures, waitS] of outcomes) {
        learner.learn(Float64Array.from(figures), waitS);
        const told = learner.foretell(Float64Array.of(1, 0.5, -2, 3));
        expect(told).toBeGreaterThanOrEqual(1);
        expect(told).toBeLessThan(46_000);
      }
    }),
    { seed: 20261123, numRuns: 200 },
  );
});

it('after outcomes out of this world it learns the ordinary ones again', () => {
  const learner = new QuantileLearner(0.5, [4.5, 1]);
  const chance = new Chance(2);
  const figures = Float64Array.of(1, 0);
  for (let n = 0; n < 20; n += 1) learner.learn(figures, 1e6);
  for (let n = 0; n < 1_500; n += 1) learner.learn(figures, chance.between(200, 400));
  expect(learner.foretell(figures)).toBeGreaterThan(250);
  expect(learner.foretell(figures)).toBeLessThan(350);
});

it('leaving: the share gone follows the hazard of each span, by leavers over the time that was waited in it', () => {
  const leaving = new Leaving();
  for (let n = 0; n < 90; n += 1) leaving.add(600 * SECOND, false);
  for (let n = 0; n < 10; n += 1) leaving.add(30 * SECOND, true);
  // 30–60 s: 10 left; 90 waited through its 30 s, beside the hour it begins with
  const rate = 10 / (90 * 30 + 3_600);
  expect(leaving.gone(0, 30 * SECOND)).toBe(0);
  expect(leaving.gone(30 * SECOND, 45 * SECOND)).toBeCloseTo(1 - Math.exp(-rate * 15), 10);
  expect(leaving.gone(0, 5 * HOUR)).toBeCloseTo(1 - Math.exp(-rate * 30), 10);
  expect(leaving.gone(60 * SECOND, 600 * SECOND)).toBe(0);
  expect(leaving.gone(50 * SECOND, 40 * SECOND)).toBe(0);
  leaving.add(3 * HOUR, true); // beyond the last span: its hazard goes on for ever
  expect(leaving.gone(2 * HOUR, 3 * HOUR)).toBeCloseTo(1 - Math.exp(-1 / 2), 10);
  expect(leaving.gone(4 * HOUR, 5 * HOUR)).toBeCloseTo(1 - Math.exp(-1 / 2), 10);
});

it('handling: few of its own leave a service near the hall’s mean, many near its own', () => {
  const means = new HandlingMeans();
  expect([means.of('a'), means.cv, means.gapMs]).toEqual([300 * SECOND, 0.8, 0]);
  for (let n = 0; n < 970; n += 1) means.addHandling('a', 100 * SECOND);
  for (let n = 0; n < 30; n += 1) means.addHandling('b', 500 * SECOND);
  const hall = (970 * 100 + 30 * 500) / 1_000;
  expect(means.of('a') / SECOND).toBeCloseTo((970 * 100 + 30 * hall) / 1_000, 6);
  expect(means.of('b') / SECOND).toBeCloseTo((30 * 500 + 30 * hall) / 60, 6);
  expect(means.of('never seen') / SECOND).toBeCloseTo(hall, 6);
  means.addHandling('a', 3 * HOUR); // a key forgotten
  means.addHandling('a', -SECOND);
  means.addGap(HOUR);
  expect([means.seen, means.gapMs]).toEqual([1_000, 0]);
});

it('the spread of handling times is found again from a lognormal', () => {
  const means = new HandlingMeans();
  const chance = new Chance(1);
  for (let n = 0; n < 2_000; n += 1) means.addHandling('a', chance.lognormal(400, 0.9) * SECOND);
  expect(means.cv).toBeGreaterThan(0.8);
  expect(means.cv).toBeLessThan(1);
});

it('priority comings: by half hour, mean over days that are over; today counts when it is', () => {
  const comings = new PriorityComings();
  const rate = (hour: number): number => comings.rate(new Set(['a', 'b']), hour * HOUR) * (HOUR / 2);
  const day = (...services: readonly string[]): void => {
    for (const service of services) comings.add(service, 9.25 * HOUR);
  };
  day('a', 'a', 'b', 'c');
  expect(rate(9)).toBe(0);
  comings.endDay();
  expect([rate(9), rate(9.49), rate(9.5), rate(8.9)]).toEqual([3, 3, 0, 0]);
  day('a');
  expect(rate(9)).toBe(3);
  comings.endDay();
  expect(rate(9)).toBeCloseTo((3 * 0.95 + 1) / 1.95, 10);
});
