import { isPriority } from '../queue/order/pick-next.ts';
import type { Category } from '../queue/ticket.ts';
import type { ServiceId, TicketId } from '../values.ts';
import type { Foretold } from './foretold.ts';

/** What somebody who takes a ticket now is told, and what it was reckoned from. */
export interface Newcomer {
  readonly ordinary: Foretold | null;
  readonly priority: Foretold | null;
  /** How many waited for the same windows. */
  readonly waiting: number;
  /** What each one more adds, seconds: a handling, shared by the windows. */
  readonly eachS: number;
}

/** What is foretold of a hall at one moment. Who is not named cannot be told honestly. */
export interface Waits {
  readonly tickets: ReadonlyMap<TicketId, Foretold>;
  readonly newcomers: ReadonlyMap<ServiceId, Newcomer>;
}

export const NOTHING_FORETOLD: Waits = { tickets: new Map(), newcomers: new Map() };

/** What was foretold a moment ago, when so many waited; null where that does not matter. */
export interface Expectation {
  readonly foretold: Foretold;
  readonly waiting: number | null;
  readonly eachS: number;
}

/** For somebody of this category who takes a ticket now; null: nothing. Priority does not stand behind the crowd. */
export function expectationOf(waits: Waits, service: ServiceId, category: Category): Expectation | null {
  const newcomer = waits.newcomers.get(service);
  const hasPriority = isPriority({ category });
  const foretold = (hasPriority ? newcomer?.priority : newcomer?.ordinary) ?? null;
  if (newcomer === undefined || foretold === null) return null;
  return { foretold, waiting: hasPriority ? null : newcomer.waiting, eachS: newcomer.eachS };
}

/** The same with so many waiting now: many may have come at once since it was reckoned. */
export function foretoldNow({ foretold, waiting, eachS }: Expectation, now: number): Foretold {
  const more = waiting === null ? 0 : (now - waiting) * eachS;
  return { p50S: Math.max(0, foretold.p50S + more), p80S: Math.max(0, foretold.p80S + more) };
}
