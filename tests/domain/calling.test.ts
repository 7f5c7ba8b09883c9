import { expect, it } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { handlingMs, waitMs } from '../../domain/queue/ticket.ts';
import { arrive, callNext, finish, noShow, no, person, recall, svc, writeNote } from '../support/hall-commands.ts';
import { arrived, called, calledTo, done, id, notCome, opened, serving, waiting } from '../support/hall-events.ts';
import { given, givenRules, HallSpec, MINUTE, NINE, SECOND } from '../support/hall-spec.ts';

it('the same press twice calls one person', () => {
  given(serving(3, 'A016'), waiting('A017', 'A018'))
    .when(callNext(3, { expected: 'A016' }))
    .then(done('A016', 'ended-by-next'), called('A017', 3, 'A016'))
    .when(callNext(3, { expected: 'A016' }))
    .refused('stale-screen', { number: 'A017' });
});

it('a press on an empty window, twice, calls one person', () => {
  given(opened(3), waiting('A017', 'A018'))
    .when(callNext(3, { expected: null }))
    .answered({ number: 'A017', service: 'social-insurance', category: 'ordinary', rule: 'accumulating-priority' })
    .then(called('A017', 3))
    .when(callNext(3, { expected: null }))
    .refused('stale-screen');
});

it('a press out of a dead cable, or from a clock that is wrong, is too late', () => {
  const spec = given(opened(3), waiting('A017'));
  spec.when(callNext(3, { pressedAt: spec.at - 10_001 })).refused('too-late');
  spec.when(callNext(3, { pressedAt: spec.at + 10_001 })).refused('too-late');
  spec.when(callNext(3, { pressedAt: spec.at - 10_000 })).then(called('A017', 3));
});

it('two windows never call one person', () => {
  given(opened(1, 2, 3), waiting('A001', 'A002'))
    .when(callNext(1))
    .then(called('A001', 1))
    .when(callNext(2))
    .then(called('A002', 2))
    .when(callNext(3))
    .refused('nobody-waiting');
});

it('calling on ends whom it finds: served is done, called is missed', () => {
  const spec = given(calledTo(2, 'A001'), waiting('A002', 'A003'));
  spec.when(callNext(2)).then(notCome('A001', 'ended-by-next'), called('A002', 2, 'A001'));
  expect(spec.ticket('A001')).toMatchObject({ status: 'missed', noShows: 1 });
  spec.when(arrive(2)).done().pass(MINUTE).when(callNext(2)).done();
  expect(spec.ticket('A002')).toMatchObject({ status: 'done', outcome: 'done', ending: 'ended-by-next' });
  spec.when(callNext(2)).refused('nobody-waiting');
  expect(spec.ticket('A003').status).toBe('called');
});

it('nobody calls at a window that is closed, unknown or somebody else’s', () => {
  given(opened(1), waiting('A001'))
    .when(callNext(2))
    .refused('window-closed')
    .when(callNext(77))
    .refused('unknown-window')
    .when(callNext(1), person('0999'))
    .refused('not-your-window');
});

it('a window calls only what it serves', () => {
  const demo = demoHall();
  const windows = demo.windows.map((each) =>
    each.no === no(1) ? { ...each, services: [svc('medical-insurance')] } : each,
  );
  new HallSpec({ ...demo, windows })
    .and(opened(1, 2), waiting('A001', 'A002', 'B001'))
    .when(callNext(1))
    .then(called('B001', 1))
    .when(callNext(1))
    .refused('nobody-waiting')
    .when(callNext(2))
    .then(called('A001', 2));
});

it('called is not serving: the handling time starts when they come', () => {
  const spec = given(calledTo(1, 'A001'))
    .when(arrive(1))
    .then(arrived('A001'))
    .pass(8 * MINUTE);
  spec.when(finish(1)).then(done('A001'));
  expect(handlingMs(spec.ticket('A001'))).toBe(8 * MINUTE);
  expect(waitMs(spec.ticket('A001'))).toBe(MINUTE);
  spec.when(arrive(1)).refused('nobody-at-window');
});

