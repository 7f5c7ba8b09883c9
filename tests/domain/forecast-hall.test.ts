import { expect, it, onTestFinished, vi } from 'vitest';
import { Forecaster } from '../../domain/forecast/forecaster.ts';
import { HallForecaster } from '../../domain/forecast/hall-forecaster.ts';
import { sceneOf } from '../../domain/forecast/hall-scene.ts';
import type { PastVisit } from '../../domain/forecast/past-visit.ts';
import { runsFor } from '../../domain/forecast/runs-for.ts';
import { simulate } from '../../domain/forecast/simulate.ts';
import type { Waits } from '../../domain/forecast/waits.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { ServiceId } from '../../domain/values.ts';
import { ClockedHall } from '../support/clocked-hall.ts';
import { callNext, issue, no, openWindow } from '../support/hall-commands.ts';
import { HOUR, MINUTE, NINE } from '../support/hall-spec.ts';
import { sure } from '../support/people.ts';

const ZONE = 'Asia/Shanghai';
const SOCIAL = 'social-insurance' as ServiceId;
const CIVIL = 'civil-affairs' as ServiceId;

/** A visit of yesterday, so many minutes after nine; five minutes at a window. */
function visit(minute: number, waitedMin: number, change: Partial<PastVisit> = {}): PastVisit {
  const issuedAt = NINE - 24 * HOUR + minute * MINUTE;
  const firstCalledAt = issuedAt + waitedMin * MINUTE;
  const finishedAt = firstCalledAt + 5 * MINUTE;
  const called = { issuedAt, firstCalledAt, finishedAt, window: (minute % 2) + 1, status: 'done' };
  return { service: SOCIAL, isPriority: false, ...called, ...change };
}

/** A day on which everybody waited four minutes longer than there was need. */
function learnt(): HallForecaster {
  const forecaster = new HallForecaster();
  forecaster.learn(
    Array.from({ length: 80 }, (_, index) => visit(index * 3, 4 + (index % 3))),
    ZONE,
  );
  return forecaster;
}

/** Windows 1 and 2 call social insurance, 3 civil affairs; all are open at nine. */
function partedHall(change: Partial<Settings> = {}): ClockedHall {
  const demo = demoHall();
  const windows = [SOCIAL, SOCIAL, CIVIL].map((service, index) => {
    return { ...sure(demo.windows[index]), no: no(index + 1), services: [service] };
  });
  const hall = new ClockedHall(NINE, { ...demo, windows, ...change });
  for (const window of [1, 2, 3]) hall.send(openWindow(window));
  return hall;
}

const take = (hall: ClockedHall, service: ServiceId, count: number): void => {
  for (let one = 0; one < count; one += 1) hall.send(issue(service));
};
const tell = (forecaster: HallForecaster, hall: ClockedHall): Waits => forecaster.foretell(hall.hall, hall.now());

it('who walked up to a window yesterday was served there, and stood in nobody’s way', () => {
  const forecaster = new HallForecaster();
  const walkIn = { firstCalledAt: null, finishedAt: NINE - 24 * HOUR + 17 * MINUTE, window: 1 };
  const steps = forecaster.learning([visit(0, 0), visit(10, 0, walkIn), visit(11, 0)], ZONE, false);
  while (steps.next().done !== true) continue;
  expect(forecaster.floor.waiting.size).toBe(0);
  expect(forecaster.floor.handling.seen).toBe(3);
  expect(forecaster.floor.handling.of(SOCIAL)).toBeGreaterThan(5 * MINUTE); // 5, 7 and 5 minutes, and the hall's
  expect(forecaster.floor.waits).toHaveLength(2);
});

it('who was never called yesterday stood in the way of the others to the end', () => {
  const forecaster = new HallForecaster();
  const uncalled = { firstCalledAt: null, finishedAt: null, window: null, status: 'expired' };
  const steps = forecaster.learning([visit(0, 0), visit(10, 0, uncalled), visit(11, 0)], ZONE, false);
  while (steps.next().done !== true) continue;
  expect([forecaster.floor.waiting.size, forecaster.floor.handling.seen]).toEqual([1, 2]);
});

