import type { Bench } from './bench.ts';
import { type Figure, median } from './figures.ts';
import type { Started } from './hub-part.ts';

const TICKETS = 10_000;
const RESTART_LIMIT_S = 1;

/** From opening a folder with a whole day in it until the hub is ready, in processes of their own. */
export async function measureRestart(bench: Bench): Promise<readonly Figure[]> {
  const data = bench.folder();
  const store = bench.part('store');
  await store.ask('fill', { data, tickets: TICKETS });
  await store.stop();
  const times: number[] = [];
  for (let round = 0; round < (bench.quick ? 3 : 7); round += 1) {
    const hub = bench.part('hub');
    const { readyMs } = await hub.ask<Started>('start', { data });
    times.push(readyMs / 1000);
    await hub.stop();
  }
  bench.note(`restarts: ${times.map((each) => each.toFixed(2)).join(' ')} s`);
  const against = { name: `limit-${RESTART_LIMIT_S}-s`, value: RESTART_LIMIT_S };
  return [{ name: 'restart-10000-tickets', value: median(times), unit: 's', against }];
}

/** Deciding and committing 32 tickets that came together, against one bare transaction of 32 rows. */
export async function measureCommit(bench: Bench): Promise<readonly Figure[]> {
  const store = bench.part('store');
  const order = { data: bench.folder(), size: 32, rounds: bench.quick ? 100 : 500 };
  const { ours, bare } = await store.ask<{ ours: number[]; bare: number[] }>('commits', order);
  const against = { name: 'bare-transaction-of-32-rows', value: median(bare) };
  return [
    { name: 'commit-of-32-tickets-p50', value: median(ours), unit: 'ms', against },
    { name: against.name, value: against.value, unit: 'ms', against },
  ];
}