it('arrived twice is told so', () => {
  given(serving(1, 'A001')).when(arrive(1)).refused('already-arrived');
});

it('a finish before the arrival records it, marked automatic', () => {
  const spec = given(calledTo(1, 'A001')).when(finish(1, 'consulted'));
  spec.then(arrived('A001', 'automatic'), done('A001'));
  expect(spec.ticket('A001')).toMatchObject({ arrival: 'automatic', outcome: 'consulted', arrivedAt: spec.at });
  expect(handlingMs(spec.ticket('A001'))).toBe(0);
  spec.when(finish(1)).refused('nobody-at-window');
});

it('after the set time a call counts as an arrival, marked automatic, once', () => {
  const spec = givenRules({ arriveAfterS: 90 }, calledTo(1, 'A001'));
  spec.pass(29 * SECOND).tick();
  expect(spec.ticket('A001').status).toBe('called');
  spec.pass(SECOND).tick().tick();
  expect(spec.ticket('A001')).toMatchObject({ status: 'serving', arrival: 'automatic', arrivedAt: spec.at });
  expect(spec.log.filter(({ event }) => event.type === 'ticket-arrived')).toHaveLength(1);
});

it('a recall starts the time of the automatic arrival anew', () => {
  const spec = givenRules({ arriveAfterS: 90 }, calledTo(1, 'A001')).when(recall(1)).done();
  spec.pass(89 * SECOND).tick();
  expect(spec.ticket('A001').status).toBe('called');
  spec.pass(SECOND).tick();
  expect(spec.ticket('A001').status).toBe('serving');
});

it('a recall waits its interval, and the fourth is refused', () => {
  const spec = given(opened(1), waiting('A001')).when(callNext(1)).done();
  spec.pass(9_001).when(recall(1)).refused('recall-too-soon', { retryAfterS: 1 });
  for (const recalls of [1, 2, 3]) {
    spec
      .pass(10 * SECOND)
      .when(recall(1, { expected: 'A001' }))
      .answered({ number: 'A001', recalls })
      .done();
  }
  spec.pass(MINUTE).when(recall(1)).refused('recalled-enough');
  expect(spec.hall.announcements.map(({ no: each, kind }) => [each, kind])).toEqual([
    [1, 'call'],
    [2, 'recall'],
    [3, 'recall'],
    [4, 'recall'],
  ]);
  expect(spec.hall.announcements[0]?.text).toBe('请A001号到1号窗口办理业务');
});

it('a no-show is allowed at once, but not of somebody who is there', () => {
  const spec = given(opened(1), waiting('A001', 'A002')).when(callNext(1)).done();
  spec.when(noShow(1, { expected: 'A001' })).then(notCome('A001', 'no-show'));
  spec.when(noShow(1, { expected: 'A001' })).refused('stale-screen');
  spec.when(noShow(1)).refused('nobody-at-window');
  given(serving(1, 'A001')).when(noShow(1)).refused('already-arrived').when(recall(1)).refused('already-arrived');
});

it('a note stays with the ticket that stands at the window', () => {
  const spec = given(calledTo(1, 'A001'), opened(2)).when(writeNote(1, 'n1')).done();
  expect(spec.ticket('A001').note).toBe('n1');
  spec.when(writeNote(1, 'n2', { expected: 'A002' })).refused('stale-screen');
  spec.when(writeNote(2, 'n3')).refused('nobody-at-window');
  spec.when(finish(1)).done();
  expect(spec.ticket('A001').note).toBe('n1');
});

it('every call stores the rule that chose it, and the hub’s times', () => {
  const spec = given(opened(1), waiting('A001')).when(callNext(1)).done();
  expect(spec.ticket('A001')).toMatchObject({
    id: id('A001'),
    choice: { rule: 'accumulating-priority', waitedMs: MINUTE, weight: 1 },
    issuedAt: NINE,
    firstCalledAt: NINE + MINUTE,
    lastCalledAt: NINE + MINUTE,
  });
});
