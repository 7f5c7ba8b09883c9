import { expect, it, onTestFinished } from 'vitest';
import { done, expectProblem } from '../support/caller.ts';
import { sure } from '../support/people.ts';
import { readPaper } from '../support/read-paper.ts';
import { startPrintAgent } from '../support/print-agent.ts';
import { hall, startHub } from '../support/start-hub.ts';
import { watch } from '../support/watch.ts';
import { type FakePrinter, startFakePrinter } from '../printer/support/fake-printer.ts';

const numbers = (fake: FakePrinter): readonly string[] => fake.tickets.map((bytes) => readPaper(bytes).number);

it('each dispenser prints at its own printer; one that ails holds up nobody at the other', async () => {
  const [first, second] = [await startFakePrinter(), await startFakePrinter()];
  onTestFinished(async () => {
    await Promise.all([first.close(), second.close()]);
  });
  const hub = await startHub({ env: { PAIHAO_PRINTER: `tcp://127.0.0.1:${String(first.port)}` } });
  const [door, side] = [await hub.pair('dispenser'), await hub.pair('dispenser')];
  const { token } = await hub.pair('printer');
  const [own, its] = [side.token, token].map((each) => each.slice(0, each.lastIndexOf('.')));
  const admin = await hub.admin();
  expectProblem(
    await admin.post(`${hall}/devices/${sure(own)}/printer`, { printer: 'nothing' }),
    404,
    'unknown-device',
  );
  await done(admin.post(`${hall}/devices/${sure(own)}/printer`, { printer: sure(its) }));

  startPrintAgent(hub.url(), token, second.port);
  const atDoor = await watch(hub.url(), door, 'dispenser');
  const atSide = await watch(hub.url(), side, 'dispenser');
  await atDoor.until(({ printer: its }) => its === 'ready');
  await atSide.until(({ printer: its }) => its === 'ready');
  const take = async (from: typeof door): Promise<string> =>
    String((await done(from.post(`${hall}/tickets`, { service: 'household' })))['number']);
  const [one, two] = [await take(door), await take(side)];
  await Promise.all([first.printed(1), second.printed(1)]);
  expect([numbers(first), numbers(second)]).toEqual([[one], [two]]);

  first.set({ is: 'paper-out' });
  await atDoor.until(({ printer: its }) => its === 'paper-out');
  expect(atSide.last().view.printer).toBe('ready');
  const [held, three] = [await take(door), await take(side)];
  await second.printed(2);
  expect(first.tickets).toHaveLength(1);
  first.set({ is: 'ok' });
  await first.printed(2);
  expect([numbers(first), numbers(second)]).toEqual([
    [one, held],
    [two, three],
  ]);
}, 30_000);
