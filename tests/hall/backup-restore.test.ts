import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { Answer } from '../support/answer.ts';
import { type Caller, done } from '../support/caller.ts';
import { temporaryFolder } from '../support/folder.ts';
import { runPaihao } from '../support/hub-process.ts';
import { sure } from '../support/people.ts';
import { readPaper } from '../support/read-paper.ts';
import { hall, startHub } from '../support/start-hub.ts';
import { eventsOf, storedLog } from '../support/stored-log.ts';
import { watch } from '../support/watch.ts';
import { startFakePrinter } from '../printer/support/fake-printer.ts';

/** Citizens who take numbers until told to stop; what they were answered, and how often the line broke. */
function taking(dispenser: Caller, citizens: number) {
  const answers: Answer[] = [];
  let stopped = false;
  let broken = 0;
  const citizen = async (): Promise<void> => {
    while (!stopped) {
      const answer = await dispenser.post(`${hall}/tickets`, { service: 'household' }).catch(() => undefined);
      if (answer === undefined) broken += 1;
      else answers.push(answer);
      if (answer?.status !== 201) await pause(20);
    }
  };
  const all = Promise.all(Array.from({ length: citizens }, citizen));
  const issued = (): readonly string[] =>
    answers.filter(({ status }) => status === 201).map(({ body }) => String(body['number']));
  return {
    answers,
    issued,
    broken: () => broken,
    reached: (count: number) =>
      expect.poll(() => issued().length, { interval: 5, timeout: 10_000 }).toBeGreaterThan(count),
    async stop() {
      stopped = true;
      await all;
    },
  };
}

const numbersIn = async (data: string): Promise<readonly string[]> =>
  eventsOf(await storedLog(data), 'ticket-issued').map(({ number }) => number);

it('[F3] a back-up made while numbers are taken is whole, and restores without a hub', async () => {
  const hub = await startHub();
  const file = join(temporaryFolder(), 'noon.db');
  const load = taking(await hub.pair('dispenser'), 8);
  await load.reached(100);
  const before = new Set(load.issued());
  expect(await runPaihao(hub.data, ['backup', file])).toMatchObject({ exit: 0, out: `${file}\n` });
  const seen = load.issued().length;
  await load.reached(seen + 100);
  await load.stop();
  expect([...new Set(load.answers.map(({ status }) => status))]).toEqual([201]);

  const other = join(temporaryFolder(), 'data');
  mkdirSync(other);
  expect(await runPaihao(other, ['restore', file])).toMatchObject({ exit: 0, out: '' });
  const verified = await runPaihao(other, ['verify']);
  expect(verified.exit).toBe(0);
  const kept = await numbersIn(other);
  expect(kept).toEqual(kept.map((_, index) => `J${String(index + 1).padStart(3, '0')}`));
  expect([...before].filter((number) => !kept.includes(number))).toEqual([]);
  expect(kept.length).toBeLessThan(load.issued().length);
  const head = sure(verified.out.trim().split(' ').at(-1));
  expect((await runPaihao(hub.data, ['verify', '--head', head])).exit).toBe(0); // a piece of the same log
}, 60_000);

it('[F3] the running hub restores in place under load: all clients begin anew with the restored state', async () => {
  const hub = await startHub();
  const folder = temporaryFolder();
  const file = join(folder, 'kept.db');
  const dispenser = await hub.pair('dispenser');
  const staff = await hub.user('staff');
  const first = await done(dispenser.post(`${hall}/tickets`, { service: 'health' }));
  await runPaihao(hub.data, ['backup', file]);
  const supervisor = await hub.user('supervisor'); // came after the back-up
  await done(staff.post(`${hall}/windows/2/open`));
  const second = await done(dispenser.post(`${hall}/tickets`, { service: 'health' }));
  const screen = await watch(hub.url(), hub.nobody, 'hall');
  const kiosk = await watch(hub.url(), dispenser, 'dispenser');
  const { epoch } = screen.last();
  expect(screen.last().view.windows[1]?.status).toBe('open');

  const rubbish = join(folder, 'rubbish');
  writeFileSync(rubbish, 'no database at all '.repeat(1_000));
  const wrong = [rubbish, join(folder, 'nowhere'), join(hub.data, 'paihao.db')];
  const refusals = await Promise.all(wrong.map((each) => runPaihao(hub.data, ['restore', each])));
  expect(refusals.map(({ exit, out }) => [exit, out])).toEqual(wrong.map(() => [1, '']));
  expect([screen.isConnected(), screen.last().epoch]).toEqual([true, epoch]); // nobody noticed
  expect((await done(hub.nobody.get(`/tickets/${String(second['token'])}`)))['status']).toBe('waiting');

  const load = taking(dispenser, 8);
  await load.reached(50);
  const old = screen.last().epoch;
  expect(await runPaihao(hub.data, ['restore', file])).toMatchObject({ exit: 0, out: '' });
  const seen = load.issued().length;
  await load.reached(seen + 50);
  await load.stop();
  expect(load.answers.filter(({ status }) => status !== 201 && status !== 503).map(({ text }) => text)).toEqual([]);
  expect(load.broken()).toBe(0);

  await screen.until(({ windows }, pushed) => pushed.epoch !== old && windows[1]?.status === 'closed');
  await kiosk.until((_, pushed) => pushed.epoch === screen.last().epoch);
  expect((await done(hub.nobody.get(`/tickets/${String(first['token'])}`)))['status']).toBe('waiting');
  expect((await hub.nobody.get(`/tickets/${String(second['token'])}`)).status).toBe(404);
  expect((await supervisor.get(`${hall}/board`)).status).toBe(401);
  expect((await staff.get('/session')).body).toMatchObject({ staffNo: staff.staffNo, window: null });
  const numbers = (await numbersIn(hub.data)).filter((number) => number.startsWith('J'));
  expect(numbers).toEqual(numbers.map((_, index) => `J${String(index + 1).padStart(3, '0')}`));
  await screen.until(({ services }) => services.find(({ prefix }) => prefix === 'J')?.waiting === numbers.length);
  expect((await runPaihao(hub.data, ['verify'])).exit).toBe(0);
  await hub.restart();
  expect((await runPaihao(hub.data, ['verify'])).exit).toBe(0);
}, 60_000);

it('[P5] paper that was queued when the back-up was made is not printed a second time after a restore', async () => {
  const fake = await startFakePrinter({ is: 'paper-out' });
  onTestFinished(() => fake.close());
  const hub = await startHub({ env: { PAIHAO_PRINTER: `tcp://127.0.0.1:${String(fake.port)}` } });
  const file = join(temporaryFolder(), 'queued.db');
  const dispenser = await hub.pair('dispenser');
  const screen = await watch(hub.url(), dispenser, 'dispenser');
  await screen.until(({ printer }) => printer === 'paper-out');
  const { number } = await done(dispenser.post(`${hall}/tickets`, { service: 'household' }));
  await runPaihao(hub.data, ['backup', file]);
  fake.set({ is: 'ok' });
  await fake.printed(1);
  const old = screen.last().epoch;
  await runPaihao(hub.data, ['restore', file]);
  await screen.until(({ papers }, { epoch }) => epoch !== old && papers[0]?.print === 'unknown');
  await done(dispenser.post(`${hall}/tickets`, { service: 'health' }));
  await fake.printed(2);
  expect(fake.tickets.map((bytes) => readPaper(bytes).number)).toEqual([number, 'G001']);
}, 20_000);
