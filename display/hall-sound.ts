import type { Sound } from './announcer.ts';
import { CHIME_MS, type Chime } from './chime.ts';

/** While no voice speaks, a call still has this much time of its own, twice. */
const CAPTION_MS = 2_000;

/** The hall's sound: the chime; each call then holds its time as a caption. Lengths are by timer, so that a browser
 * that swallows a sound cannot stop the calls behind it. */
export function hallSound(chime: Chime): Sound {
  return {
    chime: CHIME_MS,
    saying: () => CAPTION_MS,
    ring: () => {
      chime.ring();
      return pause(CHIME_MS);
    },
    say: () => pause(CAPTION_MS),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((go) => setTimeout(go, ms));
}
