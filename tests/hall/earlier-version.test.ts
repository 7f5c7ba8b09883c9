import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../db/sqlite/open-store.ts';
import { verifyChain } from '../../db/verify.ts';
import { fromSnapshot } from '../../domain/snapshot.ts';
import { upcast } from '../../domain/upcast.ts';
import type { Day, TicketId } from '../../domain/values.ts';
import { storeFile } from '../../server/replace-store-file.ts';
import { rebuildTables } from '../../server/rebuild-tables.ts';
import { all, commitOf, newEvent, ticket } from '../contract/rows.ts';
import { done } from '../support/caller.ts';
import { VERSION_0_1, writeVersion01 } from '../support/earlier-version.ts';
import { temporaryFolder } from '../support/folder.ts';
import { nine, qingxi, sure } from '../support/people.ts';
import { hallTime, settableClock } from '../support/settable-clock.ts';
import { hall, startHub } from '../support/start-hub.ts';

const stored = (type: string): string =>
  String(sure(VERSION_0_1.events.find((event) => event['type'] === type))['body']);
const read = (type: string): object => upcast({ ...(JSON.parse(stored(type)) as object), type });

it('an event as version 0.1 stored it is read with what it did not know yet', () => {
  expect(stored('ticket-issued')).toBe(
    '{"ticket":"qingxi-20261123-J001","number":"J001","sequence":1,"service":"household","category":"ordinary",' +
      '"channel":"dispenser","day":"2026-11-23","ahead":0,"hasToken":true,"by":"device:tJwhKzMx8Ptj9mPz"}',
  );
  expect(read('ticket-issued')).toMatchObject({ type: 'ticket-issued', number: 'J001', foretold: null });
  expect(stored('ticket-missed')).toBe('{"ticket":"qingxi-20261123-J001","window":1,"ending":"no-show"}');
  expect(read('ticket-missed')).toMatchObject({ type: 'ticket-missed', ending: 'no-show', announcement: null });
  expect(stored('hall-configured')).not.toMatch(/voice|order|recallText/);
  expect(read('hall-configured')).toMatchObject({
    settings: {
      name: '青溪镇便民服务中心',
      recallText: null,
      noShowText: null,
      voice: { engine: 'built-in' },
      rules: { order: 'accumulating', priorityWeight: 4, agedAfterMin: 60 },
    },
  });
});

it('settings that were allowed once are read whole even where they would be refused today', () => {
  const { settings } = JSON.parse(stored('hall-configured')) as { settings: { windows: object[] } };
  const unserved = { ...settings, windows: [{ no: 1, name: '', services: ['household'] }] };
  expect(upcast({ type: 'hall-configured', settings: unserved, by: 'hub' })).toMatchObject({
    settings: { windows: unserved.windows, voice: { engine: 'built-in' }, rules: { order: 'accumulating' } },
  });
});

it('a snapshot of version 0.1 is read with what it did not know yet', () => {
  const state = fromSnapshot(qingxi, String(sure(VERSION_0_1.snapshots[0])['body']));
  expect(state.tickets.get('qingxi-20261123-J002' as TicketId)).toMatchObject({ status: 'serving', foretold: null });
  expect(state.settings).toMatchObject({ voice: { engine: 'built-in' }, rules: { order: 'accumulating' } });
});

it('[F6] a database of version 0.1 is brought up to this one: its log whole, its tickets readable, new ones kept', async () => {
  const file = storeFile(temporaryFolder());
  writeVersion01(file);
  const store = await openSqliteStore(file);
  try {
    expect(await verifyChain(store.log, qingxi)).toMatchObject({ ok: true, events: VERSION_0_1.events.length });
    const before = await all(store.records.day(qingxi, '2026-11-23' as Day));
    expect(before).toHaveLength(2);
    expect(before[0]).toMatchObject({ number: 'J001', foretoldP50S: null, foretoldP80S: null });
    await rebuildTables(store, qingxi);
    expect(await all(store.records.day(qingxi, '2026-11-23' as Day))).toEqual(before);
    const told = ticket(1, { foretoldP50S: 300, foretoldP80S: 412.5 });
    await store.log.append([commitOf(VERSION_0_1.events.length, { events: [newEvent('x')], tickets: [told] })]);
    expect(await store.records.ticket(qingxi, told.id)).toEqual({ ...told, level: null });
  } finally {
    await store.close();
  }
});

it('a hub of this version goes on where version 0.1 ended, in the middle of a ticket', async () => {
  const hub = await startHub({ time: settableClock(nine) });
  await hub.stop();
  for (const end of ['', '-wal', '-shm']) rmSync(`${storeFile(hub.data)}${end}`, { force: true });
  writeVersion01(storeFile(hub.data));
  hub.time.set(hallTime('2026-11-24T09:00:00'));
  await hub.restart();
  const clerk = await hub.user('staff'); // staff1, who had opened window 1
  const dispenser = await hub.pair('dispenser');
  await done(clerk.post(`${hall}/windows/1/finish`, { expected: 'J002', outcome: 'done' }));
  const taken = await done(dispenser.post(`${hall}/tickets`, { service: 'household' }));
  expect([taken['number'], taken['wait']]).toEqual(['J001', null]);
});
