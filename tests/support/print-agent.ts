import { onTestFinished } from 'vitest';
import { runPrintAgent } from '../../ticket-printer/run-print-agent.ts';

/** A print agent in this process, for a printer on a port of this machine; the test ends it. */
export function startPrintAgent(hub: string, token: string, port: number): void {
  const ending = new AbortController();
  const printer = { kind: 'tcp', host: '127.0.0.1', port, status: 'ask', width: 80 } as const;
  const agent = runPrintAgent({ hub, token, printer, log: () => undefined }, ending.signal);
  onTestFinished(async () => {
    ending.abort();
    await agent;
  });
}
