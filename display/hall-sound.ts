import { loadSound } from '../ui/load-sound.ts';
import type { Loudspeaker } from '../ui/loudspeaker.ts';
import { within } from '../ui/within.ts';
import type { Sound } from './announcer.ts';
import { chime, CHIME_MS } from './chime.ts';
import { type Said, SoundsAhead } from './sounds-ahead.ts';

/** A call without a sound still has this much time of its own, twice. */
const CAPTION_MS = 2_000;
/** Between one saying and the next. */
const BREATH_MS = 400;
/** How long a call waits for its sound when its turn has come. */
const PATIENCE_MS = 3_000;
/** One sign of a reading, until a sound has told how fast this voice speaks. */
const SIGN_MS = 280;

/**
 * The hall's sound: the chime and the hub's voice. Where either cannot be heard, the call holds its time as a caption,
 * so that no browser, line or hub can stop the calls behind it. `hall` names the hall once it is known.
 */
export function hallSound(speaker: Loudspeaker, hall: () => string): Sound {
  let signMs = SIGN_MS;
  const ahead = new SoundsAhead(async ({ announcement, epoch }, signal) => {
    const path = `/halls/${encodeURIComponent(hall())}/announcements/${String(announcement.no)}/audio`;
    const sound = await loadSound({ path, epoch }, speaker, signal);
    if (sound !== null) signMs = (sound.duration * 1_000) / Math.max(1, announcement.reading.length);
    return sound;
  });
  const lengthOf = (said: Said): number => {
    const sound = speaker.running ? ahead.known(said) : null;
    if (sound === null) return CAPTION_MS;
    const ms = sound === undefined ? signMs * said.announcement.reading.length : sound.duration * 1_000;
    return ms + BREATH_MS;
  };
  return {
    chime: CHIME_MS,
    saying: lengthOf,
    prepare: (calls) => ahead.keep(speaker.running ? calls : []),
    async ring() {
      const begun = performance.now();
      if (!(await speaker.sound(CHIME_MS, chime))) await until(begun + CHIME_MS);
    },
    async say(said) {
      const begun = performance.now();
      const sound = speaker.running ? await within(PATIENCE_MS, ahead.of(said)) : null;
      const heard = sound !== null && (await speaker.play(sound));
      await until(heard ? performance.now() + BREATH_MS : begun + CAPTION_MS);
    },
  };
}

function until(time: number): Promise<void> {
  return new Promise((go) => setTimeout(go, Math.max(0, time - performance.now())));
}
