import { expect, it, onTestFinished } from 'vitest';
import { Caller, done } from '../support/caller.ts';
import { paihao } from '../support/command-line.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type HubProcess, type Running, startHubProcess, startPaihao } from '../support/hub-process.ts';
import { good, sure } from '../support/people.ts';
import { readPaper } from '../support/read-paper.ts';
import { eventsOf, storedLog } from '../support/stored-log.ts';
import { watch } from '../support/watch.ts';
import { type FakePrinter, startFakePrinter } from '../printer/support/fake-printer.ts';

const hall = '/halls/qingxi';

interface Scene {
  readonly data: string;
  readonly fake: FakePrinter;
  readonly hub: () => HubProcess;
  readonly dispenser: Caller;
  readonly supervisor: () => Promise<Caller>;
  /** Starts the hub, at the address it had before. */
  readonly startHub: () => Promise<void>;
  readonly startAgent: () => Promise<Running>;
}

/** A hub process; the printer is the hub's own, or that of a print agent. */
async function scene(printer: 'own' | 'agent'): Promise<Scene> {
  const data = temporaryFolder();
  const fake = await startFakePrinter();
  onTestFinished(() => fake.close());
  const tcp = `tcp://127.0.0.1:${String(fake.port)}`;
  const { out: dispenserToken } = await paihao(data, ['pair', 'dispenser']);
  await paihao(data, ['user', 'add', '0001', '--role', 'supervisor', '--name', '赵敏', '--password-stdin'], good);
  const token = printer === 'own' ? '' : sure((await paihao(data, ['pair', 'printer', '--name', '门厅'])).out[0]);
  let hub: HubProcess | undefined;
  const url = (): string => sure(hub).url;
  const startHub = async (): Promise<void> => {
    const port = hub === undefined ? '0' : new URL(hub.url).port;
    hub = await startHubProcess(data, { PAIHAO_PORT: port, ...(printer === 'own' ? { PAIHAO_PRINTER: tcp } : {}) });
  };
  await startHub();
  return {
    data,
    fake,
    hub: () => sure(hub),
    dispenser: new Caller(url, { authorization: `Bearer ${sure(dispenserToken[0])}` }),
    supervisor: async () => {
      const person = new Caller(url);
      return person.as(await person.post('/session', { staffNo: '0001', password: good }));
    },
    startHub,
    startAgent: () => startPaihao(['printer', '--hub', url(), '--token', token, '--printer', tcp], {}),
  };
}

const take = async ({ dispenser }: Scene): Promise<string> =>
  String((await done(dispenser.post(`${hall}/tickets`, { service: 'household' })))['number']);
const numbers = ({ fake }: Scene): readonly string[] => fake.tickets.map((bytes) => readPaper(bytes).number);

async function sendingIn({ data }: Scene, count: number): Promise<void> {
  await expect.poll(async () => eventsOf(await storedLog(data), 'paper-sending').length, { interval: 5 }).toBe(count);
}

it('[P6] the print agent in its own process prints, comes back after the hub did, and drains', async () => {
  const at = await scene('agent');
  const agent = await at.startAgent();
  const board = await watch(at.hub().url, await at.supervisor(), 'board');
  const screen = await watch(at.hub().url, at.dispenser, 'dispenser');
  const isNow = (condition: string) => board.until(({ printers }) => printers[0]?.condition === condition);
  const isPrinted = (no: string) =>
    screen.until(({ papers }) => papers.some(({ number, print }) => number === no && print === 'printed'));
  await isNow('ready');
  expect(board.last().view.printers[0]?.name).toBe('门厅');
  await isPrinted(await take(at));

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    await at.hub().end(signal);
    await at.startHub();
    await board.until((_, { epoch }) => epoch === screen.last().epoch);
    await isNow('ready');
    await isPrinted(await take(at));
  }
  await agent.end('SIGKILL');
  await isNow('unreachable');
  await board.until(({ alarms }) => alarms.some(({ kind, detail }) => kind === 'printer' && detail === 'unreachable'));
  const waiting = [await take(at), await take(at)];
  const again = await at.startAgent();
  await isNow('ready');
  for (const number of waiting) await isPrinted(number);
  expect(numbers(at)).toEqual(['J001', 'J002', 'J003', ...waiting]);
  expect(await again.end()).toBe(0);
  await isNow('unreachable');
}, 60_000);

it('a print agent that died together with the hub is not taken for ready', async () => {
  const at = await scene('agent');
  const agent = await at.startAgent();
  const board = await watch(at.hub().url, await at.supervisor(), 'board');
  await board.until(({ printers }) => printers[0]?.condition === 'ready');
  await Promise.all([at.hub().end('SIGKILL'), agent.end('SIGKILL')]);
  await at.startHub();
  await board.until(({ printers }) => printers[0]?.condition === 'unreachable', 15_000);
}, 60_000);

it('[P5] a hub killed while a ticket is sent asks the staff about it, and never prints it again by itself', async () => {
  const at = await scene('own');
  at.fake.set({ is: 'slow', ms: 150 });
  const number = await take(at);
  await sendingIn(at, 1);
  await at.hub().end('SIGKILL');
  at.fake.set({ is: 'paper-out' }); // a printer that cannot print takes no next job: the doubt must show all the same
  await at.startHub();
  const supervisor = await at.supervisor();
  const board = await watch(at.hub().url, supervisor, 'board');
  await board.until(
    ({ papers }) => papers.some((paper) => paper.number === number && paper.print === 'unknown'),
    5_000,
  );
  at.fake.set({ is: 'ok' });
  const next = await take(at);
  await at.fake.printed(1);
  expect(numbers(at)).toEqual([next]);
  expect(await done(supervisor.post(`${hall}/tickets/${number}/paper`, { came: true }))).toMatchObject({
    print: 'printed',
  });
  await board.until(({ papers }) => papers.length === 0);
}, 60_000);

it('[P5] an agent killed in mid-ticket leaves it unknown; a hub killed meanwhile hears later that it came', async () => {
  const at = await scene('agent');
  const board = await watch(at.hub().url, await at.supervisor(), 'board');
  const screen = await watch(at.hub().url, at.dispenser, 'dispenser');
  const is = (no: string, as: string) =>
    screen.until(({ papers }) => papers.some(({ number, print }) => number === no && print === as), 15_000);
  const first = await at.startAgent();
  await board.until(({ printers }) => printers[0]?.condition === 'ready');
  at.fake.set({ is: 'slow', ms: 100 });
  const torn = await take(at);
  await sendingIn(at, 1);
  await first.end('SIGKILL');
  at.fake.set({ is: 'ok' });
  await board.until(({ printers }) => printers[0]?.condition === 'unreachable');
  await at.startAgent();
  await is(torn, 'unknown');
  expect(numbers(at)).toEqual([]);

  at.fake.set({ is: 'slow', ms: 20 });
  const whole = await take(at);
  await sendingIn(at, 2);
  await at.hub().end('SIGKILL');
  await at.fake.printed(1);
  await at.startHub();
  await is(whole, 'printed');
  expect(numbers(at)).toEqual([whole]);
}, 60_000);
