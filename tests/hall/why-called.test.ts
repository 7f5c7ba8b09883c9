import { expect, it } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import type { BoardView } from '../../protocol/views.ts';
import { done, expectProblem } from '../support/caller.ts';
import { hall, startHub } from '../support/start-hub.ts';
import { storedRows } from '../support/stored-rows.ts';

const MINUTE = 60_000;

it('[C6] every call keeps the rule that chose it and what it weighed, and the supervisor reads why', async () => {
  const hub = await startHub();
  const [clerk, supervisor, dispenser] = [
    await hub.user('staff'),
    await hub.user('supervisor'),
    await hub.pair('dispenser'),
  ];
  await done(dispenser.post(`${hall}/tickets`, { service: 'general' }));
  hub.time.pass(9 * MINUTE);
  await done(dispenser.post(`${hall}/tickets`, { service: 'general', category: 'elderly' }));
  hub.time.pass(4 * MINUTE);
  for (const window of [1, 2]) await done(clerk.post(`${hall}/windows/${String(window)}/open`));

  const first = await done(clerk.post(`${hall}/windows/1/call-next`));
  const second = await done(clerk.post(`${hall}/windows/2/call-next`));
  expect([first['number'], second['number']]).toEqual(['H002', 'H001']); // 4 min × 4 before 13 min × 1
  expect([first['rule'], second['rule']]).toEqual(['accumulating-priority', 'accumulating-priority']);

  const { windows } = (await done(supervisor.get(`${hall}/board`))) as unknown as BoardView;
  expect(windows.slice(0, 2).map(({ number, choice }) => [number, choice])).toEqual([
    ['H002', { rule: 'accumulating-priority', waitedMs: 4 * MINUTE, weight: 4, isPriority: true, bothWaited: true }],
    ['H001', { rule: 'accumulating-priority', waitedMs: 13 * MINUTE, weight: 1, isPriority: false, bothWaited: false }],
  ]);
  expect(storedRows(hub.data, 'SELECT number, rule FROM tickets ORDER BY number')).toEqual([
    { number: 'H001', rule: 'accumulating-priority' },
    { number: 'H002', rule: 'accumulating-priority' },
  ]);
});

it('[C6] the supervisor looks a number up and reads by which rule it was called, and what was done with it', async () => {
  const hub = await startHub();
  const rules = { ...demoHall().rules, order: 'ratio', ratioPriority: 1, ratioOrdinary: 1, agedAfterMin: 480 };
  await hub.configure({ rules });
  const [clerk, supervisor, dispenser] = [
    await hub.user('staff'),
    await hub.user('supervisor'),
    await hub.pair('dispenser'),
  ];
  await done(dispenser.post(`${hall}/tickets`, { service: 'general' }));
  await done(dispenser.post(`${hall}/tickets`, { service: 'general', category: 'elderly' }));
  await done(dispenser.post(`${hall}/tickets`, { service: 'general', category: 'elderly' }));
  hub.time.pass(5 * MINUTE);
  await done(clerk.post(`${hall}/windows/1/open`));
  const called: unknown[] = [];
  for (let call = 0; call < 3; call += 1) {
    called.push((await done(clerk.post(`${hall}/windows/1/call-next`)))['number']);
    await done(clerk.post(`${hall}/windows/1/arrived`));
    await done(clerk.post(`${hall}/windows/1/finish`, { outcome: 'done' }));
  }
  expect(called).toEqual(['H002', 'H001', 'H003']);

  const ratio = { priority: 1, ordinary: 1 };
  const of = async (number: string) => done(supervisor.get(`${hall}/tickets/${number}`));
  const ordinary = await of('H001');
  expect(ordinary).toMatchObject({ category: 'ordinary', status: 'done', window: 1, outcome: 'done' });
  expect(ordinary['choice']).toMatchObject({
    rule: 'ratio',
    waitedMs: 5 * MINUTE,
    turn: { of: 'ordinary', made: 1, ...ratio },
  });
  expect((await of('H002'))['choice']).toMatchObject({ turn: { of: 'priority', made: 1, ...ratio } });
  expect((await of('H003'))['choice']).toMatchObject({ isPriority: true, bothWaited: false });
  expect(JSON.stringify(ordinary)).not.toMatch(/token/i);
  expectProblem(await supervisor.get(`${hall}/tickets/H099`), 404, 'unknown-ticket');
  expectProblem(await supervisor.get(`${hall}/tickets/nonsense`), 404, 'unknown-ticket');
  expectProblem(await clerk.get(`${hall}/tickets/H001`), 403, 'forbidden');
});

it('the share of priority tickets is told to whoever chooses the order', async () => {
  const hub = await startHub();
  const [administrator, clerk, dispenser] = [await hub.admin(), await hub.user('staff'), await hub.pair('dispenser')];
  for (const category of ['ordinary', 'elderly', 'ordinary', 'disabled'])
    await done(dispenser.post(`${hall}/tickets`, { service: 'general', category }));
  await done(clerk.post(`${hall}/windows/1/open`));
  await done(clerk.post(`${hall}/windows/1/walk-in`, { service: 'general' }));
  expect(await done(administrator.get(`${hall}/priority-share`))).toMatchObject({ priority: 2, issued: 4 });
  expectProblem(await clerk.get(`${hall}/priority-share`), 403, 'forbidden');
});
