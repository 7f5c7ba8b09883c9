import { it, onTestFinished } from 'vitest';
import { cuttingProxy } from '../support/cutting-proxy.ts';
import { startPrintAgent } from '../support/print-agent.ts';
import { startHub } from '../support/start-hub.ts';
import { watch } from '../support/watch.ts';
import { startFakePrinter } from '../printer/support/fake-printer.ts';

it('[P6] a report whose answer was lost counts anew after the line was cut in between', async () => {
  const fake = await startFakePrinter();
  onTestFinished(() => fake.close());
  const hub = await startHub();
  const line = await cuttingProxy(hub.url());
  const { token } = await hub.pair('printer');
  startPrintAgent(line.url, token, fake.port);
  const board = await watch(hub.url(), await hub.user('supervisor'), 'board');
  const isNow = (condition: string) => board.until(({ printers }) => printers[0]?.condition === condition);
  await isNow('ready');

  line.setMute(true);
  fake.set({ is: 'paper-out' });
  await isNow('paper-out');
  line.cut();
  await isNow('unreachable');
  line.setMute(false);
  await isNow('paper-out');
}, 40_000);
