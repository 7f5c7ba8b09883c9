import fc from 'fast-check';
import { expect, it } from 'vitest';
import { putTicket } from '../../domain/live-hall.ts';
import { moveTurn } from '../../domain/queue/order/cycle.ts';
import { chooseNext } from '../../domain/queue/order/pick-next.ts';
import { ratio } from '../../domain/queue/order/ratio.ts';
import type { Category } from '../../domain/queue/ticket.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import type { Rules } from '../../domain/settings/settings.ts';
import { fromSnapshot, toSnapshot } from '../../domain/snapshot.ts';
import { later, unreachable } from '../../domain/values.ts';
import { callNext, finish, no, undo } from '../support/hall-commands.ts';
import { after, issued, opened, waiting, waitingFirst } from '../support/hall-events.ts';
import { given, givenRules, type HallSpec, MINUTE, NINE, QINGXI } from '../support/hall-spec.ts';
import { type Comer, deskOf, hallOf, orderRules, ticketOf } from '../support/waiting-hall.ts';

const SEED = 20261124;
const PACE_MIN = 5;

/** Who is called one after the other at the window from now on, none of them taking any time. */
function callsOf(spec: HallSpec, window = 1): readonly string[] {
  const numbers: string[] = [];
  while (spec.hall.queues.size > 0) {
    spec.when(callNext(window)).done();
    const at = spec.desk(window)?.ticket;
    numbers.push([...spec.hall.tickets.values()].find((ticket) => ticket.id === at)?.number ?? '');
  }
  return numbers;
}

/** Calls at one window within which everybody is called, n waiting before and a priority ticket coming with each call. */
function boundOf({ order, priorityWeight, ratioPriority, ratioOrdinary, agedAfterMin }: Rules, n: number): number {
  const ageing = agedAfterMin / PACE_MIN + n + 1;
  switch (order) {
    case 'first-come':
      return n + 1;
    case 'strict':
      return ageing;
    case 'ratio':
      return Math.min(ageing, (Math.ceil(n / ratioOrdinary) + 1) * (ratioPriority + ratioOrdinary));
    case 'accumulating':
      return priorityWeight * (n + 2);
    default:
      return unreachable(order);
  }
}

it('[C4] nobody starves: while priority tickets alone keep every call busy, each ordinary one is called in time', () => {
  const crowd = fc.array(fc.constantFrom<Category>('ordinary', 'elderly'), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(crowd, orderRules, (categories, rules) => {
      const comers = categories.map((category): Comer => ({ ago: 0, category, service: 'health' }));
      const hall = hallOf({ comers, rules, desks: 1 });
      const bound = boundOf({ ...demoHall().rules, ...rules }, comers.length);
      let waits = categories.filter((category) => category === 'ordinary').length;
      for (let call = 1; waits > 0; call += 1) {
        expect(call).toBeLessThanOrEqual(bound);
        const at = later(NINE, call * PACE_MIN * MINUTE);
        const comer = ticketOf({ ago: 0, category: 'elderly', service: 'health' }, comers.length + call);
        putTicket(hall, { ...comer, since: at, issuedAt: at });
        const chosen = chooseNext(hall, deskOf(1), at);
        if (chosen === undefined) throw new Error('somebody waits and nobody is picked');
        putTicket(hall, { ...chosen.ticket, status: 'done' });
        moveTurn(hall, no(1), chosen.choice);
        if (chosen.ticket.category === 'ordinary') waits -= 1;
      }
    }),
    { seed: SEED, numRuns: 200 },
  );
});

it('[C4] strict: priority before ordinary, and an ordinary ticket that has aged ranks equal, not above', () => {
  const strict = givenRules({ order: 'strict', agedAfterMin: 30 }, opened(1), waiting('A001'), waitingFirst('A002'));
  expect(callsOf(strict.pass(10 * MINUTE))).toEqual(['A002', 'A001']);
  const aged = givenRules({ order: 'strict', agedAfterMin: 30 }, opened(1));
  aged.and(waitingFirst('A001'), waiting('A002'), waitingFirst('A003'), after(40 * MINUTE), waiting('A004'));
  // A001 came before the aged A002 and stays before it; A003 came after it
  expect(callsOf(aged)).toEqual(['A001', 'A002', 'A003', 'A004']);
  expect(aged.ticket('A002').choice).toMatchObject({ rule: 'strict', agedAfterMin: 30, isPriority: false });
  expect(aged.ticket('A004').choice).not.toHaveProperty('agedAfterMin');
});

it('[C4] strict: one minute before its limit an ordinary ticket still gives way', () => {
  const spec = givenRules({ order: 'strict', agedAfterMin: 30 }, opened(1), issued('A001'), issued('A002', 'elderly'));
  const young = chooseNext(spec.hall, deskOf(1), later(spec.at, 29 * MINUTE));
  expect(young?.ticket.number).toBe('A002');
  expect(chooseNext(spec.hall, deskOf(1), later(spec.at, 30 * MINUTE))?.ticket.number).toBe('A001');
});

it('[C4] first come: who came first is called first, whatever their category', () => {
  const spec = givenRules({ order: 'first-come' }, opened(1), waiting('A001'), waitingFirst('A002'), waiting('A003'));
  expect(callsOf(spec.pass(60 * MINUTE))).toEqual(['A001', 'A002', 'A003']);
});

