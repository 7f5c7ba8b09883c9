import type { Saying } from '../../domain/announcement/sayings.ts';
import type { Voice } from '../../domain/settings/settings.ts';
import type { HallId } from '../../domain/values.ts';
import { joined } from './shape.ts';
import type { SoundCache } from './sound-cache.ts';
import { spokenText } from './spoken-text.ts';
import {
  type Clips,
  type EngineCondition,
  EngineMissing,
  type EngineName,
  Unsayable,
  type VoiceEngine,
} from './voice-engine.ts';
import { samplesOf, wav } from './wav.ts';

/** Another when a text is spelled or shaped otherwise: what was kept before is made anew. */
const REVISION = '1';

export interface Sound {
  readonly wav: Buffer;
  /** Who spoke first: the Mandarin, where there is any. */
  readonly by: 'clips' | EngineName;
}

export interface SpeakerParts {
  readonly builtIn: VoiceEngine;
  readonly system: VoiceEngine;
  readonly clips: Clips;
  readonly cache: SoundCache;
  /** Told what kept an engine from saying something, before another is asked. */
  readonly fault: (error: unknown) => void;
}

/** Makes one sound of all that is said for an announcement: recordings first, else synthesis. */
export class Speaker {
  readonly #parts: SpeakerParts;
  /** By the sound that is said first. */
  readonly #wholes = new WeakMap<Buffer, { readonly parts: readonly Buffer[]; readonly whole: Buffer }>();
  #isStopped = false;

  constructor(parts: SpeakerParts) {
    this.#parts = parts;
  }

  /** Starts what the halls speak with, and ends what they do not. */
  use(chosen: ReadonlySet<EngineName>): void {
    const used = new Set([...chosen].map((name) => this.#engines(name).find((each) => each.condition() !== 'missing')));
    for (const engine of this.#engines('built-in')) {
      if (used.has(engine)) engine.start();
      else void engine.stop();
    }
  }

  /** The engine chosen, or the one that stands in for it; null: none speaks. */
  speaking(chosen: EngineName): EngineName | null {
    return this.#engines(chosen).find((engine) => engine.condition() === 'ready')?.name ?? null;
  }

  /** Of the engine chosen and no other. */
  conditionOf(chosen: EngineName): EngineCondition {
    return this.#engines(chosen)[0]?.condition() ?? 'missing';
  }

  /** Of the engine chosen; where that is not installed, of the one that stands in for it. */
  condition(chosen: EngineName): EngineCondition {
    const [first, second] = this.#engines(chosen).map((engine) => engine.condition());
    return first === 'missing' ? (second ?? first) : (first ?? 'missing');
  }

  /** What cannot be said of it is left out, what a pack lacks is synthesised whole; throws where nothing is left. */
  async say(hall: HallId, voice: Voice, sayings: readonly Saying[]): Promise<Sound> {
    const spoken: Sound[] = [];
    let why: Error | null = null;
    for (const saying of sayings) {
      try {
        const sound = await this.#one(hall, voice, saying);
        if (sound !== null) spoken.push(sound);
      } catch (error) {
        why ??= asError(error);
      }
    }
    const [first, ...more] = spoken;
    if (first === undefined) throw why ?? new Unsayable('there is nothing in it to say');
    if (more.length === 0) return first;
    return { wav: this.#join(first.wav, spoken), by: first.by };
  }

  /** For good: what one engine was saying no other says in its place. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#engines('built-in').map((engine) => engine.stop()));
    await this.#parts.cache.settled();
  }

  /** Many screens ask for the same: as long as its parts are in memory, the whole is made once. */
  #join(first: Buffer, spoken: readonly Sound[]): Buffer {
    const known = this.#wholes.get(first);
    if (known?.parts.length === spoken.length && known.parts.every((part, at) => part === spoken[at]?.wav))
      return known.whole;
    const whole = wav(joined(spoken.map((sound) => samplesOf(sound.wav) ?? new Int16Array())));
    this.#wholes.set(first, { parts: spoken.map((sound) => sound.wav), whole });
    return whole;
  }

  async #one(hall: HallId, { engine, speed, pack }: Voice, saying: Saying): Promise<Sound | null> {
    const { language } = saying;
    const recorded = language === 'cmn' ? pack : language === 'en' ? null : language.pack;
    if (recorded !== null) {
      const sound = await this.#recorded(hall, recorded, saying);
      if (sound !== null) return { wav: sound, by: 'clips' };
    }
    if (typeof language !== 'string' || engine === 'off') return null;
    return this.#synthesised(engine, speed, saying);
  }

  async #recorded(hall: HallId, pack: string, { tokens }: Saying): Promise<Buffer | null> {
    const { cache, clips, fault } = this.#parts;
    const words = tokens.map(({ kind, text }) => `${kind} ${text}`);
    try {
      const revision = await clips.revision(hall, pack);
      return await cache.get(['clips', REVISION, hall, pack, revision, ...words], async () => {
        const sound = await clips.say(hall, pack, tokens);
        if (sound === null) throw new Unsayable('the pack lacks a word of it');
        return sound;
      });
    } catch (error) {
      if (!(error instanceof Unsayable)) fault(error);
      return null;
    }
  }

  async #synthesised(chosen: EngineName, speed: number, saying: Saying): Promise<Sound> {
    const text = spokenText(saying);
    const language = saying.language === 'en' ? 'en' : 'cmn';
    let why: Error | null = null;
    for (const engine of this.#engines(chosen)) {
      if (this.#isOver()) break;
      try {
        const of = [engine.name, await engine.version(), REVISION, language, String(speed), text];
        return { wav: await this.#parts.cache.get(of, () => engine.say(saying, speed)), by: engine.name };
      } catch (error) {
        if (error instanceof Unsayable) throw error;
        if (!(error instanceof EngineMissing || this.#isOver())) this.#parts.fault(error);
        why ??= asError(error);
      }
    }
    throw why ?? new EngineMissing(chosen);
  }

  #isOver(): boolean {
    return this.#isStopped;
  }

  /** The one chosen, then the one that stands in for it. */
  #engines(chosen: EngineName): readonly VoiceEngine[] {
    const { builtIn, system } = this.#parts;
    return chosen === 'built-in' ? [builtIn, system] : [system, builtIn];
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
