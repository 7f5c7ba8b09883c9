import fc from 'fast-check';
import { expect, it } from 'vitest';
import { putTicket } from '../../domain/live-hall.ts';
import { aheadOfAll, aheadOfNewcomer } from '../../domain/queue/order/ahead.ts';
import { orderOf } from '../../domain/queue/order/order-of.ts';
import { chooseNext } from '../../domain/queue/order/pick-next.ts';
import { rankWaiting } from '../../domain/queue/order/rank-waiting.ts';
import { sinceBehind } from '../../domain/queue/order/since-behind.ts';
import type { Ticket } from '../../domain/queue/ticket.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { type Instant, later } from '../../domain/values.ts';
import { no, svc } from '../support/hall-commands.ts';
import { after, opened, waiting, waitingFirst } from '../support/hall-events.ts';
import { given, MINUTE, NINE, SECOND } from '../support/hall-spec.ts';
import { calledOneByOne, comer, crowd, deskOf, hallOf, numbers, ticketOf } from '../support/waiting-hall.ts';

const DEMO = demoHall();
const SEED = 20261123;

it('who has waited longest by weight is next, and among equals who came first', () => {
  given(opened(1), waiting('A001', 'A002'))
    .when({ type: 'call-next', window: no(1) })
    .answered({ number: 'A001' });
  const overtaken = given(opened(1), waiting('A001'), after(6 * MINUTE), waitingFirst('A002'));
  expect(chooseNext(overtaken.hall, deskOf(1), overtaken.at)?.ticket.number).toBe('A001');
  // 8 + t against 4 (1 + t): even after 4/3 of a minute more
  expect(chooseNext(overtaken.hall, deskOf(1), later(overtaken.at, 79 * SECOND))?.ticket.number).toBe('A001');
  expect(chooseNext(overtaken.hall, deskOf(1), later(overtaken.at, 80 * SECOND))?.ticket.number).toBe('A001');
  expect(chooseNext(overtaken.hall, deskOf(1), later(overtaken.at, 81 * SECOND))?.ticket.number).toBe('A002');
});

it('accumulating: the next is what sorting everybody by waiting time and weight says', () => {
  fc.assert(
    fc.property(crowd, (drawn) => {
      const hall = hallOf({ ...drawn, rules: { ...drawn.rules, order: 'accumulating' } });
      const weight = drawn.rules.priorityWeight ?? 0;
      const score = ({ since, category }: Ticket): number => (NINE - since) * (category === 'ordinary' ? 1 : weight);
      const sorted = [...hall.tickets.values()].toSorted(
        (a, b) => score(b) - score(a) || a.since - b.since || a.issuedSeq - b.issuedSeq,
      );
      expect(chooseNext(hall, deskOf(1), NINE)?.ticket).toEqual(sorted[0]);
    }),
    { seed: SEED },
  );
});

it('under every rule the rank is the order of the calls, one after the other at the hall’s pace', () => {
  fc.assert(
    fc.property(crowd, (drawn) => {
      const hall = hallOf(drawn);
      expect(numbers(rankWaiting(hall, NINE))).toEqual(numbers(calledOneByOne(hall)));
    }),
    { seed: SEED, numRuns: 300 },
  );
});

it('under every rule what a newcomer is told is how many are called before them if nobody else comes', () => {
  fc.assert(
    fc.property(crowd, comer, (drawn, one) => {
      const hall = hallOf(drawn);
      const newcomer = ticketOf({ ...one, ago: 0 }, drawn.comers.length + 1);
      const told = aheadOfNewcomer(hall, newcomer, NINE);
      putTicket(hall, newcomer);
      expect(told).toBe(numbers(calledOneByOne(hall)).indexOf(newcomer.number));
      expect(aheadOfAll(hall, rankWaiting(hall, NINE)).get(newcomer.id)).toBe(told);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

it('ahead counts only who waits for the same windows, and a ratio has a cycle for each kind of window', () => {
  const hall = hallOf({ rules: { order: 'ratio', ratioPriority: 1, ratioOrdinary: 1 }, desks: 2 });
  const only = (window: number, service: string) => ({ no: no(window), name: '', services: [svc(service)] });
  hall.settings = {
    ...DEMO,
    rules: hall.settings?.rules ?? DEMO.rules,
    windows: [only(1, 'health'), only(2, 'social-insurance')],
  };
  const services = ['health', 'health', 'social-insurance', 'health', 'social-insurance'];
  for (const [index, service] of services.entries()) {
    const category = index === 1 || index === 4 ? 'elderly' : 'ordinary';
    putTicket(hall, ticketOf({ ago: 60 - index, category, service }, index + 1));
  }
  const ranked = rankWaiting(hall, NINE);
  const ahead = aheadOfAll(hall, ranked);
  expect(Object.fromEntries(ranked.map(({ id, number }) => [number, ahead.get(id)]))).toEqual({
    A002: 0,
    A001: 1,
    A004: 2,
    A005: 0,
    A003: 1,
  });
});

it('under every rule who is reinstated stands behind as many as it should, or behind all the rule can put before', () => {
  fc.assert(
    fc.property(crowd, comer, fc.integer({ min: 0, max: 12 }), (drawn, one, places) => {
      // nobody waits since the very same moment as another, so that every place can be had
      const comers = drawn.comers.map((each, index) => ({ ...each, ago: each.ago + 1 + index / 100 }));
      const hall = hallOf({ ...drawn, comers });
      const missed: Ticket = { ...ticketOf({ ...one, ago: 6000 }, 0), status: 'missed' };
      const aheadAt = (since: Instant): number => {
        const copy = hallOf({ ...drawn, comers });
        putTicket(copy, { ...missed, status: 'waiting', since });
        return numbers(calledOneByOne(copy)).indexOf(missed.number);
      };
      const since = sinceBehind(hall, missed, places, NINE);
      expect(since).toBeLessThanOrEqual(NINE);
      const least = aheadAt(since);
      const rules = hall.settings?.rules ?? DEMO.rules;
      const canAge = orderOf(rules).isAged({ since: 0, issuedSeq: 0, isPriority: one.category !== 'ordinary' }, NINE);
      const lowest = canAge ? missed.since : (0 as Instant);
      expect(since).toBeGreaterThanOrEqual(lowest);
      const should = Math.min(places, aheadAt(NINE));
      expect(least).toBeGreaterThanOrEqual(should);
      // where the rule itself calls more people first, it stands as far up as it can
      if (least > should && aheadAt(lowest) < least)
        expect(aheadAt((since - 1) as Instant)).toBeLessThan(Math.max(1, should));
    }),
    { seed: SEED, numRuns: 300 },
  );
});
