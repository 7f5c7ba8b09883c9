import type { AnnouncementView } from '../protocol/views.ts';
import { AnnouncementQueue, type Lengths, type Mark } from './announcement-queue.ts';

/** What sounds. Each promise ends with its sound, heard or not; a fault of one sound is not the next one's. */
export interface Sound extends Lengths {
  ring(): Promise<void>;
  say(announcement: AnnouncementView): Promise<void>;
}

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
  #announcing = false;

  constructor(sound: Sound, memory: Memory = NO_MEMORY) {
    super();
    this.#sound = sound;
    this.#memory = memory;
    this.#queue = new AnnouncementQueue(sound, memory.recall());
  }

  take(list: readonly AnnouncementView[], at: { epoch: string; now: number; found: boolean }): void {
    this.#queue.take(list, at);
    if (!this.#announcing) void this.#announceAll();
  }

  async #announceAll(): Promise<void> {
    this.#announcing = true;
    for (let turn = this.#queue.next(); turn !== null; turn = this.#queue.next()) {
      const { announcement, mark, chime, times } = turn;
      this.#memory.keep(mark);
      this.#turn(announcement);
      if (chime) await settled(() => this.#sound.ring());
      for (let time = 0; time < times; time += 1) await settled(() => this.#sound.say(announcement));
    }
    this.#announcing = false;
    this.#turn(null);
  }

  #turn(current: AnnouncementView | null): void {
    if (this.current === current) return;
    this.current = current;
    this.dispatchEvent(new Event('turn'));
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
