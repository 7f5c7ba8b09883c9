import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import type { Command, ExitCode, Terminal } from './command.ts';

export type RunDemo = (terminal: Terminal, config: Config) => Promise<ExitCode>;

export function demoCommand(runDemo: RunDemo): Command {
  return {
    name: 'demo',
    usage: 'demo',
    summary: '在真屏幕上看模拟的一天 a simulated day on live screens, on a hub, folder and clock of its own',
    async run(args, terminal, config) {
      parseArgs({ args: [...args], options: {} });
      return runDemo(terminal, config());
    },
  };
}
