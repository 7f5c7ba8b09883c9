import type { Prompt } from '../protocol/voice.ts';
import { Loudspeaker } from '../ui/loudspeaker.ts';
import type { Language } from '../ui/strings/strings.ts';
import { within } from '../ui/within.ts';
import { PromptSounds } from './prompt-sounds.ts';

/** Beside the citizen, not over the hall. */
const LOUDNESS = 0.6;
/** How long a browser may take to let sound out after a touch, in ms. */
const UNLOCKED_WITHIN_MS = 500;
const TONES = [
  [0, 660],
  [0.35, 520],
] as const;

/** What is to be said, where the hall wants it: as a prompt of the hub, or in the page's own words. */
export interface Saying {
  readonly prompt: Prompt | null;
  /** Null: only the hub says it. */
  readonly words: string | null;
  readonly language: Language;
  /** The hall whose prompts are spoken; null: none are, and the machine is silent. */
  readonly hall: string | null;
}

/**
 * The machine's voice: the browser's own where it has one for these words, since it can say a number, else the hub's.
 * The newest saying replaces the one before, so that two never speak at once.
 */
export class Prompter {
  readonly #speaker = new Loudspeaker(undefined, LOUDNESS);
  readonly #sounds = new PromptSounds(this.#speaker);
  #newest: Saying | null = null;

  constructor() {
    this.#speaker.unlockOnTouch(document);
  }

  /** `hall`: whose prompts are spoken, or null. */
  canSpeak(language: Language, hall: string | null): boolean {
    return hall !== null && (voiceFor(language) !== undefined || this.#speaker.state !== 'none');
  }

  async keepReady(hall: string, language: Language): Promise<void> {
    await this.#sounds.keepReady(hall, language);
  }

  say(saying: Saying): void {
    const { prompt, words, language, hall } = saying;
    if (hall === null) return;
    const voice = words === null ? undefined : voiceFor(language);
    if (words !== null && voice !== undefined) {
      this.#begin(saying);
      speak(words, voice);
    } else if (prompt !== null) void this.#play(saying, hall, prompt);
  }

  /** For those who do not look: words where there is a voice and the hall wants words, else two soft tones. */
  warn(words: string, language: Language, hall: string | null): void {
    const saying: Saying = { prompt: null, words, language, hall };
    if (hall !== null && voiceFor(language) !== undefined) return this.say(saying);
    this.#begin(saying);
    void this.#speaker.sound(600, tones);
  }

  async #play(saying: Saying, hall: string, prompt: Prompt): Promise<void> {
    this.#begin(saying);
    const [sound] = await Promise.all([
      this.#sounds.of(hall, prompt, saying.language),
      within(UNLOCKED_WITHIN_MS, this.#speaker.unlock()),
    ]);
    if (sound !== null && this.#newest === saying) await this.#speaker.play(sound);
  }

  #begin(saying: Saying): void {
    this.#newest = saying;
    this.#speaker.stop();
    if (typeof speechSynthesis !== 'undefined') speechSynthesis.cancel();
  }
}

function speak(words: string, voice: SpeechSynthesisVoice): void {
  const speech = new SpeechSynthesisUtterance(words);
  speech.voice = voice;
  speech.lang = voice.lang;
  speech.rate = 0.9;
  speechSynthesis.speak(speech);
}

function tones(context: AudioContext, out: AudioNode): AudioScheduledSourceNode {
  const [first, last] = TONES.map(([after, pitch]) => {
    const tone = context.createOscillator();
    const level = context.createGain();
    tone.frequency.value = pitch;
    level.gain.value = 0.25;
    tone.connect(level).connect(out);
    tone.start(context.currentTime + after);
    tone.stop(context.currentTime + after + 0.25);
    return tone;
  });
  return last ?? first ?? context.createOscillator();
}

function voiceFor(language: Language): SpeechSynthesisVoice | undefined {
  if (typeof speechSynthesis === 'undefined') return undefined;
  const wanted = language === 'en' ? /^en\b/i : /^(zh|cmn)\b/i;
  return speechSynthesis.getVoices().find((voice) => wanted.test(voice.lang) && voice.localService);
}
