import type { Logger } from 'pino';
import { startSpoolAgent } from '../../ticket-printer/spool-agent.ts';
import type { Config } from '../config.ts';
import type { Core } from '../core.ts';
import { inHubSpool } from './in-hub-spool.ts';

/** Runs the hall's first printer inside the hub, when there is one. */
export function startPrinting(
  core: Core,
  { printer }: Config,
  publicUrl: () => string,
  wakes: Set<() => void>,
  log: Logger,
): { stop(): Promise<void> } {
  const [hall] = core.hub.halls();
  if (printer.kind === 'none' || hall === undefined) return { stop: () => Promise.resolve() };
  return startSpoolAgent({
    printer,
    spool: inHubSpool(core, hall, publicUrl, wakes),
    log: (level, message) => log[level](message),
  });
}
