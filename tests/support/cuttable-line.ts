import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** How the line ails: `cut` hangs up on everybody at once and lets nobody in, `stalled` carries nothing and says nothing. */
export type Ailing = 'cut' | 'stalled';

/** A stretch of cable between browsers and the hub. */
export interface CuttableLine {
  /** The hub's address as seen through it. */
  readonly url: string;
  ail(how: Ailing): void;
  /** What lay in a stalled line arrives late, as it does on a network. */
  heal(): void;
  /** Leads to another hub from now on. */
  lead(to: string): void;
}

/** Lets go of everything when the test is over. */
export async function openLine(to: string): Promise<CuttableLine> {
  let target = new URL(to);
  let state: 'fine' | Ailing = 'fine';
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    if (state === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    join(near, far);
    join(far, near);
  });
  const join = (from: Socket, into: Socket): void => {
    ends.add(from);
    from.on('data', (bytes) => into.write(bytes));
    from.on('error', () => undefined);
    from.on('close', () => {
      ends.delete(from);
      into.destroy();
    });
    if (state === 'stalled') from.pause();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const end of ends) end.destroy();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    ail(how) {
      state = how;
      for (const end of [...ends]) {
        if (how === 'cut') end.resetAndDestroy();
        else end.pause();
      }
    },
    heal() {
      state = 'fine';
      for (const end of ends) end.resume();
    },
    lead: (other) => (target = new URL(other)),
  };
}
