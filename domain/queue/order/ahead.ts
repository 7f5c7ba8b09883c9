import type { Hall } from '../../hall.ts';
import type { Instant, ServiceId } from '../../values.ts';
import type { Ticket } from '../ticket.ts';
import { competing } from '../window-services.ts';
import { orderOf } from './order-of.ts';
import { isPriority } from './pick-next.ts';
import { rankAround } from './rank-waiting.ts';

/** How many would be called before each of these, counting only who waits for the same windows. */
export function aheadOfAll(hall: Hall, ranked: readonly Ticket[]): ReadonlyMap<Ticket['id'], number> {
  const rivals = new Map<ServiceId, ReadonlySet<ServiceId>>();
  const passed = new Map<ServiceId, number>();
  const ahead = new Map<Ticket['id'], number>();
  for (const { id, service } of ranked) {
    let shared = rivals.get(service);
    if (shared === undefined) rivals.set(service, (shared = competing(hall, service)));
    let count = 0;
    for (const rival of shared) count += passed.get(rival) ?? 0;
    ahead.set(id, count);
    passed.set(service, (passed.get(service) ?? 0) + 1);
  }
  return ahead;
}

/** How many wait for the same windows as this service. */
export function waitingBeside(hall: Hall, service: ServiceId): number {
  let count = 0;
  for (const rival of competing(hall, service)) count += hall.queues.get(rival)?.size ?? 0;
  return count;
}

/** How many stand before a ticket issued now. Whom the rule puts behind everybody needs no ranking. */
export function aheadOfNewcomer(hall: Hall, newcomer: Ticket, at: Instant): number {
  const rules = hall.settings?.rules;
  if (rules === undefined) return 0;
  if (orderOf(rules).comesLast({ isPriority: isPriority(newcomer) })) return waitingBeside(hall, newcomer.service);
  const rivals = competing(hall, newcomer.service);
  let count = 0;
  for (const { id, service } of rankAround(hall, newcomer, at)) {
    if (id === newcomer.id) return count;
    if (rivals.has(service)) count += 1;
  }
  return count;
}
