import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { HallForecaster } from '../../domain/forecast/hall-forecaster.ts';
import type { BoardView, TicketView, WaitRange } from '../../protocol/views.ts';
import { readHubJson } from '../../server/hub-json.ts';
import { askHub } from '../../server/local-client.ts';
import { type Caller, done, expectProblem } from '../support/caller.ts';
import { temporaryFolder } from '../support/folder.ts';
import { sure } from '../support/people.ts';
import { readPaper } from '../support/read-paper.ts';
import { hallTime, settableClock } from '../support/settable-clock.ts';
import { freshKey, hall, type Person, startHub, type TestHub } from '../support/start-hub.ts';
import { storedLog } from '../support/stored-log.ts';
import { watch } from '../support/watch.ts';
import { startFakePrinter } from '../printer/support/fake-printer.ts';

const MINUTE = 60_000;
const SERVICE = 'household';
const IN_LINE = 3;

interface Lived {
  readonly hub: TestHub;
  readonly clerk: Person;
  readonly dispenser: Caller;
}

const take = (dispenser: Caller): ReturnType<typeof done> =>
  done(dispenser.post(`${hall}/tickets`, { service: SERVICE }));

/** A morning at window 1: three stand in line, each is served for five minutes. */
async function morning({ hub, dispenser }: Lived, clerk: Caller, citizens: number): Promise<void> {
  const press = (key: string, body: object = {}): ReturnType<typeof done> =>
    done(clerk.post(`${hall}/windows/1/${key}`, body));
  await press('open');
  for (let each = 0; each < IN_LINE; each += 1) await take(dispenser);
  for (let each = 0; each < citizens; each += 1) {
    await press('call-next');
    await press('arrived');
    if (each < citizens - IN_LINE) await take(dispenser);
    hub.time.pass(5 * MINUTE);
    await press('finish', { outcome: 'done' });
  }
}

/** Yesterday's morning taught it; this is today at nine, window 1 open, nobody there. */
async function withYesterday(env: Readonly<Record<string, string>> = {}): Promise<Lived> {
  const hub = await startHub({ env, time: settableClock(hallTime('2026-11-23T09:00:00')) });
  const clerk = await hub.user('staff');
  const lived = { hub, clerk, dispenser: await hub.pair('dispenser') };
  await morning(lived, clerk, 45);
  hub.time.pass(hallTime('2026-11-24T09:00:00') - hub.time.wall());
  await hub.restart();
  return { ...lived, clerk: Object.assign(await hub.signIn(clerk.staffNo), { staffNo: clerk.staffNo }) };
}

const waitIn = (view: { readonly services: readonly { readonly id: string; readonly wait: WaitRange }[] }): WaitRange =>
  sure(view.services.find(({ id }) => id === SERVICE)).wait;

/** When somebody has waited longer than half of those who were told the same, and not as long as four in five. */
function betweenP50AndP80({ at, event }: Awaited<ReturnType<typeof storedLog>>[number]): number {
  const { p50S, p80S } = sure(event.type === 'ticket-issued' ? event.foretold : null);
  return at + ((p50S + p80S) / 2) * 1_000;
}

/** As the hub's paper has it. */
function onPaper(wait: WaitRange): string {
  const { low, high } = sure(wait);
  if (low === 0) return `大约 ${String(high)} 分钟以内`;
  return low === high ? `大约 ${String(high)} 分钟` : `大约 ${String(low)}-${String(high)} 分钟`;
}

it('[K9] dispenser, screen, board, answer and paper carry one range, in whole five minutes; a repeat carries it again', async () => {
  const fake = await startFakePrinter({ is: 'ok' });
  onTestFinished(() => fake.close());
  const { hub, clerk, dispenser } = await withYesterday({ PAIHAO_PRINTER: `tcp://127.0.0.1:${String(fake.port)}` });
  const machine = await watch(hub.url(), dispenser, 'dispenser');
  const screen = await watch(hub.url(), hub.nobody, 'hall');
  const board = await watch(hub.url(), await hub.user('supervisor'), 'board');
  const papers = fake.tickets.length;
  expect(waitIn(machine.last().view), 'no window is open').toBeNull();
  expect((await take(dispenser))['wait']).toBeNull();

  await done(clerk.post(`${hall}/windows/1/open`));
  await machine.until((view) => waitIn(view) !== null);
  const early = sure(waitIn(machine.last().view));
  await take(dispenser);
  await take(dispenser);
  await machine.until((view) => sure(waitIn(view)).low > early.low);
  const told = sure(waitIn(machine.last().view));
  await screen.until((view) => JSON.stringify(waitIn(view)) === JSON.stringify(told));
  await board.until(
    ({ queues }) => JSON.stringify(queues.find(({ prefix }) => prefix === 'J')?.wait) === JSON.stringify(told),
  );
  expect([told.low % 5, told.high % 5]).toEqual([0, 0]);
  expect(told.low).toBeGreaterThan(0);
  expect(told.high).toBeGreaterThanOrEqual(told.low);

  const key = freshKey();
  const taken = await done(dispenser.post(`${hall}/tickets`, { service: SERVICE }, key));
  expect(taken).toMatchObject({ number: 'J004', ahead: 3, wait: told });
  await fake.printed(papers + 4);
  const paper = sure(fake.tickets.map((bytes) => readPaper(bytes)).find(({ number }) => number === 'J004'));
  expect(paper.texts.join('\n')).toContain(onPaper(told));

  const own = await watch(hub.url(), hub.nobody, 'ticket', `ticket/${String(taken['token'])}`);
  const { wait } = await own.until((view) => view.wait !== null);
  expect(Math.abs(sure(wait).low - told.low)).toBeLessThanOrEqual(5); // the same place in the line, told by itself
  const asked = (await done(hub.nobody.get(`/tickets/${String(taken['token'])}`))) as unknown as TicketView;
  expect(asked.wait).toEqual(wait);

  await machine.until((view) => sure(waitIn(view)).low > told.low);
  expect(await done(dispenser.post(`${hall}/tickets`, { service: SERVICE }, key))).toEqual({
    ...taken,
    print: 'queued',
  });
  await done(clerk.post(`${hall}/windows/1/call-next`));
  await done(clerk.post(`${hall}/windows/1/close`));
  await machine.until((view) => waitIn(view) === null);
  expect(await own.until((view) => view.wait === null)).toMatchObject({ status: 'waiting' });
}, 30_000);

