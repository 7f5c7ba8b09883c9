import { expect, it } from 'vitest';
import type { BoardView } from '../../protocol/views.ts';
import { done } from '../support/caller.ts';
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
