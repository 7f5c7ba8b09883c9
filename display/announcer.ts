import type { AnnouncementView } from '../protocol/views.ts';
import { AnnouncementQueue, type Lengths, type Mark } from './announcement-queue.ts';
import type { Said } from './sounds-ahead.ts';

/** What sounds. Each promise ends with its sound, heard or not; a fault of one sound is not the next one's. */
export interface Sound extends Lengths {
  ring(): Promise<void>;
  say(said: Said): Promise<void>;
  /** What is being said and what comes next, in order; all else is told. */
  prepare(calls: readonly Said[]): void;
}

/** How many calls behind the one that is told are made ready. */
const AHEAD = 3;

/** What a screen that is loaded anew still knows of what it told. */
export interface Memory {
  recall(): Mark | null;
  keep(mark: Mark): void;
}

const NO_MEMORY: Memory = { recall: () => null, keep: () => undefined };

/** Announces one call at a time, a recall in its turn. Fires `turn` when `current` changes. */
export class Announcer extends EventTarget {
  /** What is being announced. */
  current: AnnouncementView | null = null;
  readonly #queue: AnnouncementQueue;
  readonly #sound: Sound;
  readonly #memory: Memory;
  #saying: Said | null = null;

  constructor(sound: Sound, memory: Memory = NO_MEMORY) {
    super();
    this.#sound = sound;
    this.#memory = memory;
    this.#queue = new AnnouncementQueue(sound, memory.recall());
  }

  take(list: readonly AnnouncementView[], at: { epoch: string; now: number; found: boolean }): void {
    this.#queue.take(list, at);
    if (this.#saying === null) {
      void this.#announceAll();
      return;
    }
    this.#saying = this.#queue.asListed(this.#saying) ?? this.#saying;
    this.#prepare();
  }

  async #announceAll(): Promise<void> {
    for (let turn = this.#queue.next(); turn !== null; turn = this.#queue.next()) {
      const { said, mark, chime, times } = turn;
      this.#turn(said);
      if (chime) await settled(() => this.#sound.ring());
      this.#memory.keep(mark); // a screen loaded anew while the chime rang has not said it yet
      for (let time = 0; time < times; time += 1) {
        const still = this.#queue.asListed(said);
        if (still === null) break; // taken back: what is being said is said to its end, and not again
        await settled(() => this.#sound.say(still));
      }
    }
    if (this.#saying !== null) this.#turn(null);
  }

  #turn(said: Said | null): void {
    this.#saying = said;
    this.current = said?.announcement ?? null;
    this.#prepare();
    this.dispatchEvent(new Event('turn'));
  }

  #prepare(): void {
    const next = this.#queue.first(AHEAD);
    this.#sound.prepare(this.#saying === null ? next : [this.#saying, ...next]);
  }
}

/** A sound that fails must not silence those after it. */
async function settled(sound: () => Promise<void>): Promise<void> {
  try {
    await sound();
  } catch {
    // unheard; the call is on the screen
  }
}
