import type { Logger } from 'pino';
import { startSpoolAgent } from '../../ticket-printer/spool-agent.ts';
import type { Config } from '../config.ts';
import { type Core, printersOf } from '../core.ts';
import { submitAsHub } from '../hub/submit-as-hub.ts';
import type { Presence } from '../publish/presence.ts';
import { inHubSpool } from './in-hub-spool.ts';
import { doubtSending } from './unfinished-paper.ts';

/** A print agent that is still alive when the hub starts has come back within this time. */
const BACK_WITHIN_MS = 10_000;

export interface PrintingOptions {
  readonly core: Core;
  readonly config: Config;
  readonly presence: Presence;
  readonly publicUrl: () => string;
  readonly wakes: Set<() => void>;
  readonly log: Logger;
}

export interface Printing {
  stop(): Promise<void>;
}

/** Runs the hall's first printer inside the hub, when there is one, and finds out which of the others are gone. */
export function startPrinting(options: PrintingOptions): Printing {
  const { core, config, publicUrl, wakes, log } = options;
  const [hall] = core.hub.halls();
  if (hall === undefined) return { stop: () => Promise.resolve() };
  const doubted = doubtSending(core, hall);
  const looking = setTimeout(() => {
    tellMissing(options).catch((error: unknown) => log.warn({ err: error }, 'print agents were not looked for'));
  }, BACK_WITHIN_MS);
  const agent =
    config.printer.kind === 'none'
      ? null
      : startSpoolAgent({
          printer: config.printer,
          spool: inHubSpool(core, hall, publicUrl, wakes),
          log: (level, message) => log[level](message),
        });
  return {
    async stop() {
      clearTimeout(looking);
      await Promise.all([doubted, agent?.stop()]);
    },
  };
}

/** Print agents that were there when the hub ended, and did not come back with it: the log still calls them ready. */
async function tellMissing({ core, config, presence }: PrintingOptions): Promise<void> {
  for (const hall of core.hub.halls()) {
    for (const printer of (await printersOf(core, config, hall)).keys()) {
      if (printer === 'main' || presence.isConnected(printer)) continue;
      await submitAsHub(core.hub, hall, { type: 'report-printer', printer, condition: 'unreachable' });
    }
  }
}
