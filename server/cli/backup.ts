import type { Command } from './command.ts';
import { readFileArgument } from './file-argument.ts';
import type { OfflineParts } from './offline.ts';
import { operate, show } from './operate.ts';

export function backupCommand(parts: OfflineParts): Command {
  return {
    name: 'backup',
    usage: 'backup FILE',
    summary: '备份到文件，运行中也可以 copies the records to a file, also while the hub runs',
    async run(args, terminal, config) {
      const file = readFileArgument(args);
      return show(await operate(config(), 'backup', { file }, parts), terminal);
    },
  };
}
