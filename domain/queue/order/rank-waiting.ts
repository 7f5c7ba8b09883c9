import type { Hall } from '../../hall.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Instant, ServiceId } from '../../values.ts';
import type { Ticket } from '../ticket.ts';
import { callersOf, servicesOf } from '../window-services.ts';
import { type Calling, callsOf, type Lanes } from './calls-of.ts';
import { turnOf } from './cycle.ts';
import { orderOf } from './order-of.ts';
import { byArrival, type InOrder, inOrder } from './pick-next.ts';

/** Minutes between two calls at one window, assumed when foretelling the order of those who wait. */
const ASSUMED_HANDLING_MS = 5 * 60_000;

/** Services whose people are called in one order, because windows call them together. */
interface Pool {
  readonly services: ReadonlySet<ServiceId>;
  readonly calling: Calling;
}

/**
 * All who wait in the order they would be called if nobody else came, one call after another at the pace of their
 * windows: some overtake on the way, so the order of the moment would not be the true one. Services that share no
 * window follow one another. O(n log n).
 */
export function rankWaiting(hall: Hall, at: Instant): readonly Ticket[] {
  const settings = hall.settings;
  if (settings === null) return [];
  const ranked: Ticket[] = [];
  const left = new Set(hall.queues.keys());
  for (const service of left) {
    const pool = poolOf(hall, settings, service, at);
    for (const each of pool.services) left.delete(each);
    rankInto(ranked, lanesOf(hall, pool.services), pool.calling);
  }
  return ranked;
}

/** Those who wait together with this service's people, in the order of their calls, a newcomer among them. */
export function rankAround(hall: Hall, newcomer: Ticket, at: Instant): readonly Ticket[] {
  const settings = hall.settings;
  if (settings === null) return [];
  const { services, calling } = poolOf(hall, settings, newcomer.service, at);
  const ranked: Ticket[] = [];
  rankInto(ranked, lanesOf(hall, services, newcomer), calling);
  return ranked;
}

function rankInto(ranked: Ticket[], lanes: Lanes<InOrder>, calling: Calling): void {
  const call = callsOf(lanes, calling);
  for (let next = call(); next !== undefined; next = call()) ranked.push(next.ticket);
}

export function lanesOf(hall: Hall, services: Iterable<ServiceId>, newcomer?: Ticket): Lanes<InOrder> {
  const lanes = { priority: [] as InOrder[], ordinary: [] as InOrder[] };
  const add = (ticket: Ticket): void => {
    const waiting = inOrder(ticket);
    (waiting.isPriority ? lanes.priority : lanes.ordinary).push(waiting);
  };
  for (const service of services) hall.queues.get(service)?.forEach(add);
  if (newcomer !== undefined) add(newcomer);
  return { priority: byArrival(lanes.priority), ordinary: byArrival(lanes.ordinary) };
}

/**
 * Who waits together with this service, over however many windows. Where they differ in what they call, the cycle of
 * a ratio is taken from the window that calls most: which of them is free first nobody knows.
 */
export function poolOf(hall: Hall, settings: Settings, service: ServiceId, at: Instant): Pool {
  const services = new Set<ServiceId>([service]);
  let most: readonly ServiceId[] = [];
  for (const member of services) {
    for (const called of callersOf(hall, member)) {
      if (called.length > most.length) most = called;
      for (const each of called) if (hall.queues.has(each)) services.add(each);
    }
  }
  let windows = 0;
  for (const window of hall.desks.keys()) {
    if (servicesOf(settings, window).some((each) => services.has(each))) windows += 1;
  }
  const paceMs = ASSUMED_HANDLING_MS / Math.max(1, windows);
  return { services, calling: { rule: orderOf(settings.rules), at, paceMs, turn: turnOf(hall, most) } };
}
