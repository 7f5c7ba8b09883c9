import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A wire between a client and the hub that can be cut and mended. */
export interface CuttingProxy {
  readonly url: string;
  /** Ends all that runs through it, without a word. */
  cut(): void;
  /** While it is down nobody gets through. */
  setDown(isDown: boolean): void;
  /** While it is dead nothing passes, and nobody is told. */
  setDead(isDead: boolean): void;
  /** While it is mute all reaches the hub, and nothing it says comes back. */
  setMute(isMute: boolean): void;
}

export async function cuttingProxy(target: string): Promise<CuttingProxy> {
  const port = Number(new URL(target).port);
  const open = new Set<Socket>();
  let isDown = false;
  let isDead = false;
  let isMute = false;
  const server = createServer((near) => {
    near.on('error', () => undefined);
    if (isDown) {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    far.on('error', () => undefined);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('data', (bytes) => {
        if (!isDead && !(isMute && one === far)) other.write(bytes);
      });
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  onTestFinished(async () => {
    cut();
    await new Promise((closed) => server.close(closed));
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    cut,
    setDown(down) {
      isDown = down;
      if (down) cut();
    },
    setDead(dead) {
      isDead = dead;
      if (!dead) cut();
    },
    setMute(mute) {
      isMute = mute;
    },
  };
}
