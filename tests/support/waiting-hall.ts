import fc from 'fast-check';
import type { Desk } from '../../domain/hall.ts';
import { emptyHall, type LiveHall, putTicket } from '../../domain/live-hall.ts';
import { newTicket } from '../../domain/queue/new-ticket.ts';
import { moveTurn } from '../../domain/queue/order/cycle.ts';
import { chooseNext } from '../../domain/queue/order/pick-next.ts';
import type { Category, Ticket } from '../../domain/queue/ticket.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { ORDER_RULES, type Rules } from '../../domain/settings/settings.ts';
import { fromSnapshot, toSnapshot } from '../../domain/snapshot.ts';
import { type Instant, later, ticketNumber } from '../../domain/values.ts';
import { no, staffAt, svc } from './hall-commands.ts';
import { id } from './hall-events.ts';
import { MINUTE, MONDAY, NINE, QINGXI, SECOND } from './hall-spec.ts';

const DEMO = demoHall();

export interface Comer {
  /** Seconds before nine. */
  readonly ago: number;
  readonly category: Category;
  readonly service: string;
}

export const comer = fc.record<Comer>({
  ago: fc.integer({ min: 0, max: 5400 }),
  category: fc.constantFrom('ordinary', 'ordinary', 'elderly', 'disabled'),
  service: fc.constantFrom('social-insurance', 'medical-insurance', 'health'),
});

/** Any rule of order with any figures, so low that ageing bites. */
export const orderRules: fc.Arbitrary<Partial<Rules>> = fc.record({
  order: fc.constantFrom(...ORDER_RULES),
  priorityWeight: fc.constantFrom(1, 2, 4, 7),
  ratioPriority: fc.integer({ min: 1, max: 3 }),
  ratioOrdinary: fc.integer({ min: 1, max: 3 }),
  agedAfterMin: fc.constantFrom(5, 60, 85, 480),
});

/** People who wait, how many windows are on, the rule, and where the cycle of a ratio stands. */
export const crowd = fc.record({
  comers: fc.array(comer, { maxLength: 40 }),
  desks: fc.integer({ min: 1, max: 4 }),
  rules: orderRules,
  turn: fc.record({ of: fc.constantFrom('priority', 'ordinary'), made: fc.integer({ min: 0, max: 3 }) }),
});
export type Crowd = typeof crowd extends fc.Arbitrary<infer T> ? T : never;

export const ticketOf = ({ ago, category, service }: Comer, seq: number): Ticket =>
  newTicket(
    {
      ticket: id(ticketNumber('A', seq)),
      number: ticketNumber('A', seq),
      service: svc(service),
      category,
      channel: 'dispenser',
      day: MONDAY,
      ahead: 0,
      foretold: null,
      hasToken: true,
      by: 'hub',
    },
    seq,
    later(NINE, -ago * SECOND),
  );

export const deskOf = (window: number): Desk => ({
  window: no(window),
  staff: staffAt(window),
  status: 'open',
  since: NINE,
  pauseReason: null,
  ticket: null,
  lastDone: null,
  undo: null,
});

/** A hall whose windows call all services; who came first has the lower number. */
export function hallOf({ comers, desks, rules, turn }: Partial<Crowd>): LiveHall {
  const hall = emptyHall(QINGXI);
  hall.settings = { ...DEMO, rules: { ...DEMO.rules, ...rules } };
  for (let window = 1; window <= (desks ?? 1); window += 1) hall.desks.set(no(window), deskOf(window));
  if (turn !== undefined) {
    const { of, made } = turn;
    const choice = { rule: 'ratio', waitedMs: 0, weight: 1, turn: { of, made, priority: 1, ordinary: 1 } };
    moveTurn(hall, no(1), choice);
  }
  (comers ?? [])
    .toSorted((a, b) => b.ago - a.ago)
    .forEach((each, index) => {
      putTicket(hall, ticketOf(each, index + 1));
    });
  return hall;
}

/** Everybody called one after the other at window 1, at the hall's pace, in a hall of its own. */
export function calledOneByOne(hall: LiveHall, from: Instant = NINE): readonly Ticket[] {
  const copy = fromSnapshot(hall.id, toSnapshot(hall));
  const called: Ticket[] = [];
  for (;;) {
    const at = later(from, ((called.length + 1) * 5 * MINUTE) / Math.max(1, copy.desks.size));
    const chosen = chooseNext(copy, deskOf(1), at);
    if (chosen === undefined) return called;
    called.push(chosen.ticket);
    putTicket(copy, { ...chosen.ticket, status: 'called' });
    moveTurn(copy, no(1), chosen.choice);
  }
}

export const numbers = (tickets: readonly Ticket[]): readonly string[] => tickets.map((ticket) => ticket.number);
