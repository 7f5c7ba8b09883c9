import { expect, it } from 'vitest';
import { rankWaiting } from '../../domain/queue/order/rank-waiting.ts';
import { waitMs } from '../../domain/queue/ticket.ts';
import { callNext, cancel, changeService, finish, noShow, reinstate } from '../support/hall-commands.ts';
import {
  called,
  calledTo,
  finished,
  issued,
  missed,
  opened,
  serving,
  waiting,
  waitingFirst,
} from '../support/hall-events.ts';
import { given, givenOnlyAtTwo, givenRules, type HallSpec, MINUTE } from '../support/hall-spec.ts';

/** Who is called one after the other at window 1 from now on, none of them taking any time. */
function callsOf(spec: HallSpec): readonly string[] {
  const numbers: string[] = [];
  for (;;) {
    const decided = spec.hall.queues.size > 0;
    if (!decided) return numbers;
    spec.when(callNext(1)).done();
    const at = spec.desk(1)?.ticket;
    numbers.push([...spec.hall.tickets.values()].find((ticket) => ticket.id === at)?.number ?? '');
  }
}

it('a cancelled ticket is called by nobody, at any stage but being served', () => {
  const spec = given(calledTo(1, 'A001'), missed(2, 'A002'), waiting('A003', 'A004'));
  for (const number of ['A001', 'A002', 'A003']) {
    spec.when(cancel(number)).answered({ number, status: 'cancelled' }).then({ type: 'ticket-cancelled' });
  }
  expect(spec.desk(1)?.ticket).toBeNull();
  spec.when(callNext(1)).then(called('A004', 1)).when(callNext(2)).refused('nobody-waiting');
  spec
    .when(cancel('A003'))
    .refused('ticket-closed', { stands: 'cancelled' })
    .when(cancel('A099'))
    .refused('unknown-ticket');
});

it('nobody cancels whoever is being served or done', () => {
  given(serving(1, 'A001')).when(cancel('A001')).refused('already-arrived');
  given(finished(1, 'A001')).when(cancel('A001')).refused('ticket-closed');
});

it('changing the service keeps number and time', () => {
  const spec = given(waiting('A001', 'B001', 'B002'), opened(1));
  const before = spec.ticket('A001');
  spec.when(changeService('A001', 'medical-insurance')).then({ type: 'service-changed', from: 'social-insurance' });
  expect(spec.ticket('A001')).toEqual({ ...before, service: 'medical-insurance' });
  expect(spec.hall.queues.has(before.service)).toBe(false);
  spec.when(callNext(1)).then(called('A001', 1));
});

it('a service changes also while its citizen stands at the window, and not after', () => {
  const spec = given(serving(1, 'A001')).when(changeService('A001', 'civil-affairs')).done();
  expect(spec.ticket('A001')).toMatchObject({ status: 'serving', window: 1, service: 'civil-affairs' });
  spec.when(finish(1)).done().when(changeService('A001', 'health')).refused('ticket-closed');
  spec.when(changeService('A099', 'health')).refused('unknown-ticket');
  given(waiting('A001'))
    .when(changeService('A001', 'social-insurance'))
    .refused('same-service')
    .when(changeService('A001', 'nothing'))
    .refused('unknown-service');
});

it('who was called to a window that does not serve the true service goes back into the queue with it', () => {
  const spec = givenOnlyAtTwo('civil-affairs', opened(1), opened(2), calledTo(1, 'A001'));
  const { since } = spec.ticket('A001');
  spec
    .when(changeService('A001', 'civil-affairs'))
    .then({ type: 'service-changed' }, { type: 'ticket-returned', window: 1 });
  expect(spec.ticket('A001')).toMatchObject({ status: 'waiting', service: 'civil-affairs', since, window: null });
  spec.when(callNext(1)).refused('nobody-waiting').when(callNext(2)).then(called('A001', 2));
});

it('a missed ticket goes back three places down, as its paper says', () => {
  const spec = given(missed(1, 'A001'), waiting('A002', 'A003', 'A004', 'A005', 'A006')).when(reinstate('A001'));
  spec.answered({ number: 'A001', status: 'waiting' }).done();
  expect(rankWaiting(spec.hall, spec.at).map((ticket) => ticket.number)[3]).toBe('A001');
  expect(callsOf(spec)).toEqual(['A002', 'A003', 'A004', 'A001', 'A005', 'A006']);
});

it('three places down count everybody before the same windows, whatever they want', () => {
  const spec = given(missed(1, 'A001'), waiting('B002', 'C003', 'B004', 'C005', 'B006'))
    .when(reinstate('A001'))
    .done();
  expect(callsOf(spec)).toEqual(['B002', 'C003', 'B004', 'A001', 'C005', 'B006']);
});

it('where fewer wait, behind them; whoever comes later stands behind', () => {
  const spec = given(missed(1, 'A001'), waiting('A002'))
    .when(reinstate('A001'))
    .done()
    .pass(MINUTE)
    .and(waiting('A003'));
  expect(callsOf(spec)).toEqual(['A002', 'A001', 'A003']);
  const alone = given(missed(1, 'A001')).when(reinstate('A001')).done().pass(MINUTE).and(issued('A002'));
  expect(callsOf(alone)).toEqual(['A001', 'A002']);
});

it('weights: among priority tickets, and for one, three places are three places', () => {
  const spec = given(missed(1, 'A001'), waiting('A002'), waitingFirst('A003', 'A004'), waiting('A005'));
  spec
    .pass(10 * MINUTE)
    .when(reinstate('A001'))
    .done();
  expect(callsOf(spec)).toEqual(['A003', 'A004', 'A002', 'A001', 'A005']);
  const elderly = given(missed(1, 'A001', 'elderly'), waitingFirst('A002', 'A003', 'A004', 'A005'));
  expect(callsOf(elderly.when(reinstate('A001')).done())).toEqual(['A002', 'A003', 'A004', 'A001', 'A005']);
});

it('with no places to lose a missed ticket is next but for those with the same wait', () => {
  const spec = givenRules({ reinstateBehind: 1 }, missed(1, 'A001'), waiting('A002', 'A003'))
    .when(reinstate('A001'))
    .done();
  expect(callsOf(spec)).toEqual(['A002', 'A001', 'A003']);
});

it('missed twice and reinstated twice: behind three each time, the wait stays the first one', () => {
  const spec = given(missed(1, 'A001'), waiting('A002', 'A003', 'A004', 'A005'));
  const wait = waitMs(spec.ticket('A001'));
  spec.when(reinstate('A001')).done();
  for (const number of ['A002', 'A003', 'A004', 'A001'])
    spec
      .when(callNext(1))
      .done()
      .when(number === 'A001' ? noShow(1) : finish(1))
      .done();
  expect(spec.ticket('A001')).toMatchObject({ status: 'missed', noShows: 2 });
  spec
    .pass(MINUTE)
    .and(waiting('A006', 'A007', 'A008'))
    .when(reinstate('A001'))
    .done();
  expect(callsOf(spec)).toEqual(['A005', 'A006', 'A007', 'A001', 'A008']);
  expect(waitMs(spec.ticket('A001'))).toBe(wait);
});

it('only a missed ticket is reinstated, once', () => {
  given(missed(1, 'A001'), waiting('A002'))
    .when(reinstate('A002'))
    .refused('not-missed', { stands: 'waiting' })
    .when(reinstate('A001'))
    .done()
    .when(reinstate('A001'))
    .refused('not-missed')
    .when(reinstate('A099'))
    .refused('unknown-ticket');
});
