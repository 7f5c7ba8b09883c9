import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFailed, onTestFinished } from 'vitest';
import { readHubJson } from '../../server/hub-json.ts';
import { builtHub } from './built.ts';

/** A process of the built command line. */
export interface Running {
  readonly pid: number;
  readonly out: () => string;
  readonly err: () => string;
  readonly isRunning: () => boolean;
  /** Asks it to end and waits: its exit code, null when a signal ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
  /** Its exit code when it has ended by itself. */
  readonly ended: Promise<number | null>;
}

/** The hub as `npm start` runs it. */
export interface HubProcess extends Running {
  readonly url: string;
}

type Env = Readonly<Record<string, string>>;

/** `paihao …` as a process; killed with the test when it is still there. `before` runs it, e.g. under a tracer. */
export async function startPaihao(
  args: readonly string[],
  env: Env,
  before: readonly string[] = [],
  input = '',
): Promise<Running> {
  const [program = '', ...rest] = [...before, process.execPath, await builtHub(), ...args];
  const child = spawn(program, rest, { env: { PATH: process.env['PATH'], ...env }, stdio: 'pipe' });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.on('data', (bytes: Buffer) => out.push(bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => err.push(bytes.toString()));
  const ended = once(child, 'close').then(() => child.exitCode);
  onTestFinished(async () => {
    if (isRunning(child)) child.kill('SIGKILL');
    await ended;
  });
  onTestFailed(() => void process.stderr.write(`${args[0] ?? ''}: ${err.join('')}\n`));
  return {
    pid: child.pid ?? 0,
    out: () => out.join(''),
    err: () => err.join(''),
    isRunning: () => isRunning(child),
    ended,
    end(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** Runs a command to its end. */
export async function runPaihao(
  data: string,
  args: readonly string[],
  { env = {}, input = '' }: { readonly env?: Env; readonly input?: string } = {},
): Promise<{ readonly exit: number | null; readonly out: string; readonly err: string }> {
  const command = await startPaihao(args, { PAIHAO_DATA: data, ...env }, [], input);
  const exit = await command.ended;
  return { exit, out: command.out(), err: command.err() };
}

/** Resolves when the hub says that it is ready. */
export async function startHubProcess(
  data: string,
  env: Env = {},
  before: readonly string[] = [],
): Promise<HubProcess> {
  const own = { PAIHAO_DATA: data, PAIHAO_PORT: '0', PAIHAO_LOG_LEVEL: 'warn', ...env };
  const hub = await startPaihao(['start'], own, before);
  const url = await readyAt(hub, data, before.length === 0);
  return { ...hub, url };
}

async function readyAt(hub: Running, data: string, isOwnPid: boolean): Promise<string> {
  for (const until = performance.now() + 15_000; performance.now() < until; await pause(15)) {
    if (!hub.isRunning()) throw new Error(`the hub ended: ${hub.err()}`);
    const found = readHubJson(data);
    if (found === undefined || (isOwnPid && found.pid !== hub.pid)) continue;
    const answer = await fetch(`${found.url}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return found.url;
  }
  throw new Error(`the hub never got ready: ${hub.err()}`);
}
