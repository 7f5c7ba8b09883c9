import type { Hall } from '../../hall.ts';
import type { Instant } from '../../values.ts';
import type { Ticket } from '../ticket.ts';
import { competing } from '../window-services.ts';
import { type Calling, callsOf, type Lanes } from './calls-of.ts';
import { byArrival, type InOrder, inOrder } from './pick-next.ts';
import { lanesOf, poolOf } from './rank-waiting.ts';

/**
 * The `since` that puts a reinstated ticket behind `places` of those who wait for the same windows, as they would be
 * called if nobody else came, or behind as many as the rule can: its paper says how many are called before it. Where
 * waiting long lifts an ordinary ticket up to priority it is given no time that it did not wait.
 */
export function sinceBehind(hall: Hall, ticket: Ticket, places: number, at: Instant): Instant {
  const settings = hall.settings;
  if (settings === null) return at;
  const { services, calling } = poolOf(hall, settings, ticket.service, at);
  const lanes = lanesOf(hall, services);
  const rivals = competing(hall, ticket.service);
  const isPriority = inOrder(ticket).isPriority;
  const behind = (since: number): number => {
    const back = { ...inOrder(ticket), since };
    const own = byArrival([...(isPriority ? lanes.priority : lanes.ordinary), back]);
    const call = callsOf(isPriority ? { ...lanes, priority: own } : { ...lanes, ordinary: own }, calling);
    let count = 0;
    for (let next = call(); next !== undefined && next !== back; next = call()) {
      if (rivals.has(next.ticket.service)) count += 1;
    }
    return count;
  };
  if (behind(at) === 0) return at;
  const target = Math.min(places, behind(at));
  const canAge = calling.rule.isAged({ isPriority, since: -Infinity, issuedSeq: 0 }, at);
  const low = canAge ? Math.min(ticket.since, at) : earliestUseful(lanes, calling);
  const just = earliest(low, at, (since) => behind(since) >= Math.max(1, target));
  return Math.max(low, target === 0 ? just - 1 : just) as Instant;
}

/** Whoever waits since then is before everybody, as far as the rule goes by time. */
function earliestUseful({ priority, ordinary }: Lanes<InOrder>, { rule, at, paceMs }: Calling): number {
  const first = Math.min(at, priority[0]?.since ?? at, ordinary[0]?.since ?? at);
  const firstCall = at + paceMs;
  return Math.floor(firstCall - rule.weightOf({ isPriority: true }) * (firstCall - first)) - 1;
}

/** The least whole number from `low` to `high` of which it holds; it holds of `high`, and of all after the first. */
function earliest(low: number, high: number, holds: (value: number) => boolean): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return to;
}
