import { expect } from 'vitest';
import type { Mark } from '../../../display/announcement-queue.ts';
import { type Sound, Announcer } from '../../../display/announcer.ts';
import type { AnnouncementView } from '../../../protocol/views.ts';

export const START = Date.parse('2026-10-20T02:00:00.000Z');
export const CHIME_MS = 1_000;
export const SAYING_MS = 3_000;

export interface Heard {
  readonly what: 'ring' | 'say';
  readonly no: number | null;
  /** Of the hub that the sound was asked of. */
  readonly epoch: string | null;
  readonly from: number;
  readonly to: number;
}

/** A hall whose time moves only when told to, with its list of calls and one screen that listens. */
export class Hall {
  now = START;
  readonly heard: Heard[] = [];
  readonly called: AnnouncementView[] = [];
  epoch = 'e1';
  /** What was made ready last, as `epoch no`. */
  prepared: readonly string[] = [];
  #lastTaken = 0;
  readonly #ends: { readonly at: number; readonly end: () => void }[] = [];
  announcer: Announcer;
  readonly #sound: Sound;
  #told: Mark | null = null;

  constructor(fault?: (no: number) => boolean) {
    const last = (what: Heard['what'], no: number | null, epoch: string | null, ms: number): Promise<void> => {
      this.heard.push({ what, no, epoch, from: this.now, to: this.now + ms });
      if (no !== null && fault?.(no) === true) return Promise.reject(new Error('the loudspeaker fell over'));
      return new Promise((end) => this.#ends.push({ at: this.now + ms, end }));
    };
    this.#sound = {
      chime: CHIME_MS,
      saying: () => SAYING_MS,
      ring: () => last('ring', null, null, CHIME_MS),
      say: ({ announcement, epoch }) => last('say', announcement.no, epoch, SAYING_MS),
      prepare: (calls) =>
        (this.prepared = calls.map(({ announcement, epoch }) => `${epoch} ${String(announcement.no)}`)),
    };
    this.announcer = this.#open();
  }

  #open(): Announcer {
    return new Announcer(this.#sound, { recall: () => this.#told, keep: (mark) => (this.#told = mark) });
  }

  /** The screen is loaded anew: what it was about to tell is gone, what the tab remembers stays. */
  reload(): void {
    this.#ends.length = 0;
    this.announcer = this.#open();
    this.push(true);
  }

  /** The newest call is taken back; its number is not given again. */
  takeBack(): void {
    this.#lastTaken = this.called.pop()?.no ?? 0;
  }

  call(kind: AnnouncementView['kind'] = 'call'): void {
    const no = Math.max(this.#lastTaken, this.called.at(-1)?.no ?? 0) + 1;
    const number = `A${String(no).padStart(3, '0')}`;
    const at = new Date(this.now).toISOString();
    const text = `请${number}号到3号窗口办理业务`;
    this.called.push({ no, kind, number, window: 3, text, reading: text, at });
  }

  /** The hall view as a screen gets it: the last 20. */
  push(found: boolean): void {
    this.announcer.take(this.called.slice(-20), { epoch: this.epoch, now: this.now, found });
  }

  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    await breathe();
    for (;;) {
      const next = this.#ends.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#ends.splice(this.#ends.indexOf(next), 1);
      this.now = Math.max(this.now, next.at);
      next.end();
      await breathe();
    }
    this.now = until;
  }

  /** Numbers in the order in which they began to be said, repeats folded. */
  get said(): number[] {
    const numbers = this.heard.flatMap(({ no }) => (no === null ? [] : [no]));
    return numbers.filter((no, index) => no !== numbers[index - 1]);
  }
}

/** Lets everything that waits on a promise run. */
export async function breathe(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

export function expectOneAtATime(heard: readonly Heard[]): void {
  for (const [index, sound] of heard.entries()) expect(sound.from).toBeGreaterThanOrEqual(heard[index - 1]?.to ?? 0);
}
