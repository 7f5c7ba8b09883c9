import type { AnnouncementView } from '../protocol/views.ts';
import type { Said } from './sounds-ahead.ts';

/** What one announcement takes, in ms. */
export interface Lengths {
  readonly chime: number;
  readonly saying: (said: Said) => number;
}

/** How far the calls were told, under which epoch of the hub. */
export interface Mark {
  readonly epoch: string;
  readonly no: number;
}

/** One announcement with how much of it is given. */
export interface Turn {
  readonly said: Said;
  /** Once its words begin, it counts as told. */
  readonly mark: Mark;
  readonly chime: boolean;
  readonly times: 1 | 2;
}

/** Of what is found on connecting, older calls were told by the staff meanwhile. */
const FOUND_STILL_NEW_MS = 30_000;
/** With more than this behind it, an announcement goes without chime and repeat. */
const LONG_QUEUE_MS = 20_000;

/**
 * Whose turn it is to be announced: in the order of `no`, each once. It keeps what waits and two marks of what was
 * taken, so it grows with the queue only.
 */
export class AnnouncementQueue {
  readonly #lengths: Lengths;
  #waiting: Said[] = [];
  #epoch: string | null = null;
  #highest = -1;
  /** The newest instant taken, which tells calls apart when numbering begins anew after a restore. */
  #newest = -Infinity;
  #rested = true;
  readonly #before: Mark | null;

  /** `before`: how far this screen had come when it was loaded anew. */
  constructor(lengths: Lengths, before: Mark | null = null) {
    this.#lengths = lengths;
    this.#before = before;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** Those whose turn comes next. */
  first(count: number): readonly Said[] {
    return this.#waiting.slice(0, count);
  }

  /** Takes a hall view's list. `found`: it was there on connecting; `now` is the hub's time in ms. */
  take(list: readonly AnnouncementView[], at: { epoch: string; now: number; found: boolean }): void {
    const restored = this.#epoch !== null && this.#epoch !== at.epoch;
    const taken = restored && this.#newest <= at.now ? this.#newest : -Infinity;
    if (this.#epoch === null && this.#before?.epoch === at.epoch) this.#highest = this.#before.no;
    else if (this.#epoch !== at.epoch) this.#highest = -1;
    const found = at.found || this.#epoch !== at.epoch;
    this.#epoch = at.epoch;
    this.#unqueue(list);
    const fresh = list.filter(({ no }) => no > this.#highest).sort((a, b) => a.no - b.no);
    for (const announcement of fresh) {
      const called = Date.parse(announcement.at);
      if (announcement.no === this.#highest) continue;
      this.#highest = announcement.no;
      if (called <= taken) continue;
      this.#newest = Math.max(this.#newest, called);
      if (found && at.now - called >= FOUND_STILL_NEW_MS) continue;
      this.#waiting.push({ announcement, epoch: at.epoch });
    }
  }

  /**
   * The next to announce, or null. While more than 20 s wait behind it, it is told briefly, once and without the
   * chime; only the first after a silence keeps its chime, so that people look up.
   */
  next(): Turn | null {
    const first = this.#waiting.shift();
    if (first === undefined) {
      this.#rested = true;
      return null;
    }
    const long = this.#queued() > LONG_QUEUE_MS;
    const rested = this.#rested;
    this.#rested = false;
    const mark = { epoch: first.epoch, no: first.announcement.no };
    return { said: first, mark, chime: !long || rested, times: long ? 1 : 2 };
  }

  /** Drops what the hall has taken back: it is gone from the list, though not too old for it. */
  #unqueue(list: readonly AnnouncementView[]): void {
    const listed = new Set(list.map(({ no }) => no));
    const oldest = Math.min(...listed); // of no list: Infinity, so all stays
    this.#waiting = this.#waiting.filter(
      ({ announcement: { no }, epoch }) => epoch !== this.#epoch || no < oldest || listed.has(no),
    );
  }

  /** What all that waits would take, told in full. */
  #queued(): number {
    const full = (said: Said): number => this.#lengths.chime + 2 * this.#lengths.saying(said);
    return this.#waiting.reduce((sum, said) => sum + full(said), 0);
  }
}
