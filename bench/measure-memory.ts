import { setTimeout as delay } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import type { Figure } from './figures.ts';
import type { Started } from './hub-part.ts';
import type { Stream } from './load-part.ts';

const MIB = 1024 * 1024;
const LIMIT_MB = 220;

/** Resident memory of the hub after 10,000 tickets at 100 a second with 200 screens watching, and a minute's rest. */
export async function measureMemory(bench: Bench): Promise<readonly Figure[]> {
  const { total, idleMs } = bench.quick ? { total: 1_000, idleMs: 5_000 } : { total: 10_000, idleMs: 60_000 };
  const [hub, load, screens] = [bench.part('hub'), bench.part('load'), bench.part('screens')];
  const { url } = await hub.ask<Started>('start', { data: bench.folder() });
  const token = await hub.ask<string>('pair', { kind: 'dispenser' });
  await screens.ask('watch', { url, count: 200, hall: 'qingxi' });
  const tickets: Stream = {
    url,
    path: '/api/v1/halls/qingxi/tickets',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ service: 'general' }),
    total,
    perSecond: 100,
  };
  bench.note(`memory: ${total} tickets at 100 a second, then ${idleMs / 1000} s of rest`);
  await load.ask('stream', tickets);
  const busy = await hub.ask<number>('memory');
  await delay(idleMs);
  const value = (await hub.ask<number>('memory')) / MIB;
  bench.note(`memory: ${(busy / MIB).toFixed(0)} MB before the rest`);
  return [
    {
      name: `memory-after-${total}-tickets`,
      value,
      unit: 'MB',
      against: { name: `limit-${LIMIT_MB}-MB`, value: LIMIT_MB },
    },
  ];
}
