import type { AnnouncementView } from '../protocol/views.ts';
import { AnnouncementQueue, type Lengths } from './announcement-queue.ts';

/** What sounds. Each promise ends with its sound, heard or not; a fault of one sound is not the next one's. */
export interface Sound extends Lengths {
  ring(): Promise<void>;
  say(announcement: AnnouncementView): Promise<void>;
}

/** Announces one call at a time, a recall in its turn. Fires `turn` when `current` changes. */
export class Announcer extends EventTarget {
  /** What is being announced. */
  current: AnnouncementView | null = null;
  readonly #queue: AnnouncementQueue;
  readonly #sound: Sound;
  #announcing = false;

  constructor(sound: Sound) {
    super();
    this.#sound = sound;
    this.#queue = new AnnouncementQueue(sound);
  }

  take(list: readonly AnnouncementView[], at: { epoch: string; now: number; found: boolean }): void {
    this.#queue.take(list, at);
    if (!this.#announcing) void this.#announceAll();
  }

  async #announceAll(): Promise<void> {
    this.#announcing = true;
    for (let turn = this.#queue.next(); turn !== null; turn = this.#queue.next()) {
      const { announcement, chime, times } = turn;
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
