import { expect, it } from 'vitest';
import { lastJob, printStatus } from '../../domain/paper/paper-rules.ts';
import { callNext, cancel, claim, finish, issue, paperCame, reprint, settle } from '../support/hall-commands.ts';
import { finished, id, leapt, opened, waiting } from '../support/hall-events.ts';
import { given, HOUR, type HallSpec, type Step, MINUTE, SECOND } from '../support/hall-spec.ts';

const printed = (spec: HallSpec): void => {
  spec.when(issue('social-insurance', { printer: 'main' })).done();
};
const sending: Step = (spec) => {
  printed(spec);
  spec.when(claim()).done();
};
const job = (number: string, copy = 1): string => `${id(number)}/${String(copy)}`;
const stateOf = (spec: HallSpec, number: string): string | undefined => lastJob(spec.hall, id(number))?.state;

it('a job is queued, taken before its first byte, and printed', () => {
  const spec = given(printed);
  expect(printStatus(spec.hall, id('A001'))).toBe('queued');
  spec
    .when(claim())
    .answered({ job: job('A001'), ticket: id('A001') })
    .then({ type: 'paper-sending', job: job('A001') });
  expect(printStatus(spec.hall, id('A001'))).toBe('queued');
  spec.when(settle(job('A001'), 'printed')).then({ type: 'paper-settled', state: 'printed', failure: null });
  expect(printStatus(spec.hall, id('A001'))).toBe('printed');
  spec.when(claim()).answered({ job: null }).then();
});

it('a printer takes its own jobs only, first come first', () => {
  const spec = given(printed, printed);
  spec.when(issue('social-insurance', { printer: 'desk' })).done();
  spec
    .when(claim('desk'))
    .answered({ job: job('A003') })
    .done();
  spec
    .when(claim())
    .answered({ job: job('A001') })
    .done()
    .when(settle(job('A001'), 'printed'))
    .done();
  spec.when(settle(job('A001'), 'printed', 'desk')).refused('unknown-job');
  spec
    .when(claim())
    .answered({ job: job('A002') })
    .done();
});

it('a job taken again was lost with whoever had it: unknown, and never printed by itself again', () => {
  const spec = given(sending, printed).when(claim());
  spec
    .answered({ job: job('A002') })
    .then({ type: 'paper-settled', job: job('A001'), state: 'unknown' }, { type: 'paper-sending' });
  expect(printStatus(spec.hall, id('A001'))).toBe('unknown');
  spec
    .when(settle(job('A002'), 'printed'))
    .done()
    .when(claim())
    .answered({ job: null })
    .then();
});

it('after 60 s nobody takes a job any more: it failed, and says so by itself', () => {
  const late = given(printed).pass(60_001).when(claim()).answered({ job: null });
  late.then({ type: 'paper-settled', state: 'failed', failure: 'stale' });
  const just = given(printed).pass(60_000).tick();
  expect(stateOf(just, 'A001')).toBe('queued');
  expect(just.pass(1).tick().hall.jobs.get(job('A001'))).toMatchObject({ state: 'failed', failure: 'stale' });
});

it('a job taken and never answered for is unknown after its lease', () => {
  const spec = given(sending).pass(60_001).tick();
  expect(stateOf(spec, 'A001')).toBe('unknown');
  spec.when(settle(job('A001'), 'printed')).done();
  expect(stateOf(spec, 'A001')).toBe('printed');
});

it('an hour that the clock leapt does not make paper stale', () => {
  const spec = given(printed, leapt(HOUR)).pass(SECOND).tick();
  spec
    .when(claim())
    .answered({ job: job('A001') })
    .done();
  spec.and(leapt(HOUR)).pass(SECOND).tick();
  expect(stateOf(spec, 'A001')).toBe('sending');
});

it('no paper for a ticket that no longer waits', () => {
  given(opened(1), printed)
    .when(callNext(1))
    .done()
    .when(claim())
    .answered({ job: null })
    .then({ type: 'paper-settled', failure: 'stale' });
  given(printed).when(cancel('A001')).done().when(claim()).answered({ job: null }).done();
});

