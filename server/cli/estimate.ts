import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Foretold } from '../../domain/forecast/foretold.ts';
import { estimateCalls } from '../forecast/estimate-calls.ts';
import { readRecordedCalls, UnreadableCalls } from '../forecast/recorded-calls.ts';
import { type Command, type ExitCode, type Terminal, WrongUse } from './command.ts';

const FAULTS_TOLD = 20;

export const estimateCommand: Command = {
  name: 'estimate',
  usage: 'estimate --calls IN.csv --out OUT.csv',
  summary: '用记录的来人重演等候预估 replays recorded arrivals through the wait estimate',
  run(args, terminal) {
    const { calls, out } = filesIn(args);
    return Promise.resolve(estimate(calls, out, terminal));
  },
};

function filesIn(args: readonly string[]): { readonly calls: string; readonly out: string } {
  const options = { calls: { type: 'string' }, out: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const { calls = '', out = '' } = values;
  if (calls === '' || out === '') throw new WrongUse('要写 --calls 和 --out 两个文件 give --calls and --out');
  return { calls: resolve(calls), out: resolve(out) };
}

function estimate(file: string, out: string, terminal: Terminal): ExitCode {
  const misplaced = placeFault(file, out);
  if (misplaced !== undefined) throw new WrongUse(misplaced);
  const bytes = readFileSync(file);
  if (isSame(file, out)) throw new WrongUse('--out 不能是 --calls 的文件 --out must be another file than --calls');
  // in another encoding (Excel: GBK) each byte comes out as it went in
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  let read: ReturnType<typeof readRecordedCalls>;
  try {
    read = readRecordedCalls(bytes.toString(encoding));
  } catch (error) {
    if (!(error instanceof UnreadableCalls)) throw error;
    terminal.note(`${file}: ${error.message}`);
    return 2;
  }
  const { header, calls, faults } = read;
  const estimates = estimateCalls(calls);
  const rows = calls.map(({ line }, index) => `${line},${columns(estimates[index] ?? null)}`);
  write(out, Buffer.from([`${header},p50_s,p80_s`, ...rows, ''].join('\n'), encoding));
  for (const { line, problem } of faults.slice(0, FAULTS_TOLD)) terminal.note(`${file}:${String(line)}: ${problem}`);
  if (faults.length > FAULTS_TOLD) terminal.note(`… ${String(faults.length)} 处错误 faults`);
  const told = estimates.filter((foretold) => foretold !== null).length;
  terminal.note(`${String(calls.length)} 行 rows, ${String(told)} 行有估计 with an estimate → ${out}`);
  return 0;
}

function columns(foretold: Foretold | null): string {
  return foretold === null ? ',' : `${foretold.p50S.toFixed(1)},${foretold.p80S.toFixed(1)}`;
}

/** What is wrong with the two places, in words; undefined where a file can be read and one be written. */
function placeFault(file: string, out: string): string | undefined {
  if (!existsSync(file)) return `没有这个文件 no such file: ${file}`;
  if (isFolder(file)) return `${file} 是文件夹，--calls 要写文件 is a folder: --calls must be a file`;
  if (isFolder(out)) return `${out} 是文件夹，--out 要写文件名 is a folder: --out must be the name of a file`;
  return isFolder(dirname(out)) ? undefined : `没有这个文件夹 no such folder: ${dirname(out)}`;
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function isSame(file: string, out: string): boolean {
  try {
    return realpathSync(file) === realpathSync(out);
  } catch {
    return false; // there is no such file yet
  }
}

/** Whole or not at all; into what is no file, such as /dev/stdout, as it comes: nothing may take its place. */
function write(file: string, bytes: Buffer): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) {
    writeFileSync(file, bytes);
    return;
  }
  const draft = `${file}.${randomUUID()}.part`; // another's file of that name stays
  try {
    writeFileSync(draft, bytes);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
