import { afterEach, expect, it } from 'vitest';
import { hallSound } from '../../display/hall-sound.ts';
import type { Said } from '../../display/sounds-ahead.ts';
import { SoundingHall, VOICE_MS } from './support/sounding-hall.ts';

let hall: SoundingHall;
const open = (): SoundingHall => (hall = new SoundingHall());
afterEach(() => hall.leave());

it('[D4] the sounds of the next three calls are asked for while the first is told', async () => {
  open().push(true);
  for (let call = 0; call < 6; call += 1) hall.call();
  hall.push();
  expect(hall.asking).toBe(4);
  await hall.pass(5_000);
  hall.line = 'silent'; // those that came by then are heard all the same
  await hall.pass(60_000);
  expect([...new Set(hall.voices)]).toEqual(['e1 1', 'e1 2', 'e1 3', 'e1 4']);
});

it('[D4] what waits is reckoned at the pace at which this voice was heard to speak', async () => {
  open().push(true);
  const sound = hallSound(hall.speaker, () => 'qingxi');
  const said = (): Said => ({ announcement: hall.call(), epoch: 'e1' });
  const [first, unheard] = [said(), said()];
  const signs = unheard.announcement.reading.length;
  expect(sound.saying(unheard)).toBe(280 * signs + 400);
  sound.prepare([first]);
  await hall.pass(100);
  expect(sound.saying(first)).toBe(VOICE_MS + 400);
  expect(sound.saying(unheard)).toBe(VOICE_MS + 400); // as many signs
  const longer = { ...unheard.announcement, reading: unheard.announcement.reading.repeat(2) };
  expect(sound.saying({ ...unheard, announcement: longer })).toBe(2 * VOICE_MS + 400);
  hall.line = 'none';
  sound.prepare([unheard]);
  await hall.pass(100);
  expect(sound.saying(unheard)).toBe(2_000); // it has none: a caption
});
