import type { Desk, Hall } from '../hall.ts';
import type { Settings } from '../settings/settings.ts';
import type { Instant, ServiceId, WindowNo } from '../values.ts';
import type { Category, Choice, Ticket } from './ticket.ts';

/**
 * The order in one sentence: whoever's waiting time, times the weight of their category, is longest comes next
 * (accumulating priority, Kleinrock 1964). Nobody starves: with weight 4, whoever has waited four times as long as the
 * first of the priority queue is next, and that queue is short unless priority tickets alone outrun the windows.
 */
const RULE = 'accumulating-priority';

/** Minutes between two calls at one window, assumed when foretelling the order of those who wait. */
const ASSUMED_HANDLING_MS = 5 * 60_000;

export function weightOf(settings: Settings, category: Category): number {
  return category === 'ordinary' ? 1 : settings.rules.priorityWeight;
}

/** Who is called next at this desk, or undefined when nobody waits for it. */
export function pickNext(hall: Hall, desk: Desk, at: Instant): Ticket | undefined {
  const settings = hall.settings;
  if (settings === null) return undefined;
  let best: Ticket | undefined;
  let bestScore = -Infinity;
  for (const service of servicesOf(settings, desk.window)) {
    for (const ticket of hall.queues.get(service)?.values() ?? []) {
      const score = (at - ticket.since) * weightOf(settings, ticket.category);
      if (score > bestScore || (score === bestScore && best !== undefined && ticket.issuedSeq < best.issuedSeq)) {
        best = ticket;
        bestScore = score;
      }
    }
  }
  return best;
}

/** What it was that put this ticket first. */
export function choiceOf(settings: Settings, ticket: Ticket, at: Instant): Choice {
  return { rule: RULE, waitedMs: at - ticket.since, weight: weightOf(settings, ticket.category) };
}

export function servicesOf(settings: Settings, window: WindowNo): readonly ServiceId[] {
  const configured = settings.windows.find((each) => each.no === window);
  if (configured === undefined) return [];
  return configured.services === 'all' ? everyService(settings) : configured.services;
}

const every = new WeakMap<Settings, readonly ServiceId[]>();

/** Asked for with every ticket, so it is written down once for each settings. */
function everyService(settings: Settings): readonly ServiceId[] {
  const known = every.get(settings) ?? settings.services.map((service) => service.id);
  every.set(settings, known);
  return known;
}

/** Services that wait for the same windows as this one: those on now, or all of the hall's when none is. */
export function competing(hall: Hall, service: ServiceId): ReadonlySet<ServiceId> {
  const found = new Set<ServiceId>([service]);
  const settings = hall.settings;
  if (settings === null) return found;
  let isOn = false;
  for (const window of hall.desks.keys()) isOn = addRivals(found, service, servicesOf(settings, window)) || isOn;
  if (!isOn) for (const { no } of settings.windows) addRivals(found, service, servicesOf(settings, no));
  return found;
}

/** Adds what a window calls, if it calls this service; false when it does not. */
function addRivals(found: Set<ServiceId>, service: ServiceId, called: readonly ServiceId[]): boolean {
  if (!called.includes(service)) return false;
  for (const rival of called) found.add(rival);
  return true;
}

/**
 * All who wait in the order they would be called if nobody else came, one call after another at the hall's pace:
 * a priority ticket overtakes on the way, so the order of the moment would not be the true one.
 * O(n log n); within one weight the order is that of `since`, so only the heads are compared.
 */
export function rankWaiting(hall: Hall, at: Instant, newcomer?: Ticket): readonly Ticket[] {
  const settings = hall.settings;
  if (settings === null) return [];
  const lanes = new Map<number, Ticket[]>();
  const add = (ticket: Ticket): void => {
    const weight = weightOf(settings, ticket.category);
    const lane = lanes.get(weight);
    if (lane === undefined) lanes.set(weight, [ticket]);
    else lane.push(ticket);
  };
  for (const queue of hall.queues.values()) queue.forEach(add);
  if (newcomer !== undefined) add(newcomer);
  const heads = [...lanes].map(([weight, lane]) => ({ weight, lane: lane.sort(firstCome), next: 0 }));
  const pace = ASSUMED_HANDLING_MS / Math.max(1, hall.desks.size);
  const ranked: Ticket[] = [];
  for (;;) {
    const time = at + (ranked.length + 1) * pace;
    let best: (typeof heads)[number] | undefined;
    let bestScore = -Infinity;
    for (const head of heads) {
      const ticket = head.lane[head.next];
      if (ticket === undefined) continue;
      const score = (time - ticket.since) * head.weight;
      const first = best?.lane[best.next];
      if (score > bestScore || (score === bestScore && first !== undefined && ticket.issuedSeq < first.issuedSeq))
        [best, bestScore] = [head, score];
    }
    const ticket = best?.lane[best.next];
    if (best === undefined || ticket === undefined) return ranked;
    ranked.push(ticket);
    best.next += 1;
  }
}

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

/** How many stand before a ticket issued now. An ordinary newcomer stands behind everybody, so nobody needs ranking. */
export function aheadOfNewcomer(hall: Hall, newcomer: Ticket, at: Instant): number {
  if (newcomer.category !== 'ordinary') {
    return aheadOfAll(hall, rankWaiting(hall, at, newcomer)).get(newcomer.id) ?? 0;
  }
  let count = 0;
  for (const service of competing(hall, newcomer.service)) count += hall.queues.get(service)?.size ?? 0;
  return count;
}

/**
 * The `since` that puts a reinstated ticket behind the first `places` of those who wait for the same windows as they
 * stand now, or behind all of them when fewer wait: its paper says how many are called before it, whatever they want.
 */
export function sinceBehind(hall: Hall, ticket: Ticket, places: number, at: Instant): Instant {
  const settings = hall.settings;
  if (settings === null) return at;
  const scores = [...competing(hall, ticket.service)]
    .flatMap((service) => [...(hall.queues.get(service)?.values() ?? [])])
    .map((waiting) => (at - waiting.since) * weightOf(settings, waiting.category))
    .sort((a, b) => b - a);
  const last = scores[Math.min(places, scores.length) - 1];
  if (last === undefined) return at;
  const waited = Math.floor(last / weightOf(settings, ticket.category)) - 1;
  return (at - Math.max(0, waited)) as Instant;
}

function firstCome(a: Ticket, b: Ticket): number {
  return a.since - b.since || a.issuedSeq - b.issuedSeq;
}
