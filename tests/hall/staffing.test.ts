import { expect, it, vi } from 'vitest';
import type { HalfHourAdvice } from '../../domain/staffing/advice.ts';
import type { StaffingView } from '../../protocol/schemas/staffing-schema.ts';
import type { WhatIfView } from '../../protocol/schemas/what-if-schema.ts';
import { done, expectProblem } from '../support/caller.ts';
import { sure } from '../support/people.ts';
import { hallTime, settableClock } from '../support/settable-clock.ts';
import { hall, startHub, type TestHub } from '../support/start-hub.ts';

const MINUTE = 60_000;

interface Mornings {
  readonly hub: TestHub;
  /** Window 1 on from 08:30 to 10:15; twelve citizens at 09:05, each keeping it for five minutes. */
  readonly play: (date: string) => Promise<void>;
  readonly ask: (query?: string) => Promise<StaffingView>;
  /** Both sides of the clock move on to this local time. */
  readonly until: (local: string) => void;
}

async function mornings(from: string): Promise<Mornings> {
  const time = settableClock(hallTime(from));
  const hub = await startHub({ time });
  const dispenser = await hub.pair('dispenser');
  const { staffNo } = await hub.user('staff');
  const until = (local: string): void => time.pass(hallTime(local) - time.wall());
  const supervisor = await hub.user('supervisor');
  return {
    hub,
    until,
    async play(date) {
      // whoever presses nothing for half an hour is signed out
      const at = async (clock: string) => {
        until(`${date}T${clock}:00`);
        const clerk = await hub.signIn(staffNo);
        return (key: string, body = {}) => done(clerk.post(`${hall}/windows/1/${key}`, body));
      };
      await (
        await at('08:30')
      )('open');
      const press = await at('09:05');
      for (let n = 0; n < 12; n += 1) await done(dispenser.post(`${hall}/tickets`, { service: 'household' }));
      for (let n = 0; n < 12; n += 1) {
        await press('call-next');
        time.pass(MINUTE);
        await press('arrived');
        time.pass(4 * MINUTE);
        await press('finish', { outcome: 'done' });
      }
      await (
        await at('10:15')
      )('pause', { reason: 'meeting' });
      await (
        await at('10:40')
      )('close');
    },
    async ask(query = '') {
      const reader = await hub.signIn(supervisor.staffNo);
      return (await done(reader.get(`${hall}/staffing${query}`))) as unknown as StaffingView;
    },
  };
}

function halfHour({ halfHours }: StaffingView, from: string): HalfHourAdvice {
  return sure(halfHours.find((each) => each.from === from));
}

it('[K10] a hall’s own mornings say how many windows a half hour needs, and that one was unstable', async () => {
  const { play, ask, until } = await mornings('2026-11-16T08:00:00');
  for (const date of ['2026-11-16', '2026-11-17', '2026-11-18']) await play(date);
  until('2026-11-19T08:00:00');
  const view = await ask();
  expect(view).toMatchObject({
    day: '2026-11-19',
    from: '2026-10-22',
    to: '2026-11-18',
    weekday: 4,
    basis: 'all-days', // no Thursday yet
    days: ['2026-11-16', '2026-11-17', '2026-11-18'],
    target: { minutes: 20, share: 0.8 }, // the shortest limit of the hall's services
  });
  expect(view.halfHours.map(({ from }) => from)).toEqual(['08:30', '09:00', '09:30', '10:00']);

  const busy = halfHour(view, '09:00');
  expect(busy.arrivals).toEqual({ value: 24, numerator: 36, denominator: 1.5 });
  expect(busy.handling.value).toBeCloseTo(5, 1);
  expect(busy.handling.denominator).toBe(36);
  expect(busy.load).toBeCloseTo(2, 1);
  expect(busy).toMatchObject({
    windowsThere: 1,
    expected: 'unstable',
    advised: 3,
    handlingOf: 'half-hour',
    few: false,
  });
  // load 2, 3 windows: P(wait) = 4/9, mean = 4/9 · 5 ÷ (3 − 2)
  expect(busy.expectedAdvised?.pWait).toBeCloseTo(4 / 9, 2);
  expect(busy.expectedAdvised?.meanWaitMin).toBeCloseTo(20 / 9, 1);

  const calm = halfHour(view, '08:30');
  expect(calm).toMatchObject({ windowsThere: 1, advised: 0, expected: null, handlingOf: 'day', few: true });
  expect(halfHour(view, '10:00').windows.value).toBeCloseTo(0.5, 2); // paused at 10:15, and a pause is not on
}, 30_000);

