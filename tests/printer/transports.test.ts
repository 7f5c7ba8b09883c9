import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { printTicket, probe, type Printer } from '../../ticket-printer/print-job.ts';
import { parsePrinterUrl } from '../../ticket-printer/printer-url.ts';
import { transportTo } from '../../ticket-printer/transports/transport.ts';
import { facts } from './support/facts.ts';
import { fastTiming } from './support/fast-timing.ts';
import { createBrain, startFakePrinter } from './support/fake-printer.ts';
import { plainTicket } from './support/golden.ts';

const folder = mkdtempSync(join(tmpdir(), 'paihao-printer-'));
const children: ChildProcess[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

function printerAt(url: string): Printer {
  const parsed = parsePrinterUrl(url);
  if (!parsed.ok || parsed.printer.kind === 'none') throw new Error(url);
  return { transport: transportTo(parsed.printer), ask: parsed.printer.status === 'ask', timing: fastTiming };
}
const hasPython = ((): boolean => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.each([58, 80] as const)('%i mm', (width) => {
  it('[P3] the same bytes come out of a TCP printer and of a file', async () => {
    const ticket = plainTicket(facts(), width);
    const fake = await startFakePrinter();
    const file = join(mkdtempSync(join(tmpdir(), 'paihao-printer-')), '号票.bin');
    const overTcp = await printTicket(printerAt(`tcp://127.0.0.1:${fake.port}?width=${width}`), ticket);
    const toFile = await printTicket(printerAt(`file:${file}?width=${width}`), ticket);
    await fake.close();
    expect(overTcp).toEqual({ result: { state: 'printed', failure: null }, condition: 'ready' });
    expect(toFile).toEqual({ result: { state: 'printed', failure: null }, condition: 'unasked' });
    expect(Buffer.from(fake.tickets[0] ?? []).equals(ticket)).toBe(true);
    expect(readFileSync(file).equals(ticket)).toBe(true);
    rmSync(join(file, '..'), { recursive: true });
  });
});

it('a file is added to, never emptied', async () => {
  const home = mkdtempSync(join(tmpdir(), 'paihao-printer-'));
  const file = join(home, 'tickets.bin');
  for (const text of ['one', 'two']) await printTicket(printerAt(`file:${file}`), Buffer.from(text));
  expect(readFileSync(file, 'utf8')).toBe('onetwo');
  rmSync(home, { recursive: true });
});

it('an unplugged device or a missing folder is unreachable, and no file is made in its place', async () => {
  for (const url of ['file:/dev/paihao-no-such-printer', `file:${folder}/none/of/this`]) {
    expect(await probe(printerAt(url))).toBe('unreachable');
    expect((await printTicket(printerAt(url), Buffer.from('x'))).result).toEqual({
      state: 'failed',
      failure: 'unreachable',
    });
  }
});

/** A pseudo-terminal in raw mode: its far end is this process, on the child's pipes. */
const PTY = `
import os, pty, sys, tty, select
master, slave = pty.openpty()
tty.setraw(slave)
os.write(2, os.ttyname(slave).encode() + b'\\n')
while True:
    ready, _, _ = select.select([master, 0], [], [])
    if master in ready: os.write(1, os.read(master, 65536))
    if 0 in ready:
        answer = os.read(0, 65536)
        if not answer: break
        os.write(master, answer)
`;

it.runIf(hasPython)('[P3] a device path is asked and printed on like a TCP printer', async () => {
  const ticket = plainTicket(facts(), 58);
  const child = spawn('python3', ['-c', PTY], { stdio: ['pipe', 'pipe', 'pipe'] });
  children.push(child);
  const [name] = (await once(child.stderr, 'data')) as [Buffer];
  const brain = createBrain({ is: 'ok' });
  const feed = brain.line();
  let turn = Promise.resolve();
  child.stdout.on('data', (bytes: Buffer) => {
    turn = turn.then(() =>
      feed(
        bytes,
        (answer) => void child.stdin.write(answer),
        () => undefined,
      ),
    );
  });
  const printer = printerAt(`file:${name.toString().trim()}?width=58`);
  expect(await probe(printer)).toBe('ready');
  expect(await printTicket(printer, ticket)).toEqual({
    result: { state: 'printed', failure: null },
    condition: 'ready',
  });
  expect(brain.tickets.map((bytes) => Buffer.from(bytes).equals(ticket))).toEqual([true]);
  brain.set({ is: 'paper-out' });
  expect(await printTicket(printer, ticket)).toMatchObject({ result: { state: 'failed', failure: 'paper-out' } });
  expect(brain.tickets).toHaveLength(1);
});

it.runIf(process.platform === 'linux')('a printer that never completes a connection is given up in time', async () => {
  const listen = `require('net').createServer().listen({port:0,host:'127.0.0.1',backlog:1},function(){console.log(this.address().port)})`;
  const child = spawn(process.execPath, ['-e', listen], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  child.kill('SIGSTOP');
  const port = Number(line.toString());
  for (let n = 0; n < 6; n += 1) sockets.push(connect(port, '127.0.0.1').on('error', () => undefined)); // its queue is full
  await new Promise((resolve) => setTimeout(resolve, 50));
  const before = performance.now();
  expect(await printTicket(printerAt(`tcp://127.0.0.1:${port}`), Buffer.from('x'))).toEqual({
    result: { state: 'failed', failure: 'unreachable' },
    condition: 'unreachable',
  });
  expect(performance.now() - before).toBeLessThan(1_500);
});
