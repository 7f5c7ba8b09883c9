import { expect, it, onTestFinished } from 'vitest';
import { done } from '../support/caller.ts';
import { sure } from '../support/people.ts';
import { readPaper } from '../support/read-paper.ts';
import { hall, startHub, type TestHub } from '../support/start-hub.ts';
import { watch } from '../support/watch.ts';
import { type FakeMode, type FakePrinter, startFakePrinter } from '../printer/support/fake-printer.ts';

interface Printing {
  readonly hub: TestHub;
  readonly fake: FakePrinter;
}
async function printing(mode: FakeMode = { is: 'ok' }): Promise<Printing> {
  const fake = await startFakePrinter(mode);
  onTestFinished(() => fake.close());
  const hub = await startHub({ env: { PAIHAO_PRINTER: `tcp://127.0.0.1:${String(fake.port)}` } });
  return { hub, fake };
}
const numbers = (fake: FakePrinter): readonly string[] => fake.tickets.map((bytes) => readPaper(bytes).number);

it('[P9] the paper of a ticket taken at the running hub shows what was told; printed is pushed to who watches', async () => {
  const { hub, fake } = await printing();
  const dispenser = await hub.pair('dispenser');
  const screen = await watch(hub.url(), dispenser, 'dispenser');
  await screen.until(({ printer }) => printer === 'ready');
  const before = await done(dispenser.post(`${hall}/tickets`, { service: 'household' }));
  await screen.until(({ papers }) => papers.some(({ number, print }) => number === 'J001' && print === 'printed'));
  const taken = await done(dispenser.post(`${hall}/tickets`, { service: 'household' }));
  expect([before['number'], before['print'], taken['number'], taken['ahead']]).toEqual(['J001', 'queued', 'J002', 1]);
  const own = await watch(hub.url(), hub.nobody, 'ticket', `ticket/${String(taken['token'])}`);
  await own.until(({ print }) => print === 'printed');
  await screen.until(({ papers }) => papers.some(({ number, print }) => number === 'J002' && print === 'printed'));
  await fake.printed(2);
  const paper = readPaper(sure(fake.tickets[1]));
  expect(paper).toMatchObject({ number: 'J002', url: taken['url'], isCopy: false });
  for (const part of ['青溪镇便民服务中心', '户籍证明', '前面 1 人', '1、2、3、4 号窗口', '11-23 09:00', '电话 12345'])
    expect(paper.texts.join('\n')).toContain(part);
  for (const part of ['本人身份证', '户口簿', '扫码看进度、评价', '叫号没到算过号'])
    expect(paper.texts.join('')).toContain(part);
  expect(numbers(fake)).toEqual(['J001', 'J002']);
});

it('[P4] what ails the printer is on the dispenser and the board within 5 s', async () => {
  const modes = ['paper-near-end', 'paper-out', 'cover-open', 'offline'] as const;
  const hubs = [];
  for (const mode of modes) {
    const { hub, fake } = await printing();
    const dispenser = await watch(hub.url(), await hub.pair('dispenser'), 'dispenser');
    const board = await watch(hub.url(), await hub.user('supervisor'), 'board');
    await dispenser.until(({ printer }) => printer === 'ready');
    hubs.push({ mode, fake, dispenser, board });
  }
  const within = 5_000;
  await Promise.all(
    hubs.map(async ({ mode, fake, dispenser, board }) => {
      fake.set({ is: mode });
      await Promise.all([
        dispenser.until(({ printer }) => printer === mode, within),
        board.until(
          ({ printers }) => printers.some(({ id, condition }) => id === 'main' && condition === mode),
          within,
        ),
        board.until(({ alarms }) => alarms.some(({ kind, detail }) => kind === 'printer' && detail === mode), within),
      ]);
      fake.set({ is: 'ok' });
      await dispenser.until(({ printer }) => printer === 'ready', within);
      await board.until(({ alarms }) => alarms.every(({ kind }) => kind !== 'printer'), within);
      await fake.close();
      await dispenser.until(({ printer }) => printer === 'unreachable', within);
      await board.until(({ alarms }) => alarms.some(({ detail }) => detail === 'unreachable'), within);
    }),
  );
}, 30_000);

