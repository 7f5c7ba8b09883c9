import type { AnnouncementView } from '../protocol/views.ts';

/** A call of one life of the hub: after a restore the same number may be another call. */
export interface Said {
  readonly announcement: AnnouncementView;
  readonly epoch: string;
}

/** A call's sound; null: it has none. */
export type Load = (said: Said, signal: AbortSignal) => Promise<AudioBuffer | null>;

interface Held {
  readonly loading: Promise<AudioBuffer | null>;
  readonly letGo: () => void;
  /** Asked for once more when its turn had come. */
  readonly again: boolean;
  /** Undefined while it is not known. */
  sound: AudioBuffer | null | undefined;
}

/** How long a sound may take to come, in ms. */
const LIMIT_MS = 7_000;

/** The sounds of the calls that come next; whatever is told is let go. */
export class SoundsAhead {
  readonly #load: Load;
  readonly #held = new Map<string, Held>();

  constructor(load: Load) {
    this.#load = load;
  }

  get length(): number {
    return this.#held.size;
  }

  /** Loads these and lets go of all others. The first's turn has come: what failed before is asked for once more. */
  keep(calls: readonly Said[]): void {
    const kept = new Set(calls.map(keyOf));
    for (const [key, held] of this.#held) {
      if (kept.has(key)) continue;
      this.#held.delete(key);
      held.letGo();
    }
    for (const [index, call] of calls.entries()) {
      const held = this.#held.get(keyOf(call));
      if (held === undefined) this.#begin(call, index === 0);
      else if (index === 0 && held.sound === null && !held.again) this.#begin(call, true);
    }
  }

  /** Loads it now where it was not before. */
  of(call: Said): Promise<AudioBuffer | null> {
    const held = this.#held.get(keyOf(call)) ?? this.#begin(call, true);
    return held.loading;
  }

  /** What is known of it: its sound, that it has none, or undefined. */
  known(call: Said): AudioBuffer | null | undefined {
    return this.#held.get(keyOf(call))?.sound;
  }

  #begin(call: Said, again: boolean): Held {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), LIMIT_MS);
    const loading = this.#load(call, controller.signal).then((sound) => {
      clearTimeout(timer);
      held.sound = sound;
      return sound;
    });
    const letGo = (): void => {
      clearTimeout(timer);
      controller.abort();
    };
    const held: Held = { loading, letGo, again, sound: undefined };
    this.#held.set(keyOf(call), held);
    return held;
  }
}

function keyOf({ announcement, epoch }: Said): string {
  return `${String(announcement.no)} ${epoch}`;
}
