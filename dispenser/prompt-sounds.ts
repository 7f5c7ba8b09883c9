import { type Prompt, PROMPTS } from '../protocol/voice.ts';
import { loadSound } from '../ui/load-sound.ts';
import type { Loudspeaker } from '../ui/loudspeaker.ts';
import type { Language } from '../ui/strings/strings.ts';
import { timeLimit } from '../ui/time-limit.ts';

/** Later than this a prompt would speak of what is over; in ms. */
const LIMIT_MS = 2_000;
/** The hall may change its voice: older sounds are asked for anew; in ms. */
const GOOD_MS = 10 * 60_000;

/** The hub's prompts in the page's language, kept so that they can be said at once, and without a line too. */
export class PromptSounds {
  readonly #speaker: Loudspeaker;
  readonly #kept = new Map<string, { readonly sound: AudioBuffer; readonly at: number }>();
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
    return (await this.#load(path)) ?? kept?.sound ?? null;
  }

  async #load(path: string): Promise<AudioBuffer | null> {
    const sound = await loadSound({ path, epoch: null }, this.#speaker, timeLimit(LIMIT_MS));
    if (sound !== null) this.#kept.set(path, { sound, at: performance.now() });
    return sound;
  }
}

function pathOf(hall: string, prompt: Prompt, language: Language): string {
  return `/halls/${encodeURIComponent(hall)}/voice/prompts/${prompt}?lang=${language}`;
}
