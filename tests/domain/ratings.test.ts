import { expect, it } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { PAD_OPEN_MS } from '../../domain/ratings/rate.ts';
import { callNext, finish, issue, rate, undo } from '../support/hall-commands.ts';
import { after, calledTo, finished, missed, opened, serving, waiting } from '../support/hall-events.ts';
import { given, HOUR, MIDNIGHT } from '../support/hall-spec.ts';

it('one rating a ticket, whichever way it came', () => {
  const spec = given(finished(1, 'A001'))
    .when(rate('A001', 5, 1))
    .answered({ number: 'A001', level: 5 });
  spec.then({ type: 'rating-given', level: 5, channel: 'pad', reasons: [], reasonsVersion: 1, by: 'device:r1' });
  spec
    .when(rate('A001', 1, 1, ['slow']))
    .refused('already-rated')
    .when(rate('A001', 4, null))
    .refused('already-rated');
  expect(spec.ticket('A001').rating).toBe(5);
});

it('only who was handled rates', () => {
  given(waiting('A001'), calledTo(1, 'A002'), serving(2, 'A003'), missed(3, 'A004'), finished(4, 'A005', 'withdrawn'))
    .when(rate('A001', 5, null))
    .refused('not-handled')
    .when(rate('A002', 5, null))
    .refused('not-handled')
    .when(rate('A003', 5, 2))
    .refused('not-handled')
    .when(rate('A004', 5, null))
    .refused('not-handled')
    .when(rate('A005', 5, 4))
    .refused('not-handled')
    .when(rate('A099', 5, null))
    .refused('unknown-ticket');
});

it('unrated stays unrated: finishing gives nothing by itself', () => {
  const spec = given(finished(1, 'A001'), after(HOUR)).tick();
  expect(spec.ticket('A001').rating).toBeNull();
  expect(spec.log.some(({ event }) => event.type === 'rating-given')).toBe(false);
});

it('the pad rates at its own window, for two minutes', () => {
  const spec = given(finished(1, 'A001'), opened(2))
    .when(rate('A001', 5, 2))
    .refused('unknown-ticket');
  spec.pass(PAD_OPEN_MS).when(rate('A001', 3, 1));
  spec.done();
  const late = given(finished(1, 'A001')).pass(PAD_OPEN_MS + 1);
  late
    .when(rate('A001', 5, 1))
    .refused('rating-over')
    .when(rate('A001', 5, null))
    .done();
});

it('the pad rates who just left, also when the next is already called', () => {
  given(finished(1, 'A001'), waiting('A002'))
    .when(callNext(1))
    .done()
    .when(rate('A001', 4, 1))
    .done();
});

it('after midnight the pad rates last night’s A001, not this morning’s', () => {
  const spec = given(serving(1, 'A001'))
    .pass(MIDNIGHT - given(serving(1, 'A001')).at)
    .tick();
  const old = spec.ticket('A001').id;
  spec.when(issue()).done().when(finish(1)).done();
  expect(spec.ticket('A001').id).not.toBe(old);
  spec.when(rate('A001', 2, 1, ['slow'])).then({ type: 'rating-given', ticket: old });
});

it('reasons are of the list, and keep its version', () => {
  const demo = demoHall();
  const spec = given(finished(2, 'A002'), finished(1, 'A001')).when(rate('A001', 1, 1, ['slow', 'nothing']));
  spec.refused('unknown-reason', { reason: 'nothing' });
  spec.when(rate('A001', 1, 1, ['slow'])).then({ type: 'rating-given', reasons: ['slow'], reasonsVersion: 1 });
  const ratingReasons = { version: 2, items: [{ id: 'cold', zh: '太冷', en: 'Cold' }] };
  spec.when({ type: 'configure', settings: { ...demo, ratingReasons } }).done();
  spec.when(rate('A002', 2, null, ['slow'])).refused('unknown-reason');
  spec.when(rate('A002', 2, null, ['cold'])).then({ type: 'rating-given', reasonsVersion: 2 });
});

it('a finish taken back takes the right to rate with it', () => {
  const spec = given(finished(1, 'A001'))
    .when(undo(1))
    .done()
    .when(rate('A001', 5, 1))
    .refused('not-handled');
  spec
    .when(finish(1))
    .done()
    .when(rate('A001', 5, 1))
    .done();
});
