import { expect, it } from 'vitest';
import { dayAt } from '../../domain/day/calendar.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { handlingMs } from '../../domain/queue/ticket.ts';
import {
  callNext,
  cancel,
  changeService,
  finish,
  issue,
  openWindow,
  reinstate,
  undo,
} from '../support/hall-commands.ts';
import { calledTo, finished, id, missed, opened, serving, waiting } from '../support/hall-events.ts';
import { given, HallSpec, HOUR, MIDNIGHT, MINUTE, MONDAY, NINE, SECOND, type Step } from '../support/hall-spec.ts';
import { later } from '../../domain/values.ts';

const TUESDAY = '2026-11-24';
const midnight: Step = (spec) => {
  spec.at = MIDNIGHT;
  spec.tick();
};
const ended = (spec: HallSpec) => spec.log.map(({ event }) => event).filter((event) => event.type === 'day-ended');

it('until midnight nothing ends, at midnight the day does', () => {
  const spec = given(waiting('A001'));
  spec.at = later(MIDNIGHT, -1);
  spec.tick();
  expect(spec.hall.day?.day).toBe(MONDAY);
  spec.pass(1).tick();
  expect(spec.hall.day).toEqual({ day: TUESDAY, until: MIDNIGHT + 24 * HOUR });
});

it('waiting, called and missed expire, windows close; serving goes on for its own day', () => {
  const spec = given(waiting('A001'), calledTo(1, 'A002'), serving(2, 'A003'), missed(3, 'A004'), finished(4, 'A005'));
  spec.and(midnight);
  expect(ended(spec)).toMatchObject([{ day: MONDAY, expired: [id('A001'), id('A002'), id('A004')] }]);
  expect([...spec.hall.desks.keys()]).toEqual([2]);
  expect([...spec.hall.tickets.values()].map(({ number, day, status }) => [number, day, status])).toEqual([
    ['A003', MONDAY, 'serving'],
  ]);
  spec
    .pass(MINUTE)
    .when(finish(2, 'done', { expected: 'A003' }))
    .done();
  expect(handlingMs(spec.ticket('A003'))).toBe(spec.at - NINE - 5 * MINUTE);
});

it('numbers begin again, with ids of their own', () => {
  const spec = given(waiting('A001'), serving(1, 'A002')).and(midnight);
  for (const number of ['A001', 'A002'])
    spec
      .when(issue())
      .answered({ number, ticket: id(number, TUESDAY as never) })
      .done();
  expect(spec.hall.tickets.get(id('A002'))?.status).toBe('serving');
  expect(spec.ticket('A002')).toMatchObject({ day: TUESDAY, status: 'waiting' });
});

it('whoever is served past midnight keeps their number until it is given anew', () => {
  const spec = given(serving(1, 'A001')).and(midnight).when(changeService('A001', 'health')).done();
  expect(spec.hall.tickets.get(id('A001'))?.service).toBe('health');
});

it('nobody of yesterday comes back', () => {
  const spec = given(missed(1, 'A001'), calledTo(2, 'A002')).and(midnight);
  spec.when(reinstate('A001')).refused('unknown-ticket').when(cancel('A002')).refused('unknown-ticket');
  spec.when(undo(1)).refused('window-closed').when(openWindow(1)).done().when(undo(1)).refused('nothing-to-undo');
});

it('a hub that was off over nights ends the one day it knew, once', () => {
  const spec = given(waiting('A001'), opened(1));
  spec.at = later(NINE, 3 * 24 * HOUR);
  spec.tick().tick();
  expect(ended(spec)).toHaveLength(1);
  expect(spec.hall.day?.day).toBe('2026-11-26');
  spec.when(issue()).answered({ number: 'A001' });
});

it('what is due over night expires before it can arrive by itself', () => {
  const demo = demoHall();
  const spec = new HallSpec({ ...demo, rules: { ...demo.rules, arriveAfterS: 60 } }).and(calledTo(1, 'A001'), midnight);
  expect(spec.log.some(({ event }) => event.type === 'ticket-arrived')).toBe(false);
});

