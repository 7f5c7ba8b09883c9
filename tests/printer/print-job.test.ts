import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { printTicket, probe, type PrintOutcome, type Printer } from '../../ticket-printer/print-job.ts';
import { tcpTransport } from '../../ticket-printer/transports/tcp.ts';
import { interpret } from './interpreter.ts';
import { facts } from './support/facts.ts';
import { fastTiming } from './support/fast-timing.ts';
import { type FakeMode, type FakePrinter, startFakePrinter } from './support/fake-printer.ts';
import { plainTicket } from './support/golden.ts';

const ticket = plainTicket(facts(), 80);
const open: FakePrinter[] = [];
afterEach(async () => {
  for (const fake of open.splice(0)) await fake.close();
});

async function fakePrinter(mode: FakeMode): Promise<FakePrinter> {
  const fake = await startFakePrinter(mode);
  open.push(fake);
  return fake;
}
const at = (port: number, ask = true): Printer => ({
  transport: tcpTransport('127.0.0.1', port),
  ask,
  timing: fastTiming,
});
const outcome = (state: string, failure: string | null, condition: string): PrintOutcome =>
  ({ result: { state, failure }, condition }) as PrintOutcome;

it('a sound printer prints the ticket once, and says so', async () => {
  const fake = await fakePrinter({ is: 'ok' });
  expect(await printTicket(at(fake.port), ticket)).toEqual(outcome('printed', null, 'ready'));
  expect(fake.tickets).toHaveLength(1);
  expect(Buffer.from(fake.tickets[0] ?? []).equals(ticket)).toBe(true);
  expect(fake.connections()).toBe(1);
});

it('near the end of the roll it still prints, and tells', async () => {
  const fake = await fakePrinter({ is: 'paper-near-end' });
  expect(await probe(at(fake.port))).toBe('paper-near-end');
  expect(await printTicket(at(fake.port), ticket)).toEqual(outcome('printed', null, 'paper-near-end'));
});

it('a slow printer is waited for', async () => {
  const fake = await fakePrinter({ is: 'slow', ms: 2 });
  expect(await printTicket(at(fake.port), ticket)).toEqual(outcome('printed', null, 'ready'));
  expect(fake.tickets).toHaveLength(1);
});

describe.each([
  ['paper-out', 'paper-out'],
  ['cover-open', 'cover-open'],
  ['offline', 'offline'],
  ['error', 'offline'],
  ['silent', 'offline'],
  ['stalled', 'offline'],
] as const)('a printer that is %s before the ticket', (mode, condition) => {
  it(`fails it as ${condition}, and not one byte of it goes out`, async () => {
    const fake = await fakePrinter({ is: mode });
    expect(await probe(at(fake.port))).toBe(condition);
    expect(await printTicket(at(fake.port), ticket)).toEqual(outcome('failed', condition, condition));
    fake.set({ is: 'ok' });
    expect(fake.received()).toHaveLength(0);
  });
});

it('a printer that is not there fails the ticket as unreachable', async () => {
  const fake = await startFakePrinter();
  await fake.close();
  expect(await probe(at(fake.port))).toBe('unreachable');
  expect(await printTicket(at(fake.port), ticket)).toEqual(outcome('failed', 'unreachable', 'unreachable'));
});

it.each([1, 700, ticket.length - 1])('a line reset after %i bytes of the ticket leaves it unknown', async (after) => {
  const fake = await fakePrinter({ is: 'reset', after });
  expect(await printTicket(at(fake.port), ticket)).toEqual(outcome('unknown', 'unreachable', 'unreachable'));
});

it('a roll that ends under the ticket leaves it unknown, and the paper is asked for without the whole wait', async () => {
  const fake = await fakePrinter({ is: 'paper-ends', after: 2_000 });
  const patient = { ...at(fake.port), timing: { ...fastTiming, confirmMs: 20_000 } };
  expect(await printTicket(patient, ticket)).toEqual(outcome('unknown', 'paper-out', 'paper-out'));
  expect(fake.tickets).toHaveLength(0);
});

it('a printer that never confirms leaves the ticket unknown, however well it says it is', async () => {
  const fake = await fakePrinter({ is: 'mute-after' });
  expect(await printTicket(at(fake.port), ticket)).toEqual(outcome('unknown', 'error', 'ready'));
});

it('a printer that takes no more bytes in mid-ticket leaves it unknown', async () => {
  const brain = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(Uint8Array.of(0x12));
      socket.once('data', () => {
        socket.write(Uint8Array.of(0x12));
        socket.once('data', () => {
          socket.write(Uint8Array.of(0x12));
          socket.pause();
        });
      });
    });
  });
  await new Promise<void>((resolve) => brain.listen(0, '127.0.0.1', resolve));
  const { port } = brain.address() as AddressInfo;
  const endless = new Uint8Array(16_000_000);
  expect(await printTicket(at(port), endless)).toEqual(outcome('unknown', 'unreachable', 'unreachable'));
  brain.close();
});

describe('with status=off', () => {
  it('the ticket is sent without a question, and printed means taken', async () => {
    const fake = await fakePrinter({ is: 'silent' });
    expect(await probe(at(fake.port, false))).toBe('unasked');
    expect(await printTicket(at(fake.port, false), ticket)).toEqual(outcome('printed', null, 'unasked'));
    await fake.printed(1);
    expect(Buffer.from(fake.received()).equals(ticket)).toBe(true);
    expect(interpret(fake.received(), 80).problems).toEqual([]);
  });

  it('a line reset in mid-ticket is still unknown', async () => {
    const fake = await fakePrinter({ is: 'reset', after: 900 });
    expect(await printTicket(at(fake.port, false), ticket)).toEqual(outcome('unknown', 'unreachable', 'unreachable'));
  });

  it('a printer that is not there fails the ticket', async () => {
    const fake = await startFakePrinter();
    await fake.close();
    expect(await printTicket(at(fake.port, false), ticket)).toEqual(outcome('failed', 'unreachable', 'unreachable'));
  });
});
