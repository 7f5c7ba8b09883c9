import { expect, it } from 'vitest';
import { type Caller, done } from '../support/caller.ts';
import { hallTime, settableClock } from '../support/settable-clock.ts';
import { hall, startHub, type TestHub } from '../support/start-hub.ts';
import { watch, type Watching } from '../support/watch.ts';
import type { BoardView } from '../../protocol/views.ts';

const MINUTE = 60_000;

interface Scene {
  readonly hub: TestHub;
  readonly dispenser: Caller;
  readonly staff: Caller;
  readonly supervisor: Caller;
  readonly board: Watching<BoardView>;
  readonly take: (service?: string) => Promise<Readonly<Record<string, unknown>>>;
  readonly press: (key: string, body?: object) => Promise<Readonly<Record<string, unknown>>>;
  readonly statusOf: (ticket: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly figures: (day: string) => Promise<Record<string, Record<string, unknown>>>;
}

/** A hub at this local time, window 1 open. */
async function at(local: string): Promise<Scene> {
  const hub = await startHub({ time: settableClock(hallTime(local)) });
  const dispenser = await hub.pair('dispenser');
  const staff = await hub.user('staff');
  const supervisor = await hub.user('supervisor');
  await done(staff.post(`${hall}/windows/1/open`));
  return {
    hub,
    dispenser,
    staff,
    supervisor,
    board: await watch(hub.url(), supervisor, 'board'),
    take: (service = 'household') => done(dispenser.post(`${hall}/tickets`, { service })),
    press: (key, body = {}) => done(staff.post(`${hall}/windows/1/${key}`, body)),
    statusOf: async ({ token }) => (await done(hub.nobody.get(`/tickets/${String(token)}`)))['status'],
    figures: async (day) =>
      (await done(supervisor.get(`${hall}/reports/daily?day=${day}`)))['hall'] as Record<
        string,
        Record<string, unknown>
      >,
  };
}
const clockAlarms = ({ alarms }: BoardView) =>
  alarms.filter(({ kind }) => kind === 'clock').map(({ detail }) => detail);

it('[T4] at midnight open tickets expire and numbers begin again; serving goes on and history stays', async () => {
  const { hub, take, press, statusOf, figures, board } = await at('2026-11-23T23:50:00');
  const [first, second, third] = [await take(), await take(), await take()];
  await press('call-next');
  await press('arrived');
  hub.time.pass(5 * MINUTE);
  expect(board.last().view.day).toBe('2026-11-23');
  hub.time.pass(6 * MINUTE);
  await board.until(({ day, totals }) => day === '2026-11-24' && totals.waiting === 0);
  expect(await Promise.all([first, second, third].map(statusOf))).toEqual(['serving', 'expired', 'expired']);
  const fresh = await take();
  expect(fresh).toMatchObject({ number: 'J001', ahead: 0 });
  expect(fresh['id']).not.toBe(first['id']);
  await press('finish', { outcome: 'done', expected: 'J001' }); // last night's
  expect(await Promise.all([first, fresh].map(statusOf))).toEqual(['done', 'waiting']);
  expect(await figures('2026-11-23')).toMatchObject({ issued: 3, handled: 1 });
  expect(await figures('2026-11-24')).toMatchObject({ issued: 1, handled: 0 });
  await press('call-next');
  expect(await statusOf(fresh)).toBe('called');
}, 30_000);

it('[T4] a hub that was off overnight ends yesterday first when it comes back', async () => {
  const { hub, take, statusOf, supervisor } = await at('2026-11-23T16:00:00');
  const old = await take();
  await hub.stop();
  hub.time.pass(16 * 60 * MINUTE);
  await hub.restart();
  const dispenser = await hub.pair('dispenser');
  expect(await done(dispenser.post(`${hall}/tickets`, { service: 'household' }))).toMatchObject({
    number: 'J001',
    ahead: 0,
  });
  expect(await statusOf(old)).toBe('expired');
  expect((await supervisor.get(`${hall}/reports/daily?day=2026-11-23`)).status).toBe(401); // sessions end overnight, too
  const again = await hub.signIn('supervisor2');
  const yesterday = (await done(again.get(`${hall}/reports/daily?day=2026-11-23`)))['hall'];
  expect(yesterday).toMatchObject({ issued: 1, handled: 0 });
  const view = await watch(hub.url(), again, 'board');
  expect(view.last().view.day).toBe('2026-11-24');
  expect(clockAlarms(view.last().view)).toEqual([]); // to have been off is no fault of the clock
}, 30_000);

it('[T4] [F7] a clock set back over midnight opens no day twice and gives no number twice', async () => {
  const { hub, take, board, statusOf, press } = await at('2026-11-23T23:58:00');
  const old = await take();
  hub.time.pass(7 * MINUTE);
  await board.until(({ day }) => day === '2026-11-24');
  const before = [await take(), await take()];
  hub.time.set(hallTime('2026-11-23T23:55:00'));
  await board.until((view) => clockAlarms(view).includes('behind'));
  const after = await take();
  expect([...before, after].map(({ number }) => number)).toEqual(['J001', 'J002', 'J003']);
  expect([before[1], after].map((ticket) => Date.parse(String(ticket?.['issuedAt'])))).toSatisfy(
    ([one = 0, other = 0]: number[]) => other >= one,
  );
  expect(await statusOf(old)).toBe('expired');
  hub.time.pass(4 * MINUTE); // waits are counted by what truly passed
  await done(hub.nobody.get(hall));
  await board.until(
    ({ queues }) => queues.some(({ longest, longestMs }) => longest === 'J001' && longestMs === 4 * MINUTE),
    12_000,
  );
  const staff = await hub.user('staff');
  await done(staff.post(`${hall}/windows/2/open`));
  expect(await done(staff.post(`${hall}/windows/2/call-next`))).toMatchObject({ number: 'J001' });
  hub.time.set(hallTime('2026-11-24T00:09:30')); // and put right
  await board.until((view) => clockAlarms(view).length === 0 && view.day === '2026-11-24', 12_000);
  expect((await press('open'))['status']).toBe('open');
  expect(await take()).toMatchObject({ number: 'J004' });
}, 60_000);

it('[F7] a clock that leaps ahead is told, and nobody has waited through the leap', async () => {
  const { hub, take, press, board, figures } = await at('2026-11-23T09:00:00');
  await take();
  await take();
  hub.time.pass(3 * MINUTE);
  await done(hub.nobody.get(hall));
  hub.time.set(hallTime('2026-11-23T09:23:00'));
  await board.until((view) => clockAlarms(view).includes('jumped'));
  hub.time.pass(2 * MINUTE);
  expect(await press('call-next')).toMatchObject({ number: 'J001' });
  await press('arrived');
  hub.time.pass(4 * MINUTE);
  await press('finish', { outcome: 'done' });
  const { meanWait, meanHandling } = await figures('2026-11-23');
  expect([meanWait, meanHandling]).toMatchObject([{ value: 5 * MINUTE }, { value: 4 * MINUTE }]);
  expect(await take()).toMatchObject({ number: 'J003', ahead: 1 });
}, 30_000);

it('[F7] a computer that starts in 1970 goes on with its day, and what was taken is the true day’s afterwards', async () => {
  const { hub, take } = await at('2026-11-23T16:00:00');
  await take();
  await hub.stop();
  hub.time.pass(16 * 60 * MINUTE);
  hub.time.set(0);
  await hub.restart();
  const supervisor = await hub.signIn('supervisor2');
  const board = await watch(hub.url(), supervisor, 'board');
  await board.until((view) => clockAlarms(view).includes('behind'));
  const morning = [await take(), await take()];
  expect(morning.map(({ number }) => number)).toEqual(['J002', 'J003']);
  hub.time.pass(10 * MINUTE);
  hub.time.set(hallTime('2026-11-24T08:10:00'));
  await board.until(({ day, totals }) => day === '2026-11-24' && totals.waiting === 2);
  expect(await take()).toMatchObject({ number: 'J004', ahead: 2 });
  const view = await board.until(({ totals }) => totals.waiting === 3);
  expect(clockAlarms(view)).toEqual(['jumped']);
  const staff = await hub.user('staff');
  await done(staff.post(`${hall}/windows/2/open`));
  expect(await done(staff.post(`${hall}/windows/2/call-next`))).toMatchObject({ number: 'J002' });
  const again = await hub.user('supervisor');
  const { hall: today } = await done(again.get(`${hall}/reports/daily?day=2026-11-24`));
  expect(today).toMatchObject({ issued: 3, meanWait: { value: 10 * MINUTE } });
}, 30_000);
