import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import type { Command } from './command.ts';

export interface RunningHub {
  readonly url: string;
  stop(): Promise<void>;
}

export function startCommand(runHub: (config: Config) => Promise<RunningHub>): Command {
  return {
    name: 'start',
    usage: 'start',
    summary: '启动，直到被要求结束 runs the hub until it is asked to end',
    async run(args, terminal, config) {
      parseArgs({ args: [...args], options: {} });
      const hub = await runHub(config());
      await ended(terminal.ending);
      await hub.stop();
      return 0;
    },
  };
}

function ended(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((end) => signal.addEventListener('abort', () => end(), { once: true }));
}
