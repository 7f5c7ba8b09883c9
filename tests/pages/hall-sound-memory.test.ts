import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { SoundingHall } from './support/sounding-hall.ts';

it('[D7] 10,000 calls leave no sound behind', { timeout: 60_000 }, async () => {
  const hall = new SoundingHall();
  hall.push(true);
  const sounds: WeakRef<object>[] = [];
  const decode = hall.audio.decodeAudioData.bind(hall.audio);
  hall.audio.decodeAudioData = async (bytes) => {
    const sound = await decode(bytes);
    sounds.push(new WeakRef(sound));
    return sound;
  };
  for (let call = 0; call < 10_000; call += 1) {
    hall.call();
    hall.push();
    hall.called.splice(0, hall.called.length - 20);
    if (call % 10 === 9) await hall.pass(60_000);
  }
  await hall.pass(60_000);
  expect(hall.told).toHaveLength(10_000);
  expect(sounds).toHaveLength(10_000);
  hall.audio.heard.length = 0;
  hall.leave();
  await new Promise((go) => setImmediate(go)); // a WeakRef holds until its task is over
  collectGarbage();
  expect(sounds.filter((sound) => sound.deref() !== undefined).length).toBeLessThanOrEqual(1);
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