it('announcements go on counting', () => {
  const spec = given(calledTo(1, 'A001')).and(midnight).when(issue()).done();
  spec.when(openWindow(1)).done().when(callNext(1)).then({ type: 'ticket-called', announcement: 2 });
});

it('a day ends at the hall’s own midnight, also where summer time makes it 23 hours long', () => {
  const start = Date.UTC(2026, 2, 28, 23) as never;
  const { day, until } = dayAt(start, 'Europe/Berlin');
  expect([day, until - start]).toEqual(['2026-03-29', 23 * HOUR]);
});

it('a hall set into a zone further west does not open the same date twice', () => {
  const spec = given(waiting('A001'))
    .when({ type: 'configure', settings: demoHall('America/New_York') })
    .done();
  spec.and(midnight);
  expect(spec.hall.day?.day).toBe(MONDAY);
  spec.when(issue()).answered({ number: 'A002' }).done();
  spec.at = Date.UTC(2026, 10, 24, 5) as never;
  spec.tick();
  expect(spec.hall.day?.day).toBe(TUESDAY);
});

// A clock that is wrong.

const behind =
  (atStart: boolean): Step =>
  (spec) => {
    spec.when({ type: 'note-clock', clock: 'behind', byMs: -HOUR, atStart }).done();
  };
const setRight =
  (byMs: number): Step =>
  (spec) => {
    spec.pass(byMs).when({ type: 'note-clock', clock: 'jumped', byMs }).done().tick();
  };

it('a clock behind the log ends no day until it shows a later one itself', () => {
  const spec = given(waiting('A001'), behind(false));
  spec.at = later(MIDNIGHT, 2 * HOUR);
  spec.tick(later(MIDNIGHT, -1));
  expect(spec.hall.day?.day).toBe(MONDAY);
  spec.tick(MIDNIGHT);
  expect(spec.hall.day).toEqual({ day: TUESDAY, until: MIDNIGHT + 24 * HOUR });
});

it('a hub that started with a clock in doubt: who took a number since goes on under the true date', () => {
  const spec = given(waiting('A001'), finished(1, 'A002'), serving(2, 'A003'), behind(true));
  spec
    .and(waiting('A004', 'A005'))
    .when(cancel('A005'))
    .done()
    .and(setRight(20 * HOUR));
  expect(spec.hall.day?.day).toBe(TUESDAY);
  const stand = [...spec.hall.tickets.values()].map(({ number, day, status }) => `${number} ${day} ${status}`);
  expect(stand).toEqual([
    `A001 ${MONDAY} expired`,
    `A002 ${MONDAY} done`,
    `A003 ${MONDAY} serving`,
    `A004 ${TUESDAY} waiting`,
    `A005 ${TUESDAY} cancelled`,
  ]);
  spec.when(issue()).answered({ number: 'A006' });
});

it('who was called before the date was in doubt, and expired, leaves the window free', () => {
  const spec = given(calledTo(1, 'A001'), behind(true), waiting('A002'), setRight(20 * HOUR));
  expect(spec.ticket('A001').status).toBe('expired');
  spec
    .when(callNext(1, { expected: null }))
    .answered({ number: 'A002' })
    .done();
});

it('when nobody came while the date was in doubt, the day just ends', () => {
  const spec = given(waiting('A001'), behind(true), setRight(20 * HOUR));
  expect(spec.hall.tickets.size).toBe(0);
  spec.when(issue()).answered({ number: 'A001' });
});

it('a hub that knew its date ends the day as it should when its clock is put right', () => {
  const spec = given(behind(false), waiting('A001'), setRight(20 * HOUR));
  expect(spec.hall.tickets.size).toBe(0);
});

it('a clock noted twice is noted once, and a sound one is trusted again', () => {
  const spec = given(behind(true)).when({ type: 'note-clock', clock: 'behind', byMs: -HOUR, atStart: true }).then();
  spec.when({ type: 'note-clock', clock: 'sound', byMs: 0 }).then({ type: 'clock-sound' });
  spec.when({ type: 'note-clock', clock: 'sound', byMs: 0 }).then();
  expect(spec.hall).toMatchObject({ clock: 'sound', undatedSince: null });
  spec.pass(SECOND);
});