it('[K10] a weekday with three days of its own speaks for itself; a longer target needs fewer windows', async () => {
  const { play, ask, until } = await mornings('2026-11-02T08:00:00');
  for (const date of ['2026-11-02', '2026-11-09', '2026-11-10', '2026-11-16']) await play(date);
  until('2026-11-19T08:00:00');
  const monday = await ask('?day=2026-11-23&target=1');
  expect(monday).toMatchObject({
    basis: 'weekday',
    days: ['2026-11-02', '2026-11-09', '2026-11-16'],
    to: '2026-11-18',
  });
  expect(await ask('?day=2026-11-24')).toMatchObject({ basis: 'all-days', weekday: 2 });
  // P(wait ≤ 1) is 0.64 with 3 windows, and 0.88 with 4
  expect(halfHour(monday, '09:00').advised).toBe(4);
  expect(halfHour(await ask('?day=2026-11-23&target=60'), '09:00').advised).toBe(3);
  // an earlier day looks back from there
  expect(await ask('?day=2026-11-09')).toMatchObject({ to: '2026-11-08', days: ['2026-11-02'] });
  expect((await ask('?day=2026-10-01')).halfHours).toEqual([]);
}, 30_000);

it('is for those who read reports, and says what is wrong with a question', async () => {
  const hub = await startHub();
  for (const role of ['supervisor', 'appraiser', 'administrator', 'auditor'] as const) {
    const reader = await hub.user(role);
    expect(await done(reader.get(`${hall}/staffing`))).toMatchObject({ days: [], halfHours: [] });
  }
  expectProblem(await (await hub.user('staff')).get(`${hall}/staffing`), 403, 'forbidden');
  expectProblem(await hub.nobody.get(`${hall}/staffing`), 401, 'unauthenticated');
  const reader = await hub.user('supervisor');
  const answer = await reader.get(`${hall}/staffing?day=2026-02-31&target=0`);
  expectProblem(answer, 400, 'invalid');
  expect(answer.body['errors']).toMatchObject([{ path: 'day' }, { path: 'target' }]);
  for (const query of ['day=0000-01-02', 'target=121', 'target=x', 'target=1&target=2'])
    expectProblem(await reader.get(`${hall}/staffing?${query}`), 400, 'invalid');
});

it('[K10] what a window more or fewer would do to those who wait now is run forward from the hall as it stands', async () => {
  const { hub, play, until } = await mornings('2026-11-16T08:00:00');
  for (const date of ['2026-11-16', '2026-11-17', '2026-11-18']) await play(date);
  until('2026-11-19T09:00:00');
  await hub.restart(); // what is known is learnt from the records
  const clerk = await hub.user('staff');
  await done(clerk.post(`${hall}/windows/1/open`));
  const dispenser = await hub.pair('dispenser');
  for (let n = 0; n < 8; n += 1) await done(dispenser.post(`${hall}/tickets`, { service: 'household' }));
  const reader = await hub.user('supervisor');
  const ask = async (query: string) => (await done(reader.get(`${hall}/what-if?${query}`))) as unknown as WhatIfView;

  const opening = await vi.waitFor(async () => {
    const view = await ask('open=2');
    expect(view.before.p50S.denominator).toBe(8);
    return view;
  });
  expect(opening).toMatchObject({
    what: 'open',
    window: 2,
    waiting: 8,
    before: { uncalled: 0 },
    after: { uncalled: 0 },
  });
  // a call every five minutes at one window: 0, 5 … 35 minutes; at two, half of it
  expect(sure(opening.before.p50S.value) / 60).toBeGreaterThan(12);
  expect(sure(opening.before.p50S.value) / 60).toBeLessThan(24);
  expect(sure(opening.after.p50S.value)).toBeLessThan(0.7 * sure(opening.before.p50S.value));
  expect(await ask('close=1')).toMatchObject({ after: { uncalled: 8, p50S: { value: null } } });

  expectProblem(await reader.get(`${hall}/what-if?open=1`), 409, 'window-taken');
  expectProblem(await reader.get(`${hall}/what-if?close=2`), 409, 'window-closed');
  expectProblem(await reader.get(`${hall}/what-if?open=77`), 404, 'unknown-window');
  for (const query of ['', '?open=0', '?open=x', '?open=2&close=1'])
    expectProblem(await reader.get(`${hall}/what-if${query}`), 400, 'invalid');
  expectProblem(await (await hub.user('appraiser')).get(`${hall}/what-if?open=2`), 403, 'forbidden');
}, 30_000);
