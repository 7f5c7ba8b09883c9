import { expect, it, onTestFinished } from 'vitest';
import { startFakePrinter } from '../printer/support/fake-printer.ts';
import { done, expectProblem } from '../support/caller.ts';
import { hall, startHub } from '../support/start-hub.ts';
import { eventsOf, storedLog } from '../support/stored-log.ts';

it('[P7] the dispenser prints again what it just issued, staff and guides any ticket; the log keeps who asked', async () => {
  const printer = await startFakePrinter();
  onTestFinished(() => printer.close());
  const hub = await startHub({ env: { PAIHAO_PRINTER: `tcp://127.0.0.1:${String(printer.port)}` } });
  const [own, other] = [await hub.pair('dispenser'), await hub.pair('dispenser')];
  const [clerk, guide] = [await hub.user('staff'), await hub.user('guide')];
  const { number } = await done(own.post(`${hall}/tickets`, { service: 'general' }));
  const again = `${hall}/tickets/${String(number)}/reprint`;
  const copied = async (count: number): Promise<void> => {
    await printer.printed(count);
    const settled = async (): Promise<number> => eventsOf(await storedLog(hub.data), 'paper-settled').length;
    await expect.poll(settled).toBe(count);
  };

  await copied(1);
  await done(own.post(again));
  await copied(2);
  await done(clerk.post(again));
  await copied(3);
  await done(guide.post(again));
  await copied(4);

  expectProblem(await other.post(again), 404, 'unknown-ticket');
  hub.time.pass(2 * 60_000 + 1);
  expectProblem(await own.post(again), 404, 'unknown-ticket');
  const asked = eventsOf(await storedLog(hub.data), 'paper-queued').map(({ copy, by }) => [copy, by.split(':')[0]]);
  expect(asked).toEqual([
    [false, 'device'],
    [true, 'device'],
    [true, 'staff'],
    [true, 'staff'],
  ]);
});
