import { expect, it } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import {
  callNext,
  closeWindow,
  continueWindow,
  guide,
  openWindow,
  pauseWindow,
  person,
  staffAt,
  supervisor,
  walkIn,
} from '../support/hall-commands.ts';
import { called, calledTo, done, finished, opened, serving, waiting } from '../support/hall-events.ts';
import { given } from '../support/hall-spec.ts';

it('staff open a free window, and go on at their own', () => {
  const spec = given().when(openWindow(3)).answered({ window: 3, status: 'open' });
  spec.then({ type: 'window-opened', window: 3, staff: '0303' });
  spec.when(openWindow(3)).then();
  spec.when(pauseWindow(3)).done().when(openWindow(3)).answered({ window: 3, status: 'paused' }).then();
  spec.when(openWindow(3), person('0999')).refused('window-taken', { staff: '0303' });
  spec.when(openWindow(77)).refused('unknown-window');
});

it('a pause has its reason, calls nobody, and ends', () => {
  const spec = given(opened(1), waiting('A001'))
    .when(pauseWindow(1))
    .then({ type: 'window-paused', window: 1, staff: '0301', reason: { id: 'lunch' } });
  expect(spec.desk(1)).toMatchObject({ status: 'paused', pauseReason: 'lunch' });
  spec.when(callNext(1)).refused('window-paused').when(walkIn(1)).refused('window-paused');
  spec.when(pauseWindow(1)).refused('window-paused');
  spec.when(continueWindow(1)).then({ type: 'window-continued' });
  expect(spec.desk(1)).toMatchObject({ status: 'open', pauseReason: null });
  spec.when(continueWindow(1)).then();
  spec.when(callNext(1)).then(called('A001', 1));
});

it('whom a pause finds at the window stays there', () => {
  const spec = given(serving(1, 'A001')).when(pauseWindow(1)).done();
  expect(spec.desk(1)?.ticket).toBe(spec.ticket('A001').id);
});

it('a window with nobody at it closes, and is free', () => {
  const spec = given(finished(1, 'A001')).when(closeWindow(1)).then({ type: 'window-closed', by: 'staff:0301' });
  expect(spec.desk(1)).toBeUndefined();
  spec.when(closeWindow(1)).refused('window-closed');
  spec.when(openWindow(1), person('0999')).then({ type: 'window-opened', staff: '0999' });
});

it('who was called and has not come goes back into the queue when the window closes', () => {
  const spec = given(calledTo(1, 'A001'));
  const { since } = spec.ticket('A001');
  spec.when(closeWindow(1)).then({ type: 'ticket-returned' }, { type: 'window-closed' });
  expect(spec.ticket('A001')).toMatchObject({ status: 'waiting', since, window: null, noShows: 0 });
  spec.and(opened(2)).when(callNext(2)).done();
  expect(spec.ticket('A001')).toMatchObject({ status: 'called', window: 2 });
});

it('a window closes over nobody who is being served, except by a supervisor: the work belongs to who did it', () => {
  given(serving(1, 'A001'))
    .when(closeWindow(1))
    .refused('window-busy', { number: 'A001' })
    .when(closeWindow(1), guide)
    .refused('not-your-window');
  const spec = given(serving(1, 'A001')).when(closeWindow(1), supervisor);
  spec.then(done('A001'), { type: 'window-closed', by: 'staff:0900' });
  expect(spec.ticket('A001')).toMatchObject({ status: 'done', staff: '0301' });
});

it('a stale page closes nothing', () => {
  given(serving(1, 'A001'))
    .when(closeWindow(1, { expected: 'A002' }), supervisor)
    .refused('stale-screen');
});

it('somebody without a number is served at once, as a kind of its own', () => {
  const spec = given(opened(1), waiting('A001')).when(walkIn(1, 'social-insurance', { expected: null }));
  spec.answered({ number: 'A002', service: 'social-insurance' }).then({ type: 'walk-in-started', sequence: 2 });
  expect(spec.ticket('A002')).toMatchObject({
    status: 'serving',
    channel: 'walk-in',
    arrivedAt: spec.at,
    firstCalledAt: null,
    hasToken: false,
    staff: staffAt(1),
  });
  spec.when(walkIn(1, 'social-insurance', { expected: null })).refused('stale-screen');
  spec.when(walkIn(1)).refused('window-busy').when(walkIn(1, 'nothing')).refused('unknown-service');
});

it('settings do not take away what somebody waits for or works at', () => {
  const demo = demoHall();
  const spec = given(opened(4), waiting('A001'));
  const without = { ...demo, services: demo.services.slice(1) };
  spec.when({ type: 'configure', settings: without }).refused('still-in-use', { service: 'social-insurance' });
  const fewer = { ...demo, windows: demo.windows.slice(0, 3) };
  spec.when({ type: 'configure', settings: fewer }).refused('still-in-use', { window: 4 });
  spec.when({ type: 'configure', settings: { ...demo, services: demo.services.slice(0, 9) } }).done();
  expect(spec.hall.settings?.services).toHaveLength(9);
});
