import { type Prompt, PROMPTS } from '../protocol/voice.ts';
import { loadSound } from '../ui/load-sound.ts';
import type { Loudspeaker } from '../ui/loudspeaker.ts';
import { timeLimit } from '../ui/time-limit.ts';

/** Later than this a prompt would speak of what is over; in ms. */
const LIMIT_MS = 2_000;
/** The hall may change its voice: older sounds are asked for anew; in ms. */
const GOOD_MS = 10 * 60_000;

/** The hub's prompts, kept so that they can be said at once, and without a line too. */
export class PromptSounds {
  readonly #speaker: Loudspeaker;
  readonly #kept = new Map<Prompt, { readonly sound: AudioBuffer; readonly at: number }>();
  #hall: string | null = null;

  constructor(speaker: Loudspeaker) {
    this.#speaker = speaker;
  }

  /** Asks for all of them, once a hall. */
  async keepReady(hall: string): Promise<void> {
    if (this.#hall === hall || this.#speaker.state === 'none') return;
    this.#hall = hall;
    for (const prompt of PROMPTS) await this.#load(hall, prompt);
  }

  async of(hall: string, prompt: Prompt): Promise<AudioBuffer | null> {
    const kept = this.#kept.get(prompt);
    if (kept !== undefined && performance.now() - kept.at < GOOD_MS) return kept.sound;
    return (await this.#load(hall, prompt)) ?? kept?.sound ?? null;
  }

  async #load(hall: string, prompt: Prompt): Promise<AudioBuffer | null> {
    const path = `/halls/${encodeURIComponent(hall)}/voice/prompts/${prompt}`;
    const sound = await loadSound({ path, epoch: null }, this.#speaker, timeLimit(LIMIT_MS));
    if (sound !== null) this.#kept.set(prompt, { sound, at: performance.now() });
    return sound;
  }
}
