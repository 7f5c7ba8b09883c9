import { join } from 'node:path';
import type { Logger } from 'pino';
import type { HallId } from '../../domain/values.ts';
import type { Config } from '../config.ts';
import { BuiltInEngine, type BuiltInOptions } from './built-in-engine.ts';
import { HallVoice } from './hall-voice.ts';
import { SoundCache } from './sound-cache.ts';
import { Speaker } from './speaker.ts';
import { SystemEngine } from './system-engine.ts';
import { type Clips, Unsayable } from './voice-engine.ts';

export interface VoiceOptions extends BuiltInOptions {
  /** Where nobody listens: a simulation that is over in seconds. */
  readonly isSilent?: boolean;
}

/** The hub's voice, with what it keeps in the data folder. */
export function openVoice(
  { data }: Config,
  clips: Clips,
  log: Logger,
  changed: (hall: HallId) => void,
  { isSilent = false, ...builtIn }: VoiceOptions = {},
): HallVoice {
  const speaker = isSilent
    ? null
    : new Speaker({
        builtIn: new BuiltInEngine(builtIn),
        system: new SystemEngine(),
        clips,
        cache: new SoundCache({ folder: join(data, 'voice', 'cache'), log }),
        fault: (error) => log.warn({ err: error }, 'a voice failed'),
      });
  return new HallVoice({
    speaker,
    fault: (error) => {
      const level = error instanceof Unsayable ? 'info' : 'warn';
      log[level]({ err: error }, 'a call could not be spoken');
    },
    changed,
  });
}
