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
  keep({ epoch, no }) {
    try {
      sessionStorage.setItem(SLOT, `${String(no)} ${epoch}`);
    } catch {
      // a reload then tells again what is younger than 30 s
    }
  },
};

function readMark(kept: string | null): Mark | null {
  const [, no, epoch] = /^(\d+) (.+)$/.exec(kept ?? '') ?? [];
  return no === undefined || epoch === undefined ? null : { epoch, no: Number(no) };
}
