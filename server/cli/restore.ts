import type { Command } from './command.ts';
import { readFileArgument } from './file-argument.ts';
import type { OfflineParts } from './offline.ts';
import { operate, show } from './operate.ts';

export function restoreCommand(parts: OfflineParts): Command {
  return {
    name: 'restore',
    usage: 'restore FILE',
    summary: '用备份替换现有数据 puts a back-up in the place of the records',
    async run(args, terminal, config) {
      const file = readFileArgument(args);
      return show(await operate(config(), 'restore', { file }, parts), terminal);
    },
  };
}
