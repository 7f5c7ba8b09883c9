import { expect, it } from 'vitest';
import { handlingMs, waitMs } from '../../domain/queue/ticket.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { fromSnapshot, toSnapshot } from '../../domain/snapshot.ts';
import {
  arrive,
  callNext,
  cancel,
  changeService,
  finish,
  noShow,
  rate,
  recall,
  reinstate,
  reprint,
  undo,
  writeNote,
} from '../support/hall-commands.ts';
import { after, called, calledTo, finished, missed, opened, serving, undone, waiting } from '../support/hall-events.ts';
import { given, givenRules, HOUR, MINUTE, SECOND } from '../support/hall-spec.ts';

it('a call taken back puts both where they were, times and all', () => {
  const spec = given(serving(1, 'A001'), waiting('A002', 'A003'));
  const [first, second] = [spec.ticket('A001'), spec.ticket('A002')];
  spec
    .when(callNext(1))
    .done()
    .pass(5 * SECOND);
  spec.when(undo(1, { expected: 'A002' })).answered({ what: 'call', number: 'A002' });
  spec.then(undone('call', 'A002', 'A001'));
  expect(spec.ticket('A001')).toEqual(first);
  expect(spec.ticket('A002')).toEqual(second);
  expect(spec.desk(1)?.ticket).toBe(first.id);
  spec
    .when(undo(1, { expected: 'A002' }))
    .refused('stale-screen')
    .when(undo(1))
    .refused('nothing-to-undo');
  spec.pass(MINUTE).when(finish(1)).done();
  expect(handlingMs(spec.ticket('A001'))).toBe(spec.at - (first.arrivedAt ?? 0));
  spec.when(callNext(1)).then(called('A002', 1));
});

it('a call to an empty window taken back leaves it empty', () => {
  const spec = given(opened(1), waiting('A001')).when(callNext(1)).done().pass(SECOND);
  spec.when(undo(1)).then(undone('call', 'A001'));
  expect(spec.desk(1)?.ticket).toBeNull();
  expect(spec.ticket('A001')).toMatchObject({ status: 'waiting', firstCalledAt: null, window: null, choice: null });
  expect(waitMs(spec.ticket('A001'))).toBeNull();
});

it('a finish taken back goes on where it was', () => {
  const spec = given(serving(1, 'A001'));
  const before = spec.ticket('A001');
  spec
    .when(finish(1, 'withdrawn'))
    .done()
    .pass(10 * SECOND)
    .when(undo(1, { expected: null }))
    .then(undone('finish', 'A001'));
  expect(spec.ticket('A001')).toEqual(before);
  spec.when(undo(1)).refused('nothing-to-undo');
});

it('a finish pressed for somebody who has not come takes its arrival back too', () => {
  const spec = given(calledTo(1, 'A001'));
  const before = spec.ticket('A001');
  spec.when(finish(1)).done().pass(SECOND).when(undo(1)).done();
  expect(spec.ticket('A001')).toEqual(before);
  spec.when(noShow(1)).done();
});

it('a no-show taken back is no no-show', () => {
  const spec = given(calledTo(1, 'A001'))
    .when(noShow(1))
    .done()
    .pass(SECOND)
    .when(undo(1))
    .then(undone('no-show', 'A001'));
  expect(spec.ticket('A001')).toMatchObject({ status: 'called', noShows: 0 });
  spec.when(arrive(1)).done();
});

it('a no-show taken back is not told, those before it stay told, and its number in the list is not given again', () => {
  const spec = given((hall) =>
    hall.happen({ type: 'hall-configured', settings: { ...demoHall(), noShowText: '{number}号过号' }, by: 'hub' }),
  );
  const told = (): string[] => spec.hall.announcements.map(({ no, kind, text }) => `${String(no)} ${kind} ${text}`);
  const call = (no: number): string => `${String(no)} call 请A001号到1号窗口办理业务`;
  spec.and(calledTo(1, 'A001')).when(noShow(1)).done();
  expect(told()).toEqual([call(1), '2 no-show A001号过号']);
  spec.when(reinstate('A001')).done().when(callNext(1)).done().when(noShow(1)).done().pass(SECOND);
  spec.when(undo(1)).then(undone('no-show', 'A001'));
  expect(told()).toEqual([call(1), '2 no-show A001号过号', call(3)]);
  spec.when(noShow(1)).done();
  expect(told().slice(2)).toEqual([call(3), '5 no-show A001号过号']);
  expect(fromSnapshot(spec.hall.id, toSnapshot(spec.hall))).toEqual(spec.hall);
});

it('a call taken back is not told any more, others stay told, and its number in the list is not given again', () => {
  const spec = given(calledTo(1, 'A001'), opened(2), waiting('A002', 'A003')).when(callNext(2)).done();
  const told = (): string[] => spec.hall.announcements.map(({ no, kind, number }) => `${String(no)} ${kind} ${number}`);
  spec.when(callNext(1)).done().pass(SECOND);
  expect(told()).toEqual(['1 call A001', '2 call A002', '3 call A003']);
  spec.when(undo(1)).then(undone('call', 'A003', 'A001'));
  expect(told()).toEqual(['1 call A001', '2 call A002']);
  spec.pass(MINUTE).when(noShow(1)).done().when(callNext(1)).done();
  expect(told()).toEqual(['1 call A001', '2 call A002', '4 call A003']);
  expect(fromSnapshot(spec.hall.id, toSnapshot(spec.hall))).toEqual(spec.hall);
});

