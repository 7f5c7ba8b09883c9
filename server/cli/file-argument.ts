import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { WrongUse } from './command.ts';

/** The command's one FILE, absolute: the hub may stand in another folder. */
export function readFileArgument(args: readonly string[]): string {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [file, ...more] = positionals;
  if (file === undefined || file === '' || more.length > 0) throw new WrongUse('请写一个文件 give one FILE');
  return resolve(file);
}
