import { CannotOpen } from '../../db/cannot-open.ts';
import { NotStored } from '../../db/store.ts';
import { ConfigProblems, readConfig } from '../config.ts';
import { FolderTaken } from '../hub-lock.ts';
import { KeyBroken } from '../keys.ts';
import { isCode } from '../private-file.ts';
import { WrongUse, type Command, type ExitCode, type Terminal } from './command.ts';

/** Runs one command line and tells how it ended. Never rejects. */
export async function runCli(
  commands: readonly Command[],
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    terminal.out(overview(commands));
    return 0;
  }
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    if (name !== undefined) terminal.note(`没有这个命令 no such command: ${name}`);
    terminal.note(overview(commands));
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`paihao ${command.usage}\n${command.summary}`);
    return 0;
  }
  try {
    return await command.run(rest, terminal, () => readConfig(env));
  } catch (error) {
    return explain(error, command, terminal);
  }
}

function explain(error: unknown, command: Command, terminal: Terminal): ExitCode {
  if (error instanceof ConfigProblems) {
    for (const problem of error.problems) terminal.note(problem);
    return 2;
  }
  if (error instanceof WrongUse || isParseArgsError(error)) {
    terminal.note(error.message);
    terminal.note(`paihao ${command.usage}`);
    return 2;
  }
  if (error instanceof FolderTaken || error instanceof KeyBroken || error instanceof CannotOpen) {
    terminal.note(error.message);
  } else if (error instanceof NotStored) {
    terminal.note(`数据无法读写 the records cannot be read or written: ${error.message}`);
  } else if (isCode(error, 'EADDRINUSE')) {
    terminal.note('地址和端口已被占用 the address and port are in use (PAIHAO_HOST, PAIHAO_PORT)');
  } else if (isSystemError(error)) {
    terminal.note(error.message);
  } else {
    terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return 1;
}

function overview(commands: readonly Command[]): string {
  const lines = commands.map(({ usage, summary }) => `  paihao ${usage}\n      ${summary}`);
  return ['排号：叫号与窗口服务 Paihao: queue and window service', ...lines].join('\n');
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
