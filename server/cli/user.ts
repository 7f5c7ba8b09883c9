import { parseArgs } from 'node:util';
import { ROLES } from '../../domain/actor.ts';
import { WrongUse, type Command } from './command.ts';
import type { OfflineParts } from './offline.ts';
import { operate, show } from './operate.ts';

export function userCommand(parts: OfflineParts): Command {
  return {
    name: 'user',
    usage: 'user add STAFFNO --role ROLE --name TEXT [--hall ID] [--password-stdin]',
    summary:
      '添加账号；不给密码时输出一次性密码 adds an account; without a password a one-time one is made and printed. ' +
      `ROLE: ${ROLES.join(', ')}`,
    async run(args, terminal, config) {
      const text = { type: 'string' } as const;
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { role: text, name: text, hall: text, 'password-stdin': { type: 'boolean' } },
      });
      const [verb, staffNo, ...more] = positionals;
      if (verb !== 'add' || staffNo === undefined || more.length > 0)
        throw new WrongUse('请写 user add 工号 write user add STAFFNO');
      const { role, name, hall } = values;
      if (role === undefined || name === undefined) throw new WrongUse('须有 --role 和 --name needs --role and --name');
      const settings = config();
      const fromInput = values['password-stdin'] === true;
      const password = fromInput ? { password: (await terminal.input()).replace(/\r?\n$/, '') } : {};
      const user = { staffNo, role, name, ...(hall === undefined ? {} : { hall }), ...password };
      return show(await operate(settings, 'user-add', user, parts), terminal);
    },
  };
}
