import type { PrinterUrl } from './printer-url.ts';
import { createHubSpool } from './hub-spool.ts';
import { type AgentLog, startSpoolAgent } from './spool-agent.ts';
import type { PrinterTiming } from './timing.ts';

export interface PrintAgentSettings {
  /** The hub's address, `http://host:port`. */
  readonly hub: string;
  /** Of a paired device of kind printer. */
  readonly token: string;
  readonly printer: PrinterUrl;
  readonly log: AgentLog;
  readonly timing?: Partial<PrinterTiming>;
}

/** The print agent as a process of its own: runs until the signal, then finishes the ticket under way. */
export async function runPrintAgent(settings: PrintAgentSettings, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { hub, token, printer, log, timing } = settings;
  const spool = createHubSpool(hub, token, log);
  const agent = startSpoolAgent({ printer, spool, log, ...(timing === undefined ? {} : { timing }) });
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await agent.stop();
  spool.close();
}
