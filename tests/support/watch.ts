import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import type { Pushed, ViewKind, Views } from '../../protocol/views.ts';

/** One view as a client has it: always the newest, over every cut. */
export interface Watching<V> {
  /** What came last, by answer or by push. */
  readonly last: () => Pushed<V>;
  /** The newest view for which this is so: now, or as soon as it comes. */
  until(so: (view: V, pushed: Pushed<V>) => boolean, withinMs?: number): Promise<V>;
  readonly isConnected: () => boolean;
}

/** Whoever brings these headers over HTTP: a device's bearer token, a person's cookie, or nothing. */
export interface Watcher {
  readonly headers: Readonly<Record<string, string>>;
}

type Answer<V> = Pushed<V> | { readonly error: object };

/** Watches until the test ends. `name` where a view has a part, e.g. `window/3`. */
export async function watch<K extends ViewKind>(
  url: string,
  { headers }: Watcher,
  kind: K,
  name: string = kind,
): Promise<Watching<Views[K]>> {
  const { authorization, cookie } = headers;
  const socket: Socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    auth: authorization === undefined ? {} : { token: authorization.replace('Bearer ', '') },
    ...(cookie === undefined ? {} : { extraHeaders: { cookie } }),
  });
  onTestFinished(() => {
    socket.off();
    socket.close();
  });
  const newest = createNewest<Views[K]>(name);
  socket.on('view', (pushed: Pushed<Views[K]> & { readonly name: string }) => {
    if (pushed.name === name) newest.take(pushed, false);
  });
  const comeBack = (): void => {
    if (!socket.active) setTimeout(() => socket.connect(), 100); // sent away, or not let in yet: a restore is under way
  };
  socket.on('connect_error', comeBack);
  socket.on('disconnect', comeBack);
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', () => {
      socket.emit('watch', { hall: 'qingxi', view: name }, (answer: Answer<Views[K]>) => {
        if ('error' in answer) return reject(new Error(`${name}: ${JSON.stringify(answer.error)}`));
        newest.take(answer, true);
        resolve();
      });
    });
  });
  return { last: newest.last, until: newest.until, isConnected: () => socket.connected };
}

function createNewest<V>(name: string) {
  const looks = new Set<() => void>();
  let last: Pushed<V> | undefined;
  const newest = (): Pushed<V> => {
    if (last === undefined) throw new Error(`${name} was never seen`);
    return last;
  };
  return {
    last: newest,
    /** An answer to `watch` replaces what there was; `seq` orders what is pushed after it. */
    take(pushed: Pushed<V>, isAnswer: boolean): void {
      if (!isAnswer && last !== undefined && pushed.epoch === last.epoch && pushed.seq <= last.seq) return;
      last = pushed;
      for (const look of [...looks]) look();
    },
    until: (so: (view: V, pushed: Pushed<V>) => boolean, withinMs = 10_000): Promise<V> =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          clearTimeout(timer);
          looks.delete(look);
        };
        const look = (): void => {
          if (!so(newest().view, newest())) return;
          end();
          resolve(newest().view);
        };
        const timer = setTimeout(() => {
          end();
          reject(new Error(`${name} never came to be so; last: ${JSON.stringify(newest().view).slice(0, 2_000)}`));
        }, withinMs);
        looks.add(look);
        look();
      }),
  };
}