it('what a printer said is said once; what a person saw stands above it', () => {
  const spec = given(sending)
    .when(settle(job('A001'), 'failed'))
    .then({ type: 'paper-settled', failure: 'paper-out' });
  spec.when(settle(job('A001'), 'failed')).then();
  spec.when(settle(job('A001'), 'printed')).refused('paper-settled', { state: 'failed' });
  const unsure = given(sending)
    .when(settle(job('A001'), 'unknown'))
    .done();
  unsure.when(paperCame('A001', true)).answered({ number: 'A001', print: 'printed' }).done();
  unsure.when(settle(job('A001'), 'failed')).refused('paper-settled', { state: 'printed' });
  unsure.when(paperCame('A001', true)).then();
  unsure.when(paperCame('A001', false)).answered({ print: 'failed' }).done();
});

it('nobody says whether a paper came that is still on its way, or was never asked for', () => {
  given(sending, waiting('A002'))
    .when(paperCame('A001', true))
    .refused('paper-under-way')
    .when(paperCame('A002', true))
    .refused('no-paper')
    .when(paperCame('A099', true))
    .refused('unknown-ticket');
});

it('a copy is marked, comes also for whoever is called, and never while one may still come out', () => {
  const spec = given(opened(1), printed).when(reprint('A001')).refused('paper-under-way');
  spec.when(claim()).done().when(reprint('A001')).refused('paper-under-way');
  spec.when(settle(job('A001'), 'failed')).done();
  spec
    .when(reprint('A001'))
    .answered({ print: 'queued' })
    .then({ type: 'paper-queued', job: job('A001', 2), copy: true });
  spec
    .when(callNext(1))
    .done()
    .when(claim())
    .answered({ job: job('A001', 2) })
    .done();
  spec.when(settle(job('A001'), 'printed')).refused('paper-settled');
});

it('a copy that nobody prints within 60 s goes stale too', () => {
  const spec = given(printed)
    .pass(MINUTE + 1)
    .tick()
    .when(reprint('A001'))
    .done()
    .pass(MINUTE + 1)
    .tick();
  expect(spec.hall.jobs.get(job('A001', 2))).toMatchObject({ state: 'failed', failure: 'stale' });
});

it('a copy needs a printer and a ticket that counts; a rated turn may still want its code', () => {
  given(waiting('A001'), finished(1, 'A002'))
    .when(reprint('A001', null))
    .refused('no-printer')
    .when(reprint('A099'))
    .refused('unknown-ticket')
    .when(reprint('A002'))
    .done()
    .when(cancel('A001'))
    .done()
    .when(reprint('A001'))
    .refused('ticket-closed');
});

it('who gets paper holds a token, so that they can rate', () => {
  const spec = given(opened(1));
  spec.when(issue('social-insurance', { channel: 'reception' }), {
    kind: 'person',
    staffNo: '1' as never,
    role: 'guide',
  });
  spec.done();
  expect(spec.ticket('A001').hasToken).toBe(false);
  spec.when(callNext(1)).done().when(finish(1)).done().when(reprint('A001')).done();
  expect(spec.ticket('A001')).toMatchObject({ hasToken: true, status: 'done' });
});

it('the new day prints nothing of the old one', () => {
  const spec = given(printed)
    .pass(15 * HOUR - MINUTE)
    .and(printed)
    .pass(MINUTE)
    .tick();
  expect(spec.hall.jobs.size).toBe(0);
  spec.when(claim()).answered({ job: null }).then();
  spec.when(settle(job('A002'), 'printed')).refused('unknown-job');
});

it('a printer’s condition is noted when it changes', () => {
  const spec = given();
  const report = (condition: 'paper-out' | 'ready') =>
    ({ type: 'report-printer', printer: 'main', condition }) as const;
  spec.when(report('paper-out')).then({ type: 'printer-changed', condition: 'paper-out' });
  spec.pass(MINUTE).when(report('paper-out')).then().when(report('ready')).then({ type: 'printer-changed' });
  expect(spec.hall.printers.get('main')).toEqual({ condition: 'ready', since: spec.at });
});
