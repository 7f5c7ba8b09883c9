import { connect, type Socket } from 'node:net';
import { createInbox } from './inbox.ts';
import { type Link, LinkBroken, type Transport } from './link.ts';

/** Small enough that a slow printer's progress shows between two of them. */
const CHUNK = 2048;

/** Raw printing over TCP, port 9100. node:net and not escpos-network: docs/decisions/0010-printer-line.md. */
export function tcpTransport(host: string, port: number): Transport {
  return {
    open: (withinMs) =>
      new Promise((resolve, reject) => {
        const socket = connect({ host, port, noDelay: true });
        const timer = setTimeout(() => refuse(`no answer from ${host}:${port}`), withinMs);
        const refuse = (why: string): void => {
          clearTimeout(timer);
          socket.destroy();
          reject(new LinkBroken(why));
        };
        const failed = (error: Error): void => refuse(error.message);
        socket.once('error', failed);
        socket.once('connect', () => {
          clearTimeout(timer);
          socket.off('error', failed);
          resolve(socketLink(socket));
        });
      }),
  };
}

function socketLink(socket: Socket): Link {
  const inbox = createInbox();
  let broken: LinkBroken | undefined;
  let onBroken: (why: LinkBroken) => void = () => undefined;
  const fail = (why: string): void => {
    broken ??= new LinkBroken(why);
    inbox.fail(broken);
    onBroken(broken);
  };
  socket.on('data', (bytes) => inbox.put(bytes));
  socket.on('error', (error) => fail(error.message));
  socket.on('end', () => inbox.fail(new LinkBroken('closed by the printer')));
  socket.on('close', () => inbox.fail(new LinkBroken('closed')));

  const writeChunk = (chunk: Uint8Array, idleMs: number): Promise<void> =>
    new Promise((resolve, reject) => {
      if (broken !== undefined) return reject(broken);
      const timer = setTimeout(() => fail('the printer takes no more bytes'), idleMs);
      onBroken = (why) => {
        clearTimeout(timer);
        socket.destroy();
        reject(why);
      };
      socket.write(chunk, (error) => {
        clearTimeout(timer);
        if (error) fail(error.message);
        else resolve();
      });
    });

  return {
    answers: true,
    read: (withinMs) => inbox.next(withinMs),
    async write(bytes, idleMs) {
      for (let from = 0; from < bytes.length; from += CHUNK)
        await writeChunk(bytes.subarray(from, from + CHUNK), idleMs);
    },
    close: (withinMs) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined || socket.destroyed) {
          socket.destroy();
          return broken === undefined ? resolve() : reject(broken);
        }
        const done = (): void => {
          clearTimeout(timer);
          socket.destroy();
          if (broken === undefined) resolve();
          else reject(broken);
        };
        const timer = setTimeout(done, withinMs);
        onBroken = done;
        socket.once('close', done);
        socket.end();
      }),
  };
}