it('what is foretold comes from the hub alone: a request that brings its own is refused', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const own = { service: SERVICE, expectation: { foretold: { p50S: 1, p80S: 2 }, waiting: 0, eachS: 0 } };
  expectProblem(await dispenser.post(`${hall}/tickets`, own), 400, 'invalid');
});

it('[K9] without data nothing is told, however many wait', async () => {
  const hub = await startHub();
  const lived = { hub, clerk: await hub.user('staff'), dispenser: await hub.pair('dispenser') };
  const machine = await watch(hub.url(), lived.dispenser, 'dispenser');
  await morning(lived, lived.clerk, 6);
  const followed = vi.spyOn(HallForecaster.prototype, 'follow'); // just before it reckons
  onTestFinished(() => followed.mockRestore());
  for (let waiting = 1; waiting <= 3; waiting += 1) {
    const ticket = await take(lived.dispenser);
    expect(ticket).toMatchObject({ ahead: waiting - 1, wait: null });
    await vi.waitFor(() => {
      const numbers = followed.mock.calls.flatMap(([, events]) =>
        events.map((event) => 'number' in event && event.number),
      );
      expect(numbers).toContain(ticket['number']);
    }, 10_000);
    await machine.until(({ services }) => services.some((service) => service.waiting === waiting));
    expect(machine.last().view.services.map(({ wait }) => wait)).toEqual(Array.from({ length: 10 }, () => null));
  }
  const board = (await done((await hub.user('supervisor')).get(`${hall}/board`))) as unknown as BoardView;
  expect(board.forecast).toBeNull();
});

it('[K9] the next day the board says how far off it was, and how many waits were within what was told', async () => {
  const { hub, clerk, dispenser } = await withYesterday();
  const machine = await watch(hub.url(), dispenser, 'dispenser');
  await done(clerk.post(`${hall}/windows/1/open`));
  for (let each = 1; each <= 5; each += 1) {
    const before = JSON.stringify(waitIn(machine.last().view));
    await machine.until((view) => waitIn(view) !== null && (each === 1 || JSON.stringify(waitIn(view)) !== before));
    expect((await take(dispenser))['wait']).not.toBeNull();
  }
  const issued = (await storedLog(hub.data)).filter(({ event }) => event.type === 'ticket-issued').slice(-5);
  for (const [index, minutes] of [2, 3, 12, 4].entries()) {
    if (index === 2) hub.time.pass(betweenP50AndP80(sure(issued[index])) - hub.time.wall());
    await done(clerk.post(`${hall}/windows/1/call-next`));
    hub.time.pass(minutes * MINUTE);
    await done(clerk.post(`${hall}/windows/1/finish`, { outcome: 'done' }));
  }
  const log = await storedLog(hub.data);
  hub.time.pass(hallTime('2026-11-25T08:30:00') - hub.time.wall());
  const board = await watch(hub.url(), await hub.user('supervisor'), 'board');
  const { forecast } = await board.until((view) => view.forecast?.day === '2026-11-24');

  const errors: number[] = [];
  let within = 0;
  let withinP50 = 0;
  for (const { at, event } of log) {
    if (event.type !== 'ticket-issued' || event.foretold === null || event.day !== '2026-11-24') continue;
    const called = log.find((later) => later.event.type === 'ticket-called' && later.event.ticket === event.ticket);
    if (called === undefined) continue;
    const waitS = (called.at - at) / 1_000;
    errors.push(Math.abs(waitS - event.foretold.p50S));
    if (waitS <= event.foretold.p80S) within += 1;
    if (waitS <= event.foretold.p50S) withinP50 += 1;
  }
  expect(errors).toHaveLength(4);
  expect([withinP50 < within, within < 4]).toEqual([true, true]); // neither end of the range could stand in for the other
  expect(forecast).toMatchObject({ n: 4, covered: within / 4 });
  expect(sure(forecast).maeS).toBeCloseTo(errors.reduce((sum, each) => sum + each, 0) / 4, 6);
}, 30_000);

it('after a restore what the records teach is learnt anew', async () => {
  const { hub, clerk, dispenser } = await withYesterday();
  const file = join(temporaryFolder(), 'morning.db');
  const local = (name: 'backup' | 'restore') => askHub(sure(readHubJson(hub.data)), name, { file });
  expect(await local('backup')).toMatchObject({ exit: 0 });
  expect(await local('restore')).toMatchObject({ exit: 0 });
  const machine = await watch(hub.url(), dispenser, 'dispenser');
  const again = await hub.signIn(clerk.staffNo);
  await done(again.post(`${hall}/windows/1/open`));
  await machine.until((view) => waitIn(view) !== null);
}, 30_000);
