import { parseArgs } from 'node:util';
import type { Command } from './command.ts';
import type { OfflineParts } from './offline.ts';
import { operate, show } from './operate.ts';

export function rebuildCommand(parts: OfflineParts): Command {
  return {
    name: 'rebuild',
    usage: 'rebuild',
    summary: '由日志重建各表 makes the tables anew from the log',
    async run(args, terminal, config) {
      parseArgs({ args: [...args], options: {} });
      return show(await operate(config(), 'rebuild', {}, parts), terminal);
    },
  };
}