it('[K9] a leap of the clock makes nobody look served for hours: what is told stays', () => {
  const told = (leapMs: number): readonly (number | undefined)[] => {
    const hall = partedHall();
    take(hall, SOCIAL, 12);
    for (const window of [1, 2]) hall.send(callNext(window));
    hall.pass(2 * MINUTE);
    hall.leap(leapMs).tick();
    expect(hall.clockEvents()).toHaveLength(leapMs === 0 ? 0 : 1);
    const { tickets, newcomers } = tell(learnt(), hall);
    return [...[...tickets.values()].map(({ p50S }) => p50S), newcomers.get(SOCIAL)?.ordinary?.p50S];
  };
  const [plain, leapt] = [told(0), told(3 * HOUR)];
  expect(plain).toHaveLength(11);
  expect(leapt).toEqual(plain);
});

it('[K9] what is learnt of who comes counts those who came before to the same windows, and no others', () => {
  const hall = partedHall();
  take(hall, SOCIAL, 4);
  take(hall, CIVIL, 4);
  const forecaster = learnt();
  tell(forecaster, hall);
  const come = vi.spyOn(Forecaster.prototype, 'come');
  onTestFinished(() => come.mockRestore());
  const runsOf = (to: HallForecaster, of: ClockedHall, happens: () => void): readonly number[] => {
    const before = [of.events.length, come.mock.calls.length] as const;
    happens();
    to.follow(of.hall, of.events.slice(before[0]), of.hall.at);
    return come.mock.calls.slice(before[1]).map(([, run]) => sure(run).foretold.p50S);
  };
  const all = runsOf(forecaster, hall, () => {
    take(hall, CIVIL, 6);
    take(hall, SOCIAL, 3);
  });
  const [first = 0, second = 0, third = 0] = all.slice(6);
  expect(all[1]).toBeGreaterThan(sure(all[0])); // one more for civil affairs before them
  expect(second - first).toBeGreaterThan(60);
  expect(third - second).toBeCloseTo(second - first, 6);

  const alone = partedHall();
  take(alone, SOCIAL, 4);
  const other = learnt();
  tell(other, alone);
  const [undisturbed = 0] = runsOf(other, alone, () => take(alone, SOCIAL, 1));
  expect(Math.abs(first / undisturbed - 1)).toBeLessThan(0.02); // other futures are drawn, no more
});

it('[K9] what outcomes taught moves those who wait as it moves who comes now', () => {
  const hall = partedHall();
  take(hall, SOCIAL, 10);
  const forecaster = learnt();
  const { tickets, newcomers } = tell(forecaster, hall);
  const settings = sure(hall.hall.settings);
  const byRun = simulate(sceneOf(hall.hall, settings, hall.now()), sure(forecaster.knowledge()), {
    runs: runsFor(10),
    seed: 1,
  });
  const newcomer = sure(newcomers.get(SOCIAL)?.ordinary).p50S / sure(byRun.newcomers.get(SOCIAL)?.ordinary).p50S;
  expect(Math.abs(newcomer - 1), 'there was something to learn').toBeGreaterThan(0.02);
  for (const [id, { p50S }] of tickets) {
    const run = sure(byRun.waiting.get(id)).p50S;
    expect(p50S).toBeCloseTo(run * newcomer, 6);
  }
});

it('[K9] a service that is closed is told nothing', () => {
  const services = demoHall().services.map((each) => (each.id === CIVIL ? { ...each, closedBecause: '停电' } : each));
  const { newcomers } = tell(learnt(), partedHall({ services }));
  expect([newcomers.has(SOCIAL), newcomers.has(CIVIL)]).toEqual([true, false]);
});
