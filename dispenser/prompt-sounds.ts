import { type Prompt, PROMPTS } from '../protocol/voice.ts';
import { loadSound } from '../ui/load-sound.ts';
import type { Loudspeaker } from '../ui/loudspeaker.ts';
import type { Language } from '../ui/strings/strings.ts';
import { timeLimit } from '../ui/time-limit.ts';
import { within } from '../ui/within.ts';

/** Later than this a prompt would speak of what is over; in ms. */
const IN_TIME_MS = 2_000;
/** A hub that begins takes its time for the first of them; in ms. */
const LIMIT_MS = 10_000;
/** The hall may change its voice: older sounds are asked for anew; in ms. */
const GOOD_MS = 10 * 60_000;

/** The hub's prompts in the page's language, kept so that they can be said at once, and without a line too. */
export class PromptSounds {
  readonly #speaker: Loudspeaker;
  readonly #kept = new Map<string, { readonly sound: AudioBuffer; readonly at: number }>();
  readonly #loading = new Map<string, Promise<AudioBuffer | null>>();
  #hall: string | null = null;

  constructor(speaker: Loudspeaker) {
    this.#speaker = speaker;
  }

  /** Asks for all of them, once a hall. */
  async keepReady(hall: string, language: Language): Promise<void> {
    if (this.#hall === hall || this.#speaker.state === 'none') return;
    this.#hall = hall;
    for (const prompt of PROMPTS) await this.#load(pathOf(hall, prompt, language));
  }

  async of(hall: string, prompt: Prompt, language: Language): Promise<AudioBuffer | null> {
    const path = pathOf(hall, prompt, language);
    const kept = this.#kept.get(path);
    if (kept !== undefined && performance.now() - kept.at < GOOD_MS) return kept.sound;
    return (await within(IN_TIME_MS, this.#load(path))) ?? kept?.sound ?? null;
  }

  #load(path: string): Promise<AudioBuffer | null> {
    const under = this.#loading.get(path);
    if (under !== undefined) return under;
    const loading = loadSound({ path, epoch: null }, this.#speaker, timeLimit(LIMIT_MS)).then((sound) => {
      this.#loading.delete(path);
      if (sound !== null) this.#kept.set(path, { sound, at: performance.now() });
      return sound;
    });
    this.#loading.set(path, loading);
    return loading;
  }
}

function pathOf(hall: string, prompt: Prompt, language: Language): string {
  return `/halls/${encodeURIComponent(hall)}/voice/prompts/${prompt}?lang=${language}`;
}
