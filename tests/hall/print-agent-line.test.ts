import { it, onTestFinished } from 'vitest';
import { runPrintAgent } from '../../ticket-printer/run-print-agent.ts';
import { cuttingProxy } from '../support/cutting-proxy.ts';
import { startHub } from '../support/start-hub.ts';
import { watch } from '../support/watch.ts';
import { startFakePrinter } from '../printer/support/fake-printer.ts';

it('[P6] a report whose answer was lost counts anew after the line was cut in between', async () => {
  const fake = await startFakePrinter();
  onTestFinished(() => fake.close());
  const hub = await startHub();
  const line = await cuttingProxy(hub.url());
  const { token } = await hub.pair('printer');
  const ending = new AbortController();
  const printer = { kind: 'tcp', host: '127.0.0.1', port: fake.port, status: 'ask', width: 80 } as const;
  const agent = runPrintAgent({ hub: line.url, token, printer, log: () => undefined }, ending.signal);
  onTestFinished(async () => {
    ending.abort();
    await agent;
  });
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
