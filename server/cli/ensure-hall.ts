import { pino } from 'pino';
import type { Store } from '../../db/store.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import type { Config } from '../config.ts';
import { systemTime } from '../hub/hall-clock.ts';
import { Hub } from '../hub/hub.ts';

/** Gives an empty store its first hall, the same as the hub's first start does. */
export async function ensureHall(store: Store, config: Pick<Config, 'zone'>): Promise<void> {
  if ((await store.log.halls()).length > 0) return;
  const hub = await Hub.start(store, systemTime, pino({ level: 'silent' }), () => undefined);
  try {
    await hub.addHall(demoHall(config.zone));
  } finally {
    await hub.stop();
  }
}
