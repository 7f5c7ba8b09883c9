import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mandarinSaying } from '../../domain/announcement/sayings.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { BuiltInEngine } from '../../server/voice/built-in-engine.ts';
import { type Heard, soundOf, startSpeakingHall } from '../support/speaking-hall.ts';

/** Enough for A001 and A002 at window 2, not for A003. */
const WORDS = ['请', 'A', '零', '一', '二', '号', '到', '窗口', '办理业务'];

/** Records these words, spoken slowly by the synthesis. */
async function record(folder: string, words: readonly string[]): Promise<void> {
  const engine = new BuiltInEngine();
  mkdirSync(folder, { recursive: true });
  for (const word of words)
    writeFileSync(join(folder, `${word}.wav`), await engine.say(mandarinSaying({ oneAs: '一' }, word), 120));
  await engine.stop();
}

it('[D5] recordings speak what they can say whole; else synthesis does, all of it', { timeout: 90_000 }, async () => {
  const speaking = await startSpeakingHall();
  const pack = join(speaking.hub.data, 'voice', 'packs', 'qingxi', 'own');
  await record(pack, WORDS);
  for (let no = 1; no <= 3; no += 1) await speaking.call();
  const set = (change: object): Promise<void> => speaking.hub.configure({ voice: { ...demoHall().voice, ...change } });
  const heard = (no: number): Promise<Heard> => speaking.hear(`/announcements/${no}/audio`);
  const by = ({ headers }: Heard): string | null => headers.get('x-paihao-voice');
  const [said, third] = [await heard(1), await heard(3)];
  expect([by(said), by(third)]).toEqual(['built-in', 'built-in']);

  await set({ pack: 'own' });
  const own = await heard(1);
  expect(by(own)).toBe('clips');
  expect(own.file.equals(said.file)).toBe(false);
  expect(by(await heard(2))).toBe('clips');
  const whole = await heard(3);
  expect([by(whole), whole.file.equals(third.file)]).toEqual(['built-in', true]);

  await set({ pack: null, then: ['own', 'no-such-pack'] });
  const both = await heard(1);
  expect(by(both)).toBe('built-in');
  const seconds = soundOf(said.file).seconds + 0.35 + soundOf(own.file).seconds;
  expect(soundOf(both.file).seconds).toBeCloseTo(seconds, 2);
  expect((await heard(3)).file.equals(third.file)).toBe(true);

  await record(pack, ['三']);
  expect(soundOf((await heard(3)).file).seconds).toBeGreaterThan(soundOf(third.file).seconds + 2);
});
