import { once } from 'node:events';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { memoryStore } from '../../db/memory/memory-store.ts';
import type { HallCommand } from '../../domain/commands.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { Hub } from '../../server/hub/hub.ts';
import { actorFor, issue } from '../support/hall-commands.ts';
import { qingxi, sure } from '../support/people.ts';
import { settableClock } from '../support/settable-clock.ts';

it('a watcher that fails is told of, and what was stored stays accepted', async () => {
  let isFaulty = false;
  const hub = await Hub.start(memoryStore(), settableClock(), pino({ level: 'silent' }), () => {
    if (isFaulty) throw new Error('this watcher cannot watch');
  });
  onTestFinished(() => hub.stop());
  await hub.addHall(demoHall());
  const loop = sure(hub.hall(qingxi));
  const send = (key: string, command: HallCommand) =>
    loop.submit({ command, by: actorFor(command), key, request: '', texts: [] });

  isFaulty = true;
  const warned = once(process, 'warning');
  expect(await send('1', issue('general'))).toMatchObject({ kind: 'accepted' });
  expect((await warned)[0]).toMatchObject({ message: 'this watcher cannot watch' });
  expect(await send('2', issue('general'))).toMatchObject({ kind: 'accepted' });
  expect(loop.failingSince).toBeNull();
  expect(await loop.read(({ tickets }) => tickets.size)).toBe(2);
});
