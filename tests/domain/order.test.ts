import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Desk } from '../../domain/hall.ts';
import { emptyHall, type LiveHall, putTicket } from '../../domain/live-hall.ts';
import { newTicket } from '../../domain/queue/new-ticket.ts';
import { aheadOfAll, aheadOfNewcomer, pickNext, rankWaiting, sinceBehind, weightOf } from '../../domain/queue/order.ts';
import type { Category, Ticket } from '../../domain/queue/ticket.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { type Instant, later, ticketNumber } from '../../domain/values.ts';
import { no, staffAt, svc } from '../support/hall-commands.ts';
import { after, id, opened, waiting, waitingFirst } from '../support/hall-events.ts';
import { given, MINUTE, MONDAY, NINE, QINGXI, SECOND } from '../support/hall-spec.ts';

const DEMO = demoHall();
const SEED = 20261123;

interface Comer {
  /** Seconds before nine. */
  readonly ago: number;
  readonly category: Category;
  readonly service: string;
}
const comer = fc.record<Comer>({
  ago: fc.integer({ min: 0, max: 5400 }),
  category: fc.constantFrom('ordinary', 'ordinary', 'elderly', 'disabled'),
  service: fc.constantFrom('social-insurance', 'medical-insurance', 'health'),
});

const ticketOf = ({ ago, category, service }: Comer, seq: number): Ticket =>
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

/** A hall whose windows call all services; who came first has the lower number. */
function hallOf(comers: readonly Comer[], desks: number, priorityWeight: number): LiveHall {
  const hall = emptyHall(QINGXI);
  hall.settings = { ...DEMO, rules: { ...DEMO.rules, priorityWeight } };
  for (let window = 1; window <= desks; window += 1) hall.desks.set(no(window), deskOf(window));
  comers
    .toSorted((a, b) => b.ago - a.ago)
    .forEach((each, index) => {
      putTicket(hall, ticketOf(each, index + 1));
    });
  return hall;
}
const deskOf = (window: number): Desk => ({
  window: no(window),
  staff: staffAt(window),
  status: 'open',
  since: NINE,
  pauseReason: null,
  ticket: null,
  lastDone: null,
  undo: null,
});