it('[P5] a ticket whose paper failed stays valid and is shown; a later copy is marked 补打', async () => {
  const { hub, fake } = await printing();
  const dispenser = await hub.pair('dispenser');
  const screen = await watch(hub.url(), dispenser, 'dispenser');
  const guide = await hub.user('guide');
  const desk = await watch(hub.url(), guide, 'reception');
  await screen.until(({ printer }) => printer === 'ready');
  fake.set({ is: 'paper-out' }); // a moment after the last look: the job is taken, and fails before its first byte
  const taken = await done(dispenser.post(`${hall}/tickets`, { service: 'household' }));
  await screen.until(({ papers }) => papers.some(({ number, print }) => number === 'J001' && print === 'failed'));
  await desk.until(({ papers }) => papers[0]?.print === 'failed' && papers[0].failure === 'paper-out');
  expect(fake.received()).toHaveLength(0);
  expect(await done(hub.nobody.get(`/tickets/${String(taken['token'])}`))).toMatchObject({
    status: 'waiting',
    print: 'failed',
  });
  expect((await guide.post(`${hall}/tickets/J001/reprint`)).body).toEqual({ number: 'J001', print: 'queued' });
  expect((await guide.post(`${hall}/tickets/J001/reprint`)).status).toBe(409);
  expect(fake.tickets).toHaveLength(0);
  fake.set({ is: 'ok' });
  await screen.until(({ papers }) => papers.some(({ number, print }) => number === 'J001' && print === 'printed'));
  expect(fake.tickets.map(readPaper)).toMatchObject([{ number: 'J001', isCopy: true, url: taken['url'] }]);
  const staff = await hub.user('staff');
  await done(staff.post(`${hall}/windows/1/open`));
  expect(await done(staff.post(`${hall}/windows/1/call-next`))).toMatchObject({ number: 'J001' });
}, 20_000);

it('[P5] a printer that dies in mid-ticket leaves the paper unknown, until a person says whether it came', async () => {
  const { hub, fake } = await printing();
  const dispenser = await hub.pair('dispenser');
  const screen = await watch(hub.url(), dispenser, 'dispenser');
  const guide = await hub.user('guide');
  const desk = await watch(hub.url(), guide, 'reception');
  await screen.until(({ printer }) => printer === 'ready');
  const take = async (printAs: string): Promise<string> => {
    fake.set({ is: 'reset', after: 900 });
    const { number } = await done(dispenser.post(`${hall}/tickets`, { service: 'household' }));
    await screen.until(({ papers }) => papers.some((paper) => paper.number === number && paper.print === printAs));
    fake.set({ is: 'ok' });
    await screen.until(({ printer }) => printer === 'ready');
    return String(number);
  };
  const came = await take('unknown');
  await desk.until(({ papers }) => papers.some(({ number, print }) => number === came && print === 'unknown'));
  expect(await done(guide.post(`${hall}/tickets/${came}/paper`, { came: true }))).toMatchObject({ print: 'printed' });
  await screen.until(({ papers }) => papers.some(({ number, print }) => number === came && print === 'printed'));
  const lost = await take('unknown');
  expect(await done(guide.post(`${hall}/tickets/${lost}/paper`, { came: false }))).toMatchObject({ print: 'failed' });
  expect(fake.tickets).toHaveLength(0); // nothing came out again by itself
  await done(guide.post(`${hall}/tickets/${lost}/reprint`));
  await screen.until(({ papers }) => papers.some(({ number, print }) => number === lost && print === 'printed'));
  expect(fake.tickets.map(readPaper)).toMatchObject([{ number: lost, isCopy: true }]);
}, 30_000);

it('[P11] paper older than 60 s, or of a ticket that no longer waits, does not come out of a mended printer', async () => {
  const { hub, fake } = await printing({ is: 'paper-out' });
  const dispenser = await hub.pair('dispenser');
  const screen = await watch(hub.url(), dispenser, 'dispenser');
  const guide = await hub.user('guide');
  const desk = await watch(hub.url(), guide, 'reception');
  await screen.until(({ printer }) => printer === 'paper-out');
  const take = async (service: string): Promise<string> =>
    String((await done(dispenser.post(`${hall}/tickets`, { service })))['number']);
  const old = await take('household');
  hub.time.pass(61_000);
  await desk.until(({ papers }) => papers.some((paper) => paper.number === old && paper.failure === 'stale'));
  const cancelled = await take('health');
  const called = await take('veterans');
  await done(guide.post(`${hall}/tickets/${cancelled}/cancel`));
  const staff = await hub.user('staff');
  await done(staff.post(`${hall}/windows/1/open`));
  await done(guide.post(`${hall}/tickets/${old}/cancel`));
  expect(await done(staff.post(`${hall}/windows/1/call-next`))).toMatchObject({ number: called });
  const fresh = await take('general');
  hub.time.pass(50_000);
  fake.set({ is: 'ok' });
  await screen.until(({ papers }) => papers.some(({ number, print }) => number === fresh && print === 'printed'));
  expect(numbers(fake)).toEqual([fresh]);
  await done(guide.post(`${hall}/tickets/${called}/reprint`)); // but a person may ask for it
  await screen.until(({ papers }) => papers.some(({ number, print }) => number === called && print === 'printed'));
  expect(numbers(fake)).toEqual([fresh, called]);
}, 30_000);
