import { expect, it } from 'vitest';
import { chime, CHIME_MS } from '../../display/chime.ts';
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

it('one that waits for a touch is not woken by sounds; once touched it is', async () => {
  const audio = new AudioDouble(() => null);
  audio.state = 'suspended';
  const speaker = new Loudspeaker(() => audio.context);
  const sound = await speaker.decode(wavOf('A001', 60));
  expect(await speaker.play(sound)).toBe(false);
  expect(speaker.state, 'browsers blame a page for trying').toBe('locked');
  await speaker.unlock();
  audio.allowed = false;
  await audio.suspend();
  audio.allowed = true;
  await speaker.play(sound);
  expect(speaker.state).toBe('on');
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

it('[D4] the chime is two tones, the second lower and while the first still rings, then a breath of silence', () => {
  const audio = new AudioDouble(() => null);
  chime(audio.context, audio.context.createGain());
  const tones = audio.tones.filter(({ hertz }) => hertz < 1_000); // without their octaves
  expect(tones.map(({ hertz }) => hertz)).toEqual([659.25, 523.25]);
  const [first = 0, second = 0] = tones.map(({ at }) => at);
  expect(second - first).toBeCloseTo(0.45);
  expect(second - first + 1.1).toBeLessThan(CHIME_MS / 1_000); // it has faded by then
});