const crowd = fc.tuple(fc.array(comer, { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), fc.constantFrom(1, 2, 4, 7));
const numbers = (tickets: readonly Ticket[]): readonly string[] => tickets.map((ticket) => ticket.number);
const score = (hall: LiveHall, ticket: Ticket, at: Instant): number =>
  hall.settings === null ? 0 : (at - ticket.since) * weightOf(hall.settings, ticket.category);

it('who has waited longest by weight is next, and among equals who came first', () => {
  given(opened(1), waiting('A001', 'A002'))
    .when({ type: 'call-next', window: no(1) })
    .answered({ number: 'A001' });
  const overtaken = given(opened(1), waiting('A001'), after(6 * MINUTE), waitingFirst('A002'));
  expect(pickNext(overtaken.hall, deskOf(1), overtaken.at)?.number).toBe('A001');
  // 8 + t against 4 (1 + t): even after 4/3 of a minute more
  expect(pickNext(overtaken.hall, deskOf(1), later(overtaken.at, 79 * SECOND))?.number).toBe('A001');
  expect(pickNext(overtaken.hall, deskOf(1), later(overtaken.at, 80 * SECOND))?.number).toBe('A001');
  expect(pickNext(overtaken.hall, deskOf(1), later(overtaken.at, 81 * SECOND))?.number).toBe('A002');
});

it('pickNext is what sorting everybody says', () => {
  fc.assert(
    fc.property(crowd, ([comers, desks, weight]) => {
      const hall = hallOf(comers, desks, weight);
      const sorted = [...hall.tickets.values()].toSorted(
        (a, b) => score(hall, b, NINE) - score(hall, a, NINE) || a.issuedSeq - b.issuedSeq,
      );
      expect(pickNext(hall, deskOf(1), NINE)).toEqual(sorted[0]);
    }),
    { seed: SEED },
  );
});

it('the rank is the order of the calls, one after the other at the hall’s pace', () => {
  fc.assert(
    fc.property(crowd, ([comers, desks, weight]) => {
      const hall = hallOf(comers, desks, weight);
      const ranked = rankWaiting(hall, NINE);
      const called: Ticket[] = [];
      for (;;) {
        const next = pickNext(hall, deskOf(1), later(NINE, ((called.length + 1) * 5 * MINUTE) / desks));
        if (next === undefined) break;
        called.push(next);
        putTicket(hall, { ...next, status: 'called' });
      }
      expect(numbers(ranked)).toEqual(numbers(called));
    }),
    { seed: SEED },
  );
});

it('what a newcomer is told is their place in the rank', () => {
  fc.assert(
    fc.property(crowd, comer, ([comers, desks, weight], one) => {
      const hall = hallOf(comers, desks, weight);
      const newcomer = ticketOf({ ...one, ago: 0 }, comers.length + 1);
      const told = aheadOfNewcomer(hall, newcomer, NINE);
      putTicket(hall, newcomer);
      const ranked = rankWaiting(hall, NINE);
      expect(told).toBe(numbers(ranked).indexOf(newcomer.number));
      expect(aheadOfAll(hall, ranked).get(newcomer.id)).toBe(told);
    }),
    { seed: SEED },
  );
});

it('ahead counts only who waits for the same windows', () => {
  const hall = hallOf([], 0, 4);
  const only = (window: number, service: string) => ({ no: no(window), name: '', services: [svc(service)] });
  hall.settings = { ...DEMO, windows: [only(1, 'health'), only(2, 'social-insurance')] };
  hall.desks.set(no(1), deskOf(1)).set(no(2), deskOf(2));
  for (const [index, service] of ['health', 'social-insurance', 'health'].entries())
    putTicket(hall, ticketOf({ ago: 60 - index, category: 'ordinary', service }, index + 1));
  expect([...aheadOfAll(hall, rankWaiting(hall, NINE)).values()]).toEqual([0, 0, 1]);
});

it('reinstated stands behind as many as it should, or behind all', () => {
  fc.assert(
    fc.property(crowd, comer, fc.integer({ min: 1, max: 12 }), ([comers, desks, weight], one, places) => {
      // who came in this very second has no wait to stand behind
      const hall = hallOf(
        comers.map((each) => ({ ...each, ago: each.ago + 1 })),
        desks,
        weight,
      );
      const missed: Ticket = { ...ticketOf(one, 0), status: 'missed' };
      const back: Ticket = { ...missed, status: 'waiting', since: sinceBehind(hall, missed, places, NINE) };
      const scores = [...hall.tickets.values()].map((ticket) => score(hall, ticket, NINE)).sort((a, b) => b - a);
      const mine = score(hall, back, NINE);
      const before = scores.filter((each) => each > mine).length;
      const last = scores[places - 1];
      const tied = last === undefined ? 0 : scores.filter((each) => each === last).length - 1;
      expect(before).toBeGreaterThanOrEqual(Math.min(places, scores.length));
      // those within a hair of the last one it stands behind may stand before it too
      const hair = last === undefined ? 0 : scores.filter((each) => each < last && last - each <= 2 * weight).length;
      expect(before).toBeLessThanOrEqual(Math.min(places, scores.length) + tied + hair);
    }),
    { seed: SEED },
  );
});

it('nobody starves: priority tickets that keep every call busy hold an ordinary one for a time, not for ever', () => {
  const hall = hallOf([{ ago: 0, category: 'ordinary', service: 'health' }], 1, 4);
  let overtaken = 0;
  for (let at: Instant = NINE; ; at = later(at, 5 * MINUTE)) {
    const comer = ticketOf({ ago: 0, category: 'elderly', service: 'health' }, overtaken + 2);
    putTicket(hall, { ...comer, since: at, issuedAt: at });
    const next = pickNext(hall, deskOf(1), later(at, 5 * MINUTE));
    if (next?.category === 'ordinary') break;
    if (next !== undefined) putTicket(hall, { ...next, status: 'done' });
    overtaken += 1;
    expect(overtaken).toBeLessThan(10);
  }
  // 20 minutes weigh as much as four times the 5 of whoever came last; who came first is first
  expect(overtaken).toBe(3);
});
