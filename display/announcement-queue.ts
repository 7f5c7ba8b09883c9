import { ANNOUNCEMENTS_KEPT } from '../domain/hall.ts';
import type { AnnouncementView } from '../protocol/views.ts';
import type { Said } from './sounds-ahead.ts';

/** What one announcement takes, in ms. */
export interface Lengths {
  readonly chime: number;
  readonly saying: (said: Said) => number;
}

/** The last call that was told: its number, its instant in ms, and the epoch of the hub that named it. */
export interface Mark {
  readonly epoch: string;
  readonly no: number;
  readonly at: number;
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
 * Whose turn it is to be announced: in the order of `no`, each once. It keeps what waits, the hall's last list and a
 * mark of what was taken, so it grows with the queue only.
 */
export class AnnouncementQueue {
  readonly #lengths: Lengths;
  #waiting: Said[] = [];
  /** The hall's list as it came last, ascending. */
  #list: readonly AnnouncementView[] = [];
  #epoch: string | null = null;
  /** Number and instant of the newest call taken. */
  #highest = -1;
  #newest = -Infinity;
  #rested = true;

  /** `before`: how far this screen had come when it was loaded anew. */
  constructor(lengths: Lengths, before: Mark | null = null) {
    this.#lengths = lengths;
    if (before === null) return;
    this.#epoch = before.epoch;
    this.#highest = before.no;
    this.#newest = before.at;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** Those whose turn comes next. */
  first(count: number): readonly Said[] {
    return this.#waiting.slice(0, count);
  }

  /**
   * Takes a hall view's list. `found`: it was there on connecting; `now` is the hub's time in ms. After a restart of
   * the hub the numbers go on, after a restore they come again for other calls.
   */
  take(list: readonly AnnouncementView[], at: { epoch: string; now: number; found: boolean }): void {
    const isAnother = this.#epoch !== at.epoch;
    const found = at.found || isAnother;
    this.#epoch = at.epoch;
    this.#list = [...list].sort((a, b) => a.no - b.no);
    const comeAgain =
      isAnother && !this.#list.some((each) => each.no === this.#highest && timeOf(each) === this.#newest);
    const told = comeAgain && this.#newest <= at.now ? this.#newest : -Infinity;
    if (comeAgain) [this.#highest, this.#newest] = [-1, told];
    this.#waiting = this.#waiting.flatMap((said) => this.asListed(said) ?? []);
    const waits = new Set(this.#waiting.map(({ announcement }) => announcement.no));
    for (const announcement of this.#list) {
      const called = timeOf(announcement);
      if (announcement.no <= this.#highest) continue;
      this.#highest = announcement.no;
      this.#newest = Math.max(this.#newest, called);
      if (called <= told || waits.has(announcement.no)) continue;
      if (found && at.now - called >= FOUND_STILL_NEW_MS) continue;
      this.#waiting.push({ announcement, epoch: at.epoch });
    }
  }

  /** The call as the hub knows it now; null: taken back, or unknown to a hub that was restored. */
  asListed(said: Said): Said | null {
    const { no, text } = said.announcement;
    const listed = this.#list.find((each) => each.no === no);
    if (listed === undefined) {
      const newest = Math.max(this.#highest, this.#list.at(-1)?.no ?? 0);
      return newest - no >= ANNOUNCEMENTS_KEPT ? said : null; // pushed off the list by newer ones
    }
    if (timeOf(listed) !== timeOf(said.announcement) || listed.text !== text) return null;
    return said.epoch === this.#epoch ? said : { announcement: listed, epoch: this.#epoch ?? '' };
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
    const mark = { epoch: first.epoch, no: first.announcement.no, at: timeOf(first.announcement) };
    return { said: first, mark, chime: !long || rested, times: long ? 1 : 2 };
  }

  /** What all that waits would take, told in full. */
  #queued(): number {
    const full = (said: Said): number => this.#lengths.chime + 2 * this.#lengths.saying(said);
    return this.#waiting.reduce((sum, said) => sum + full(said), 0);
  }
}

function timeOf({ at }: AnnouncementView): number {
  return Date.parse(at);
}
