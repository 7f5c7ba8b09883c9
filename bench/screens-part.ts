import { Agent, request } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import { answer } from './part.ts';

export interface Pressing {
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

export interface Pressed {
  /** From before the request is written until the last screen has its view, in ms. */
  readonly lastScreenMs: number;
  readonly status: number;
  readonly answer: unknown;
}

interface Screens {
  readonly sockets: readonly Socket[];
  /** The newest view of each. */
  readonly seqs: number[];
  seen: (() => void) | null;
}

const PATIENCE_MS = 5_000;

/** Screens on real socket.io clients, and a press whose way to the last of them is timed. */
export function screensPart(): void {
  const halls = new Map<string, Screens>();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let pressed = 0;

  answer(
    {
      async watch({ url, count, hall }: { url: string; count: number; hall: string }): Promise<unknown> {
        const screens: Screens = {
          sockets: await Promise.all(Array.from({ length: count }, () => line(url))),
          seqs: [],
          seen: null,
        };
        halls.set(url, screens);
        let view: unknown;
        for (const [place, socket] of screens.sockets.entries()) {
          const { seq, ...first } = (await socket.emitWithAck('watch', { hall, view: 'hall' })) as {
            seq: number;
            view: unknown;
          };
          screens.seqs[place] = seq;
          view = first.view;
          socket.on('view', (pushed: { seq: number }) => {
            screens.seqs[place] = pushed.seq;
            screens.seen?.();
          });
        }
        return view;
      },

      async press(pressing: Pressing): Promise<Pressed> {
        const screens = halls.get(pressing.url);
        if (screens === undefined) throw new Error('nobody watches there');
        pressed += 1;
        const before = [...screens.seqs];
        const shown = allHaveMore(screens, before);
        const began = performance.now();
        const [{ status, answer: answered }, seenAt] = await Promise.all([post(agent, pressing, pressed), shown]);
        return { lastScreenMs: seenAt - began, status, answer: answered };
      },
    },
    async () => {
      for (const { sockets } of halls.values()) for (const socket of sockets) socket.disconnect();
      agent.destroy();
    },
  );
}

function line(url: string): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], forceNew: true });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/** When the last of them had a view newer than before. */
function allHaveMore(screens: Screens, before: readonly number[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('not all screens saw the press')), PATIENCE_MS);
    let left = before.length;
    screens.seen = () => {
      left -= 1;
      if (left > 0 || screens.seqs.some((seq, place) => seq <= (before[place] ?? 0))) return;
      clearTimeout(late);
      screens.seen = null;
      resolve(performance.now());
    };
  });
}

function post(
  agent: Agent,
  { url, path, headers, body }: Pressing,
  no: number,
): Promise<{ readonly status: number; readonly answer: unknown }> {
  const all = { 'content-type': 'application/json', 'idempotency-key': `press-${no}`, ...headers };
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { method: 'POST', agent, headers: all }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, answer: JSON.parse(Buffer.concat(parts).toString('utf8')) });
      });
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}
