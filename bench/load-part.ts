import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { answer } from './part.ts';

export interface Target {
  /** Of the server. */
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Load extends Target {
  readonly connections: number;
  readonly ms: number;
}

export interface Stream extends Target {
  readonly total: number;
  readonly perSecond: number;
}

let sent = 0;

/** Asks as fast as it is answered, or at a steady pace: raw sockets, so that the asking costs next to nothing. */
export function loadPart(): void {
  answer({ load, stream });
}

/** Answers 201 a second over connections that are kept. */
async function load({ connections, ms, ...target }: Load): Promise<number> {
  const lines = await Promise.all(Array.from({ length: connections }, () => Line.open(target)));
  const until = performance.now() + ms;
  const began = performance.now();
  let answered = 0;
  await Promise.all(
    lines.map(async (line) => {
      while (performance.now() < until) {
        await line.ask();
        answered += 1;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  for (const line of lines) line.close();
  return answered / seconds;
}

/** So many at an even pace; resolves when all are answered. */
async function stream({ total, perSecond, ...target }: Stream): Promise<void> {
  const lines = await Promise.all(Array.from({ length: 8 }, () => Line.open(target)));
  const began = performance.now();
  let next = 0;
  await Promise.all(
    lines.map(async (line) => {
      while (next < total) {
        const due = began + (next / perSecond) * 1000;
        next += 1;
        const wait = due - performance.now();
        if (wait > 0) await delay(wait);
        await line.ask();
      }
    }),
  );
  for (const line of lines) line.close();
}

/** One kept connection, one request at a time. */
class Line {
  readonly #socket: Socket;
  readonly #head: string;
  readonly #body: string;
  #got: Buffer = Buffer.alloc(0);
  #answered: ((fault?: Error) => void) | null = null;

  private constructor(socket: Socket, { url, path, headers, body }: Target) {
    this.#socket = socket;
    const all = { host: new URL(url).host, 'content-type': 'application/json', ...headers };
    const fields = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#head = `POST ${path} HTTP/1.1\r\n${fields.join('')}content-length: ${Buffer.byteLength(body)}\r\n`;
    this.#body = body;
    socket.on('data', (data) => this.#take(data));
    socket.on('error', (error) => this.#settle(error));
    socket.on('close', () => this.#settle(new Error('the server hung up')));
  }

  static open(target: Target): Promise<Line> {
    const { hostname, port } = new URL(target.url);
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Line(socket, target)));
    });
  }

  ask(): Promise<void> {
    sent += 1;
    return new Promise((resolve, reject) => {
      this.#answered = (fault) => (fault === undefined ? resolve() : reject(fault));
      this.#socket.write(`${this.#head}idempotency-key: bench-${sent}\r\n\r\n${this.#body}`);
    });
  }

  close(): void {
    this.#answered = null;
    this.#socket.destroy();
  }

  #take(data: Buffer): void {
    this.#got = this.#got.length === 0 ? data : Buffer.concat([this.#got, data]);
    const end = this.#got.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#got.toString('latin1', 0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);
    if (this.#got.length < end + 4 + length) return;
    const isRight = head.startsWith('HTTP/1.1 201 ');
    const fault = isRight ? undefined : new Error(`${head.slice(0, 40)} ${this.#got.toString('utf8', end + 4)}`);
    this.#got = Buffer.alloc(0);
    this.#settle(fault);
  }

  #settle(fault?: Error): void {
    const answered = this.#answered;
    this.#answered = null;
    answered?.(fault);
  }
}
