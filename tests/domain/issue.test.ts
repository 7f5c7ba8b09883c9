import { expect, it } from 'vitest';
import type { HallCommand } from '../../domain/commands.ts';
import type { Expectation } from '../../domain/forecast/waits.ts';
import type { Category } from '../../domain/queue/ticket.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { ServiceId } from '../../domain/values.ts';
import { changeService, guide, issue, openWindow, person, walkIn } from '../support/hall-commands.ts';
import { after, opened, waiting, waitingFirst } from '../support/hall-events.ts';
import { given, HallSpec, MINUTE } from '../support/hall-spec.ts';

const numbers = (spec: HallSpec): readonly string[] => [...spec.hall.tickets.values()].map((ticket) => ticket.number);

function told(expectation: Expectation, category: Category = 'ordinary'): HallCommand {
  const service = 'social-insurance' as ServiceId;
  return { type: 'issue-ticket', service, category, channel: 'dispenser', printer: null, expectation };
}

function withService(change: Partial<Settings['services'][number]>): Settings {
  const demo = demoHall();
  const services = demo.services.map((service, index) => (index === 0 ? { ...service, ...change } : service));
  return { ...demo, services };
}

it('each prefix counts for itself, from one', () => {
  const spec = given();
  for (const service of ['social-insurance', 'medical-insurance', 'social-insurance']) spec.when(issue(service)).done();
  expect(numbers(spec)).toEqual(['A001', 'B001', 'A002']);
});

it('who comes in a crowd is told of all who came since the wait was reckoned', () => {
  const expectation = { foretold: { p50S: 300, p80S: 420 }, waiting: 0, eachS: 120 };
  const spec = given(opened(1));
  for (let each = 0; each < 10; each += 1) spec.when(told(expectation)).done();
  const p50s = [...spec.hall.tickets.values()].map(({ foretold }) => foretold?.p50S);
  expect(p50s).toEqual([300, 420, 540, 660, 780, 900, 1020, 1140, 1260, 1380]);
  const priority = told({ ...expectation, waiting: null }, 'elderly');
  spec.when(priority).done();
  expect([...spec.hall.tickets.values()].at(-1)?.foretold).toEqual(expectation.foretold);
});

it('a service counts from its own first number, and past 999', () => {
  const spec = new HallSpec(withService({ firstNumber: 999 })).when(issue()).done().when(issue()).done();
  expect(numbers(spec)).toEqual(['A999', 'A1000']);
});

it('new settings in mid-day leave the count as it is', () => {
  const spec = given()
    .when(issue())
    .done()
    .when({ type: 'configure', settings: withService({ firstNumber: 500 }) })
    .done();
  spec.when(issue()).done();
  expect(numbers(spec)).toEqual(['A001', 'A002']);
});

it('two services that swap their prefixes give no number twice', () => {
  const spec = given().when(issue('social-insurance')).done().when(issue('medical-insurance')).done();
  const demo = demoHall();
  const swap: Readonly<Record<string, string>> = { A: 'B', B: 'A' };
  const services = demo.services.map((each) => ({ ...each, prefix: swap[each.prefix] ?? each.prefix }));
  spec.when({ type: 'configure', settings: { ...demo, services } }).done();
  spec.when(issue('social-insurance')).done().when(issue('medical-insurance')).done();
  expect(numbers(spec)).toEqual(['A001', 'B001', 'B002', 'A002']);
});

it('walk-ins and tickets share one count', () => {
  const spec = given(opened(1)).when(issue()).done().when(walkIn(1)).done().when(issue()).done();
  expect(numbers(spec)).toEqual(['A001', 'A002', 'A003']);
});

it('a ticket whose service changed keeps its number, and nobody else gets it', () => {
  const spec = given().when(issue()).done().when(changeService('A001', 'medical-insurance')).done();
  spec.when(issue('medical-insurance')).done().when(issue()).done();
  expect(numbers(spec)).toEqual(['A001', 'B001', 'A002']);
});

it('a closed service says why, an unknown one that it is', () => {
  new HallSpec(withService({ closedBecause: '系统检修' }))
    .when(issue())
    .refused('service-closed', { reason: '系统检修' })
    .when(issue('nothing'))
    .refused('unknown-service');
});

it('a hall whose day is not open yet gives no number', () => {
  const spec = given()
    .when({ type: 'end-day', day: '2026-11-23' as never })
    .done();
  spec.when(issue()).refused('day-closed');
  spec.when(openWindow(1)).done().when(walkIn(1)).refused('day-closed');
});

it('an answer tells what stands on the paper', () => {
  const spec = given(waiting('A001', 'B001')).when(issue('civil-affairs', { printer: 'main' }));
  spec.answered({ number: 'C001', service: 'civil-affairs', ahead: 2, wait: null, print: 'queued', issuedAt: spec.at });
  spec.then({ type: 'ticket-issued', ahead: 2 }, { type: 'paper-queued', printer: 'main', copy: false });
  expect(spec.ticket('C001').aheadAtIssue).toBe(2);
});

it('somebody with priority is told who is really before them', () => {
  const elderly = issue('social-insurance', { category: 'elderly' });
  const hall = opened(1, 2, 3, 4);
  given(hall, waiting('A001', 'A002', 'A003'), after(30 * MINUTE))
    .when(elderly)
    .answered({ ahead: 3 });
  given(hall, waiting('A001'), after(5 * MINUTE), waiting('A002', 'A003'))
    .when(elderly)
    .answered({ ahead: 1 });
  given(hall, waiting('A001', 'A002', 'A003'))
    .when(elderly)
    .answered({ ahead: 0 });
  given(hall, waitingFirst('A001', 'A002')).when(elderly).answered({ ahead: 2 });
});

it('who takes a number through a person holds a token only on paper', () => {
  const spec = given();
  spec
    .when(issue('social-insurance', { channel: 'reception' }), guide)
    .answered({ print: 'none' })
    .done();
  spec.when(issue('social-insurance', { channel: 'phone' }), person('0800', 'guide')).done();
  spec.when(issue('social-insurance', { printer: 'main' }), guide).done();
  spec.when(issue()).done();
  expect([...spec.hall.tickets.values()].map((ticket) => ticket.hasToken)).toEqual([false, false, true, true]);
});
