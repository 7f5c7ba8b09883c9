import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { TestHub } from './start-hub.ts';

export interface HalfOpen {
  readonly socket: Socket;
  /** All that was heard, once the line is closed. */
  readonly ended: Promise<string>;
  /** The first line that was heard. */
  readonly answered: Promise<string>;
}

/** A client that says so much and then nothing more. */
export function halfOpen(hub: TestHub, ...says: readonly (string | Buffer)[]): HalfOpen {
  const { hostname, port } = new URL(hub.url());
  const socket = connect(Number(port), hostname, () => {
    for (const each of says) socket.write(each);
  });
  onTestFinished(() => void socket.destroy());
  let heard = '';
  socket.on('error', () => undefined);
  const answered = new Promise<string>((resolve) => {
    socket.on('data', (bytes) => {
      heard += bytes.toString();
      if (heard.includes('\r\n')) resolve(heard.slice(0, heard.indexOf('\r\n')));
    });
  });
  return { socket, answered, ended: new Promise((resolve) => socket.on('close', () => resolve(heard))) };
}
