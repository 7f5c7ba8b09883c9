import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { Server } from 'socket.io';

export interface Command {
  readonly path: string;
  readonly key: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a command is answered; `lost`: it is taken, but the line dies before the answer. */
export type Answer = { readonly status: number; readonly body: object } | 'lost';

const EPOCH = 'e1';

/** A far end for pages under test: it speaks the hub's protocol over real sockets and says what the test has written. */
export class ScriptedHub {
  readonly commands: Command[] = [];
  readonly app: Express = express();
  /** How the next command is answered; may hold it as long as the test likes. */
  answer: (command: Command, nth: number) => Answer | Promise<Answer> = () => ({ status: 404, body: {} });
  now = Date.parse('2026-10-20T02:32:00.000Z');
  readonly #views = new Map<string, unknown>();
  readonly #http = createServer(this.app);
  readonly #sockets = new Server(this.#http, { transports: ['websocket'] });
  #seq = 0;
  #up = true;

  async start(): Promise<void> {
    this.#sockets.use((_, next) => next(this.#up ? undefined : new Error('down')));
    this.#sockets.on('connection', (socket) => {
      socket.on('watch', ({ view }: { view: string }, answer: (word: unknown) => void) => {
        if (!this.#views.has(view)) return answer({ error: { code: 'unknown-view', status: 404 } });
        void socket.join(view);
        answer(this.#word(view));
      });
    });
    this.app.post(/^\/api\/v1\/.*/, express.json(), async (request, response) => {
      const command = { path: request.path.slice('/api/v1'.length), key: keyOf(request), body: request.body as object };
      this.commands.push(command as Command);
      const answer = await this.answer(command as Command, this.commands.length);
      if (answer === 'lost') request.socket.destroy();
      else response.status(answer.status).json(answer.body);
    });
    await new Promise<void>((listening) => this.#http.listen(0, '127.0.0.1', listening));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** Sets a view and pushes it to whoever watches it. */
  show(name: string, view: unknown): void {
    this.#views.set(name, view);
    this.#seq += 1;
    this.#sockets.to(name).emit('view', { name, hall: 'qingxi', ...this.#word(name) });
  }

  /** Cuts all lines and lets nobody in until `heal`. */
  cut(): void {
    this.#up = false;
    this.#sockets.disconnectSockets(true);
  }

  heal(): void {
    this.#up = true;
  }

  async stop(): Promise<void> {
    this.#http.closeAllConnections();
    await this.#sockets.close();
  }

  #word(name: string): { seq: number; epoch: string; now: string; view: unknown } {
    return { seq: this.#seq, epoch: EPOCH, now: new Date(this.now).toISOString(), view: this.#views.get(name) };
  }
}

function keyOf(request: IncomingMessage): string {
  return String(request.headers['idempotency-key'] ?? '');
}
