import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, firstCommand } from '../escpos-commands.ts';

/**
 * How the printer is. `silent` prints and answers nothing; `stalled` accepts a line and reads nothing of it; `slow`
 * prints at a pace one can watch; `mute-after` answers DLE EOT and never GS r.
 */
export type FakeMode =
  | { readonly is: 'ok' | 'offline' | 'paper-out' | 'paper-near-end' | 'cover-open' | 'error' }
  | { readonly is: 'silent' | 'stalled' | 'mute-after' }
  | { readonly is: 'slow'; readonly ms: number }
  /** Hangs up rudely once it has this many bytes of tickets. */
  | { readonly is: 'reset'; readonly after: number }
  /** The roll ends once it has this many bytes of tickets. */
  | { readonly is: 'paper-ends'; readonly after: number };

export interface FakePrinter {
  readonly port: number;
  /** Whole tickets that came out, each up to its cut. */
  readonly tickets: readonly Uint8Array[];
  /** Every byte that was no status question, in order. */
  readonly received: () => Uint8Array;
  readonly connections: () => number;
  set(mode: FakeMode): void;
  /** Resolves when this many tickets have come out. */
  printed(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A printer on a real TCP port that keeps what it gets and answers as the ESC/POS reference says. */
export async function startFakePrinter(mode: FakeMode = { is: 'ok' }, port = 0): Promise<FakePrinter> {
  const brain = createBrain(mode);
  const sockets = new Set<Socket>();
  let connections = 0;
  const server: Server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    if (brain.mode.is === 'stalled') {
      socket.pause();
      return;
    }
    const feed = brain.line();
    let turn = Promise.resolve();
    socket.on('data', (bytes) => {
      turn = turn.then(() =>
        feed(
          bytes,
          (answer) => void socket.write(answer),
          () => socket.resetAndDestroy(),
        ),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    tickets: brain.tickets,
    received: () => Buffer.concat(brain.received),
    connections: () => connections,
    set: (next) => brain.set(next),
    printed: (count) => brain.printed(count),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

type Feed = (bytes: Uint8Array, answer: (bytes: Uint8Array) => void, hangUp: () => void) => Promise<void>;

export interface Brain {
  readonly mode: FakeMode;
  readonly tickets: Uint8Array[];
  readonly received: Uint8Array[];
  set(mode: FakeMode): void;
  printed(count: number): Promise<void>;
  /** A new line to the printer: what the last one left unfinished is forgotten. */
  line(): Feed;
}

/** The printer without its plug, for any transport. */
export function createBrain(first: FakeMode): Brain {
  let mode = first;
  let taken = 0;
  let ticket: Uint8Array[] = [];
  const tickets: Uint8Array[] = [];
  const received: Uint8Array[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  const stops = (): boolean => ['offline', 'paper-out', 'cover-open', 'error'].includes(mode.is);
  const print = (bytes: Uint8Array, command: Command): void => {
    ticket.push(bytes);
    if (command.name !== 'cut') return;
    tickets.push(Buffer.concat(ticket));
    ticket = [];
    for (const each of waiting) if (tickets.length >= each.count) each.resolve();
  };
  return {
    get mode() {
      return mode;
    },
    tickets,
    received,
    set: (next) => (mode = next),
    printed: (count) =>
      tickets.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    line() {
      let rest: Uint8Array = new Uint8Array();
      ticket = [];
      taken = 0;
      return async (bytes, answer, hangUp) => {
        let open = Buffer.concat([rest, bytes]);
        while (open.length > 0) {
          const found = firstCommand(open);
          const command = found?.command;
          const length = found?.length ?? open.length;
          if (command?.name === 'status') {
            if (mode.is !== 'silent') answer(Uint8Array.of(statusByte(mode, command.question)));
          } else {
            if (mode.is === 'reset' && taken + length >= mode.after) {
              received.push(open.subarray(0, Math.max(0, mode.after - taken)));
              hangUp();
              return;
            }
            if (command === undefined) break;
            taken += length;
            received.push(open.subarray(0, length));
            if (mode.is === 'paper-ends' && taken >= mode.after) mode = { is: 'paper-out' };
            if (mode.is === 'slow') await sleep(mode.ms);
            if (command.name === 'paper-sensor') {
              if (!stops() && mode.is !== 'silent' && mode.is !== 'mute-after') answer(Uint8Array.of(sensorByte(mode)));
            } else if (!stops()) print(open.subarray(0, length), command);
          }
          open = open.subarray(length);
        }
        rest = open;
      };
    },
  };
}

/** DLE EOT 1, 2 and 4: bits 1 and 4 are always set. */
function statusByte(mode: FakeMode, question: number): number {
  const fixed = 0x12;
  const stopped = ['offline', 'paper-out', 'cover-open', 'error'].includes(mode.is);
  if (question === 1) return fixed | (stopped ? 0x08 : 0);
  if (question === 2) {
    const cause = mode.is === 'cover-open' ? 0x04 : mode.is === 'paper-out' ? 0x20 : mode.is === 'error' ? 0x40 : 0;
    return fixed | cause;
  }
  if (question === 4) return fixed | (mode.is === 'paper-out' ? 0x6c : mode.is === 'paper-near-end' ? 0x0c : 0);
  return fixed;
}

/** GS r 1: bits 0 and 1 near the end; a printer without paper does not come to answer it. */
function sensorByte(mode: FakeMode): number {
  return mode.is === 'paper-near-end' ? 0x03 : 0x00;
}
