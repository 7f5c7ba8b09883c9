import type { Token } from '../../domain/announcement/reading.ts';
import type { Saying } from '../../domain/announcement/sayings.ts';
import type { HallId } from '../../domain/values.ts';

export type EngineName = 'built-in' | 'system';
/** `missing`: it is not installed here; `failing`: its last saying failed. */
export type EngineCondition = 'ready' | 'missing' | 'failing';

/** What makes speech of text. */
export interface VoiceEngine {
  readonly name: EngineName;
  /** Gets ready, so that the first call is not spoken cold. */
  start(): void;
  /** Another where the same text may sound otherwise: part of the key under which a sound is kept. */
  version(): Promise<string>;
  /** A WAV as `wav.ts` writes it; `speed` in words a minute. Throws `Unsayable`, `EngineMissing`, or what went wrong. */
  say(saying: Saying, speed: number): Promise<Buffer>;
  condition(): EngineCondition;
  /** Ends what it runs; it starts again when it is next asked. */
  stop(): Promise<void>;
}

/** Recordings by word, joined. */
export interface Clips {
  /** A WAV as `wav.ts` writes it; null where the pack is not there or cannot say it whole. */
  say(hall: HallId, pack: string, tokens: readonly Token[]): Promise<Buffer | null>;
  /** Another after each change of the pack. */
  revision(hall: HallId, pack: string): Promise<string>;
}

/** Nothing in the text can be said. */
export class Unsayable extends Error {
  override readonly name = 'Unsayable';
}

/** The engine is not installed on this machine. */
export class EngineMissing extends Error {
  override readonly name = 'EngineMissing';
}
