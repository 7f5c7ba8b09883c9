import { parseArgs } from 'node:util';
import type { Command } from './command.ts';
import type { OfflineParts } from './offline.ts';
import { operate, show } from './operate.ts';

export function verifyCommand(parts: OfflineParts): Command {
  return {
    name: 'verify',
    usage: 'verify [--head HASH]',
    summary:
      '核对事件链；断开时输出第一个坏事件并以 1 结束 checks the hash chain; ends with 1 and the first broken event. ' +
      '--head: 与外面记下的链头核对 also holds it against a head noted outside',
    async run(args, terminal, config) {
      const { values } = parseArgs({ args: [...args], options: { head: { type: 'string' } } });
      return show(await operate(config(), 'verify', { ...values }, parts), terminal);
    },
  };
}
