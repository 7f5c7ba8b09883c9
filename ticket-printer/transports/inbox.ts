import type { LinkBroken } from './link.ts';

/** Bytes as they come in, read one by one with a limit of time. */
export interface Inbox {
  put(bytes: Uint8Array): void;
  fail(why: LinkBroken): void;
  next(withinMs: number): Promise<number | undefined>;
}

/** One reader at a time. What came before the line broke is still read. */
export function createInbox(): Inbox {
  const bytes: number[] = [];
  let broken: LinkBroken | undefined;
  let wake: () => void = () => undefined;
  return {
    put(more) {
      bytes.push(...more);
      wake();
    },
    fail(why) {
      broken ??= why;
      wake();
    },
    async next(withinMs) {
      if (bytes.length === 0 && broken === undefined) {
        await new Promise<void>((resolve) => {
          // a busy program may find the time over before it looked at what has long come in: one look first
          const timer = setTimeout(() => setImmediate(resolve), withinMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = () => undefined;
      }
      const byte = bytes.shift();
      if (byte === undefined && broken !== undefined) throw broken;
      return byte;
    },
  };
}
