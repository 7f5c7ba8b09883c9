import { expect, it } from 'vitest';
import { Loudspeaker } from '../../ui/loudspeaker.ts';
import { AudioDouble, wavOf } from './support/audio-double.ts';

it('a new sound ends the one before, which is then over and not whole', async () => {
  const audio = new AudioDouble(() => null);
  const speaker = new Loudspeaker(() => audio.context);
  const [long, short] = [await speaker.decode(wavOf('A001', 1_000)), await speaker.decode(wavOf('A002', 60))];
  const first = speaker.play(long);
  expect(audio.sounding).toBe(1);
  const second = speaker.play(short);
  expect(audio.sounding).toBe(1);
  expect(audio.heard).toMatchObject([{ call: 'A001', whole: false }]);
  expect([await first, await second]).toEqual([false, true]);
  expect(audio.heard.map(({ call, whole }) => [call, whole])).toEqual([
    ['A001', false],
    ['A002', true],
  ]);
});

it('one that slept and would not wake at once is woken by the next sound, without a touch', async () => {
  const audio = new AudioDouble(() => null);
  const speaker = new Loudspeaker(() => audio.context);
  const sound = await speaker.decode(wavOf('A001', 60));
  audio.allowed = false;
  await audio.suspend();
  expect(await speaker.play(sound)).toBe(false);
  audio.allowed = true;
  expect(await speaker.play(sound)).toBe(false);
  expect(speaker.state).toBe('on');
  expect(await speaker.play(sound)).toBe(true);
});
