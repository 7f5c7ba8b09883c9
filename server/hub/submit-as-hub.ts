import { randomUUID } from 'node:crypto';
import type { HallCommand } from '../../domain/commands.ts';
import type { HallId } from '../../domain/values.ts';
import type { Outcome } from './batch.ts';
import type { Hub } from './hub.ts';

/** A command of the hub's own; each is a new one. `not-stored` where there is no such hall. */
export async function submitAsHub(hub: Hub, hall: HallId, command: HallCommand): Promise<Outcome> {
  const loop = hub.hall(hall);
  if (loop === undefined) return { kind: 'not-stored' };
  return loop.submit({ command, by: { kind: 'hub' }, key: randomUUID(), request: '', texts: [] });
}
