import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import type { Pushed } from '../../protocol/views.ts';

export type ViewPush = Pushed<Readonly<Record<string, unknown>>> & { readonly hall: string; readonly name: string };
export type Watched = Partial<Pushed<Readonly<Record<string, unknown>>>> & {
  readonly error?: { readonly code: string; readonly status: number; readonly title: string };
};

/** One line to the hub as the wire has it: nothing is tried again. */
export interface Line {
  readonly socket: Socket;
  readonly pushed: readonly ViewPush[];
  readonly watch: (view: unknown, hall?: unknown) => Promise<Watched>;
  readonly nextPush: (name: string) => Promise<ViewPush>;
}

type Headed = Readonly<Record<string, string>>;

/** Opens a line, or rejects with the code by which it was refused. */
export async function openLine(url: string, headers: Headed = {}): Promise<Line> {
  const { authorization, ...others } = headers;
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: authorization === undefined ? {} : { token: authorization.replace('Bearer ', '') },
    extraHeaders: others,
  });
  onTestFinished(() => void socket.close());
  const pushed: ViewPush[] = [];
  socket.on('view', (push: ViewPush) => void pushed.push(push));
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve);
    socket.on('connect_error', (error: Error & { data?: { code?: string } }) =>
      reject(new Error(error.data?.code ?? error.message)),
    );
  });
  return {
    socket,
    pushed,
    watch: (view, hall = 'qingxi') => socket.emitWithAck('watch', { hall, view }) as Promise<Watched>,
    async nextPush(name) {
      for (;;) {
        const [push] = (await once(socket as unknown as NodeJS.EventEmitter, 'view')) as [ViewPush];
        if (push.name === name) return push;
      }
    },
  };
}

/** Resolves with the reason when the hub hangs up. */
export function hungUp({ socket }: Line): Promise<string> {
  return new Promise((resolve) => socket.once('disconnect', resolve));
}
