import { expect, it } from 'vitest';
import type { Knowledge, Post, Waiter } from '../../domain/forecast/scene.ts';
import { simulate } from '../../domain/forecast/simulate.ts';
import { accumulating } from '../../domain/queue/order/accumulating.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const posts: readonly Post[] = [{ name: '1', services: new Set(['land']), cycle: '', busy: null }];
const waiting = Array.from({ length: 30 }, (_, index): Waiter => {
  return { id: String(index), service: 'land', since: 0, issuedSeq: index, isPriority: false };
});

/** P50 minutes of the last of thirty, ten minutes each, where three priority people an hour come until then. */
function lastWaits(untilMs: number): number {
  const knowledge: Knowledge = {
    handlingMs: () => 10 * MINUTE,
    handlingCv: 0.5,
    gapMs: 0,
    gone: () => 0,
    priorityRate: (_, at) => (at < untilMs ? 3 / HOUR : 0),
  };
  const scene = { at: 0, waiting, posts, order: accumulating(20), turns: new Map() };
  return (simulate(scene, knowledge, { runs: 200, seed: 1 }).waiting.get('29')?.p50S ?? 0) / 60;
}

it('[K9] counts on as many priority people in each half hour to come as it brings, not as the present one', () => {
  const nobody = lastWaits(0);
  const inOneHour = lastWaits(HOUR) - nobody;
  expect(nobody).toBeGreaterThan(280);
  expect(nobody).toBeLessThan(300);
  expect(inOneHour).toBeGreaterThan(20);
  expect(inOneHour).toBeLessThan(40);
  expect(lastWaits(Infinity) - nobody).toBeGreaterThan(150);
});
