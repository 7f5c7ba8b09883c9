import type { Mark } from './announcement-queue.ts';
import type { Memory } from './announcer.ts';

const SLOT = 'paihao.announced';

/** Of this tab alone: another screen on the same box tells its own calls. A box that forbids storage remembers nothing. */
export const tabMemory: Memory = {
  recall() {
    try {
      return readMark(sessionStorage.getItem(SLOT));
    } catch {
      return null;
    }
  },
  keep({ epoch, no, at }) {
    try {
      sessionStorage.setItem(SLOT, `${String(no)} ${String(at)} ${epoch}`);
    } catch {
      // a reload then tells again what is younger than 30 s
    }
  },
};

function readMark(kept: string | null): Mark | null {
  const [, no, at, epoch] = /^(\d+) (\d+) (.+)$/.exec(kept ?? '') ?? [];
  return epoch === undefined ? null : { epoch, no: Number(no), at: Number(at) };
}
