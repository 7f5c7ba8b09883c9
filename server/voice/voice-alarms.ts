import type { HallId, Instant } from '../../domain/values.ts';
import type { Alarm } from '../../protocol/views.ts';
import { time } from '../../protocol/views/parts.ts';
import type { HallVoice } from './hall-voice.ts';

/** Since when which hall has no voice, though it should. */
export class VoiceAlarms {
  readonly #voice: HallVoice;
  readonly #since = new Map<HallId, Instant>();

  constructor(voice: HallVoice) {
    this.#voice = voice;
  }

  of(halls: readonly HallId[], at: Instant): readonly Alarm[] {
    return halls.flatMap((hall): Alarm[] => {
      const detail = this.#voice.condition(hall);
      if (detail !== 'missing' && detail !== 'failing') {
        this.#since.delete(hall);
        return [];
      }
      const since = this.#since.get(hall) ?? at;
      this.#since.set(hall, since);
      return [{ kind: 'voice', subject: hall, detail, since: time(since) }];
    });
  }
}