const TWO_TO_ONE = { order: 'ratio', ratioPriority: 2, ratioOrdinary: 1, agedAfterMin: 480 } as const;

it('[C4] ratio: two priority tickets, then an ordinary one, and the order within each kind is who came first', () => {
  const spec = givenRules(TWO_TO_ONE, opened(1), waiting('A001', 'A002', 'A003', 'A004'));
  spec.and(waitingFirst('A005', 'A006', 'A007', 'A008'));
  expect(callsOf(spec)).toEqual(['A005', 'A006', 'A001', 'A007', 'A008', 'A002', 'A003', 'A004']);
  expect(spec.ticket('A001').choice?.turn).toEqual({ of: 'ordinary', made: 1, priority: 2, ordinary: 1 });
  expect(spec.ticket('A008').choice?.turn).toEqual({ of: 'priority', made: 2, priority: 2, ordinary: 1 });
  expect(spec.ticket('A004').choice).not.toHaveProperty('turn');
});

it('[C4] ratio: the cycle stands while one kind is absent, and goes on from there', () => {
  const spec = givenRules(TWO_TO_ONE, opened(1), waiting('A001'), waitingFirst('A002', 'A003'));
  spec.when(callNext(1)).answered({ number: 'A002' }).done();
  spec.when(callNext(1)).answered({ number: 'A003' }).done();
  spec.and(waitingFirst('A004')).when(callNext(1)).answered({ number: 'A001' }).done();
  // the ordinary turn is over; alone, priority tickets use up none
  spec.and(waitingFirst('A005')).when(callNext(1)).done().when(callNext(1)).done();
  spec.and(waitingFirst('A006', 'A007', 'A008'), waiting('A009'));
  expect(callsOf(spec)).toEqual(['A006', 'A007', 'A009', 'A008']);

  // for the run of the hall too, which keeps no tickets
  const rule = ratio({ priority: 2, ordinary: 1 }, 480 * MINUTE);
  expect(rule.turnAfter({ of: 'priority', made: 1 }, false)).toEqual({ of: 'priority', made: 1 });
  expect(rule.turnAfter({ of: 'priority', made: 1 }, true)).toEqual({ of: 'priority', made: 2 });
});

it('[C4] ratio: an aged ordinary ticket has a part in the priority turns, by who came first', () => {
  const spec = givenRules(
    { ...TWO_TO_ONE, agedAfterMin: 30 },
    opened(1),
    waitingFirst('A001'),
    waiting('A002', 'A003'),
  );
  spec.and(waitingFirst('A004', 'A005'), after(40 * MINUTE), waiting('A006'), waitingFirst('A007'));
  expect(callsOf(spec)).toEqual(['A001', 'A002', 'A003', 'A004', 'A005', 'A006', 'A007']);
});

it('[C4] ratio: windows that call other services have a cycle of their own', () => {
  const demo = demoHall();
  const services = demo.services.slice(0, 1).map(({ id }) => id);
  const windows = demo.windows.map((window) => (window.no === 1 ? { ...window, services } : window));
  const settings = { ...demo, windows, rules: { ...demo.rules, ...TWO_TO_ONE } };
  const spec = given((hall) => hall.happen({ type: 'hall-configured', settings, by: 'hub' }), opened(1, 2));
  spec.and(waiting('A001', 'A002'), waitingFirst('A003', 'A004', 'A005', 'A006', 'A007'));
  const next = (window: number, number: string): void => {
    spec.when(callNext(window)).answered({ number }).done();
  };
  next(1, 'A003');
  next(2, 'A004');
  next(2, 'A005');
  next(2, 'A001'); // its third; window 1 has made one of its own two
  next(1, 'A006');
  next(1, 'A002');
});

it('an undone call gives the cycle its turn back, unless others called on', () => {
  const spec = givenRules(TWO_TO_ONE, opened(1, 2), waiting('A001', 'A002'), waitingFirst('A003', 'A004', 'A005'));
  spec.when(callNext(1)).done().when(undo(1)).done();
  expect(spec.hall.turns.size).toBe(0);
  spec.when(callNext(1)).done().when(callNext(2)).answered({ number: 'A004' }).done();
  spec.when(undo(1)).done();
  expect([...spec.hall.turns.values()]).toEqual([{ of: 'priority', made: 2 }]);
  spec.when(undo(2)).done();
  expect([...spec.hall.turns.values()]).toEqual([{ of: 'priority', made: 1 }]);
});

it('a new day begins a new cycle', () => {
  const spec = givenRules(TWO_TO_ONE, opened(1), waiting('A001'), waitingFirst('A002'));
  spec.when(callNext(1)).done().when(finish(1)).done();
  expect(spec.hall.turns.size).toBe(1);
  spec.at = later(NINE, 15 * 60 * MINUTE);
  spec.tick();
  expect(spec.hall.turns.size).toBe(0);
});

it('a snapshot of before there were cycles is read, each cycle at its beginning', () => {
  const spec = givenRules(TWO_TO_ONE, opened(1), waiting('A001'));
  const { turns, ...older } = JSON.parse(toSnapshot(spec.hall)) as Record<string, unknown>;
  expect(turns).toEqual([]);
  expect(fromSnapshot(QINGXI, JSON.stringify(older))).toEqual(spec.hall);
});
