import { expect, it, onTestFinished } from 'vitest';
import { openSqliteStore } from '../../db/sqlite/open-store.ts';
import { dayAt } from '../../domain/day/calendar.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { later } from '../../domain/values.ts';
import { readConfig } from '../../server/config.ts';
import { loadHall } from '../../server/hub/load-hall.ts';
import { storeFile } from '../../server/replace-store-file.ts';
import { startStaffedHub } from '../../server/simulation/staffed-hub.ts';
import { hallFacts } from '../../simulator/hall-facts.ts';
import { planDay } from '../../simulator/plan-day.ts';
import { playDay } from '../../simulator/play-day.ts';
import { SimulatedTime } from '../../simulator/simulated-time.ts';
import { temporaryFolder } from '../support/folder.ts';
import { minutes, nine, qingxi, sure } from '../support/people.ts';

/** An hour of a busy morning. */
const hours = { opensAt: nine, closesAt: minutes(60) };
const crowd = { citizens: 45 };

/** What the log tells, but for what is drawn at random on purpose: salts of texts and ids of devices. */
async function playedHour(seed: number) {
  const data = temporaryFolder();
  const config = readConfig({ PAIHAO_DATA: data, PAIHAO_PORT: '0', PAIHAO_LOG_LEVEL: 'silent' });
  const time = new SimulatedTime(later(nine, -15 * 60_000), 'max', new AbortController().signal);
  const hub = await startStaffedHub(config, { time, sessionPace: 1, say: () => undefined });
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (!stopped) await hub.run.stop();
    stopped = true;
  };
  onTestFinished(stop);
  const tally = await playDay(planDay(seed, 0, hours, hub.facts, crowd), hub.client, time);
  const [verdict] = await hub.ask('verify', {});
  await stop();

  const store = await openSqliteStore(storeFile(data), { readonly: true });
  onTestFinished(() => store.close());
  const log = (await store.log.read(qingxi, 0, 10_000)).map(({ seq, at, type, body }) => ({
    seq,
    at,
    type,
    body: body.replace(/"by":"device:[^"]*"/, '"by":"device"').replace(/"(text|reason)":\{[^}]*\}/, '"$1":{}'),
  }));
  const rows = [];
  for await (const page of store.records.day(qingxi, dayAt(nine, 'Asia/Shanghai').day)) rows.push(...page);
  return { tally, verdict, log, rows, hall: await loadHall(store, qingxi) };
}

it('[X5] the same seed plays the same day through the real commands: types, numbers, windows and times', async () => {
  const [one, two] = await Promise.all([playedHour(7), playedHour(7)]);
  expect(one.log.length).toBeGreaterThan(150);
  expect(two.log).toEqual(one.log);
  expect(two.tally).toEqual(one.tally);
  for (const { verdict } of [one, two]) expect(verdict).toMatch(/^qingxi ok \d+ [0-9a-f]{64}$/);
  const types = new Set(one.log.map(({ type }) => type));
  for (const type of [
    'ticket-issued',
    'ticket-called',
    'ticket-arrived',
    'ticket-finished',
    'rating-given',
    'window-paused',
  ])
    expect(types).toContain(type);
}, 60_000);

it('[R3] a simulated day rates whoever chose to and was handled, and leaves the others unrated', async () => {
  const { rows, tally, hall } = await playedHour(11);
  const rated = rows.filter(({ level }) => level !== null);
  expect(rated.length).toBe(tally.rated);
  expect(rated.length).toBeGreaterThan(0);
  for (const { arrivedAt, finishedAt } of rated) expect([arrivedAt, finishedAt]).not.toContain(null);
  const handled = rows.filter(({ status, outcome }) => status === 'done' && outcome !== 'withdrawn');
  expect(handled.length).toBe(tally.handled);
  expect(handled.filter(({ level }) => level === null).length).toBeGreaterThan(0);
  expect(rows.length).toBe(tally.issued);
  expect(hall.desks.size).toBe(0);
}, 60_000);

it('a plan comes from seed and day alone', () => {
  const facts = hallFacts(demoHall());
  const plan = (seed: number, day: number) => planDay(seed, day, hours, facts, { citizens: 400 });
  expect(plan(3, 5)).toEqual(plan(3, 5));
  expect(plan(3, 6)).not.toEqual(plan(3, 5));
  expect(plan(4, 5)).not.toEqual(plan(3, 5));
  const { citizens } = plan(3, 5);
  expect(citizens.map(({ at }) => at)).toEqual(citizens.map(({ at }) => at).sort((a, b) => a - b));
  expect(citizens.length).toBeGreaterThan(320);
  expect(citizens.length).toBeLessThan(480);
  const share = citizens.filter(({ category }) => category !== 'ordinary').length / citizens.length;
  expect(share).toBeGreaterThan(0.17);
  expect(share).toBeLessThan(0.33);
  for (const { rating } of citizens)
    expect(sure(rating ?? { level: 5, reasons: [] })).toSatisfy(givesReasonWhereNeeded);
});

function givesReasonWhereNeeded({ level, reasons }: { level: number; reasons: readonly string[] }): boolean {
  return level > 2 ? reasons.length === 0 : reasons.length > 0;
}
