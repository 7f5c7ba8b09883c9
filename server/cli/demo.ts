import { parseArgs } from 'node:util';
import type { Command, Terminal } from './command.ts';

export function demoCommand(runDemo: (terminal: Terminal) => Promise<void>): Command {
  return {
    name: 'demo',
    usage: 'demo',
    summary: '在真屏幕上看模拟的一天 a simulated day on live screens, on a hub, folder and clock of its own',
    async run(args, terminal) {
      parseArgs({ args: [...args], options: {} });
      await runDemo(terminal);
      return 0;
    },
  };
}
