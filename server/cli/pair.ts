import { parseArgs } from 'node:util';
import { DEVICE_KINDS } from '../../domain/actor.ts';
import { WrongUse, type Command } from './command.ts';
import type { OfflineParts } from './offline.ts';
import { operate, show } from './operate.ts';

export function pairCommand(parts: OfflineParts): Command {
  return {
    name: 'pair',
    usage: 'pair KIND [--hall ID] [--window N] [--name TEXT]',
    summary: `配对一台设备，输出它的令牌 pairs a device and prints its token. KIND: ${DEVICE_KINDS.join(', ')}`,
    async run(args, terminal, config) {
      const text = { type: 'string' } as const;
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { hall: text, window: text, name: text },
      });
      const [kind, ...more] = positionals;
      if (kind === undefined || more.length > 0) throw new WrongUse('请写一种设备 give one KIND');
      return show(await operate(config(), 'pair', { kind, ...values }, parts), terminal);
    },
  };
}