it('a call taken back takes its recalls along', () => {
  const spec = givenRules({ recallIntervalS: 2 }, opened(1), waiting('A001')).when(callNext(1)).done();
  spec
    .pass(3 * SECOND)
    .when(recall(1))
    .done();
  expect(spec.hall.announcements.map(({ kind }) => kind)).toEqual(['call', 'recall']);
  spec.when(undo(1)).done();
  expect(spec.hall.announcements).toEqual([]);
});

it('a silent no-show taken back leaves what was told before', () => {
  const spec = given(calledTo(1, 'A001')).when(noShow(1)).done().pass(SECOND);
  spec.when(undo(1)).done();
  expect(spec.hall.announcements.map(({ kind }) => kind)).toEqual(['call']);
});

it('after ten seconds it is too late', () => {
  const spec = given(calledTo(1, 'A001')).when(noShow(1)).done().pass(10_001);
  spec.when(undo(1)).refused('undo-too-late');
});

it('a clock that leaps in between neither shortens the ten seconds nor bends the times', () => {
  const spec = given(serving(1, 'A001'), waiting('A002', 'A003')).when(callNext(1)).done();
  spec.pass(HOUR).happen({ type: 'clock-jumped', byMs: HOUR });
  spec
    .pass(5 * SECOND)
    .when(undo(1))
    .done();
  expect(spec.ticket('A002').since).toBe(spec.ticket('A002').issuedAt + HOUR);
  spec.when(finish(1)).done();
  expect(handlingMs(spec.ticket('A001'))).toBe(2.5 * MINUTE + 5 * SECOND);
  spec.when(callNext(1)).then(called('A002', 1));
  expect(waitMs(spec.ticket('A002'))).toBe(2 * MINUTE + 5 * SECOND);
});

it('what was rated stays', () => {
  given(finished(1, 'A001'))
    .when(rate('A001', 5, 1))
    .done()
    .when(undo(1))
    .refused('already-rated', { number: 'A001' });
  const spec = given(serving(1, 'A001'), waiting('A002'))
    .when(callNext(1))
    .done()
    .when(rate('A001', 4, null))
    .done();
  spec.when(undo(1)).refused('already-rated', { number: 'A001' });
});

it('whoever came after the call is not taken back', () => {
  given(opened(1), waiting('A001'))
    .when(callNext(1))
    .done()
    .when(arrive(1))
    .done()
    .when(undo(1))
    .refused('nothing-to-undo');
});

it('a call of a ticket cancelled since leaves nothing to undo', () => {
  const spec = given(opened(1), waiting('A001')).when(callNext(1)).done().when(cancel('A001')).done();
  expect(spec.desk(1)?.ticket).toBeNull();
  spec.when(undo(1)).refused('nothing-to-undo');
});

it('a no-show of a ticket cancelled since leaves nothing to undo', () => {
  given(calledTo(1, 'A001'))
    .when(noShow(1))
    .done()
    .when(cancel('A001'))
    .done()
    .when(undo(1))
    .refused('nothing-to-undo');
});

it('who was missed by the call and cancelled since stays cancelled', () => {
  const spec = given(calledTo(1, 'A001'), waiting('A002')).when(callNext(1)).done().when(cancel('A001')).done();
  spec.when(undo(1)).then(undone('call', 'A002'));
  expect(spec.ticket('A001').status).toBe('cancelled');
  expect(spec.desk(1)?.ticket).toBeNull();
});

it('who was missed by the call and called elsewhere since is not called to two windows', () => {
  const spec = given(calledTo(1, 'A001'), waiting('A002'), opened(2)).when(callNext(1)).done();
  spec.when(reinstate('A001')).done().when(callNext(2)).then(called('A001', 2)).pass(SECOND);
  spec.when(undo(1)).then(undone('call', 'A002'));
  expect(spec.desk(1)?.ticket).toBeNull();
  expect(spec.desk(2)?.ticket).toBe(spec.ticket('A001').id);
  expect(spec.ticket('A001')).toMatchObject({ status: 'called', window: 2 });
});

it('a no-show called and missed elsewhere since is that window’s to take back', () => {
  const spec = given(calledTo(1, 'A001'), opened(2)).when(noShow(1)).done().when(reinstate('A001')).done();
  spec.when(callNext(2)).done().when(noShow(2)).done();
  spec.when(undo(1)).refused('nothing-to-undo').when(undo(2)).then(undone('no-show', 'A001'));
  expect(spec.ticket('A001')).toMatchObject({ status: 'called', window: 2, noShows: 1 });
});

it('what was put right meanwhile stays: service, note, paper', () => {
  const spec = given(opened(1), waiting('A001', 'A002')).when(callNext(1)).done().when(writeNote(1, 'n1')).done();
  spec.when(changeService('A001', 'medical-insurance')).done().when(reprint('A001')).done();
  spec.pass(SECOND).when(undo(1)).done();
  expect(spec.ticket('A001')).toMatchObject({ status: 'waiting', service: 'medical-insurance', note: 'n1' });
  expect(spec.ticket('A001').hasToken).toBe(true);
});

it('a recall is not undone, the call is', () => {
  const spec = given(opened(1), waiting('A001'))
    .when(callNext(1))
    .done()
    .pass(10 * SECOND)
    .when(recall(1))
    .done();
  spec.when(undo(1)).then(undone('call', 'A001'));
  expect(spec.ticket('A001')).toMatchObject({ status: 'waiting', recalls: 0 });
});

it('a missed ticket of an hour ago is nothing to undo', () => {
  given(missed(1, 'A001'), after(HOUR)).when(undo(1)).refused('undo-too-late');
});
