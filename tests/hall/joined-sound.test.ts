import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { englishSaying, mandarinSaying, type Saying } from '../../domain/announcement/sayings.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { BuiltInEngine } from '../../server/voice/built-in-engine.ts';
import { ClipVoice } from '../../server/voice/clips/clip-voice.ts';
import { shaped } from '../../server/voice/shape.ts';
import { SoundCache } from '../../server/voice/sound-cache.ts';
import { Speaker } from '../../server/voice/speaker.ts';
import { SystemEngine } from '../../server/voice/system-engine.ts';
import { RATE } from '../../server/voice/wav.ts';
import { temporaryFolder } from '../support/folder.ts';
import { qingxi, sure } from '../support/people.ts';
import { soundOf } from '../support/speaking-hall.ts';

const log = pino({ level: 'silent' });
const MANDARIN = mandarinSaying({ oneAs: '一' }, '请A001号到3号窗口');
const ENGLISH = englishSaying('Number A001, counter 3');
const OTHER = englishSaying('Number A001, please go to counter number 3 now');

it('a call in two languages is joined once for all who ask, and anew where a part is another', async () => {
  const folder = temporaryFolder();
  const speaker = new Speaker({
    builtIn: new BuiltInEngine(),
    system: new SystemEngine(),
    clips: new ClipVoice(join(folder, 'packs'), log),
    cache: new SoundCache({ folder: join(folder, 'cache'), log }),
    fault: () => undefined,
  });
  onTestFinished(() => speaker.stop());
  const say = async (...sayings: readonly Saying[]): Promise<Buffer> =>
    (await speaker.say(qingxi, demoHall().voice, sayings)).wav;
  const seconds = (file: Buffer): number => soundOf(file).seconds;
  const [alone, both, english] = [await say(MANDARIN), await say(MANDARIN, ENGLISH), await say(ENGLISH)];
  expect(await say(MANDARIN, ENGLISH)).toBe(both);
  expect(seconds(both)).toBeGreaterThan(seconds(alone) + seconds(english));

  const other = await say(MANDARIN, OTHER);
  expect(seconds(other) - seconds(both)).toBeCloseTo(seconds(await say(OTHER)) - seconds(english), 2);
  expect(seconds(await say(MANDARIN, ENGLISH, OTHER))).toBeGreaterThan(seconds(other));
  expect((await say(MANDARIN, ENGLISH)).equals(both)).toBe(true);
}, 60_000);

it('of the silence before and after what an engine says 50 ms stay, and it is as loud as all else', () => {
  const at = (seconds: number): number => Math.round(seconds * RATE);
  const tone = (sample: number): number => Math.round(5_000 * Math.sin(sample / 9));
  const engines = Int16Array.from({ length: at(2) }, (_, sample) =>
    sample >= at(0.7) && sample < at(1.2) ? tone(sample) : 0,
  );
  const kept = sure(shaped(engines) ?? undefined);
  expect(kept.length / RATE).toBeCloseTo(0.05 + 0.5 + 0.05, 2);
  expect(kept.findIndex((sample) => sample !== 0) / RATE).toBeCloseTo(0.05, 2);
  expect(Math.max(...kept)).toBeCloseTo(32_767 * 10 ** (-1.5 / 20), -2);
  expect(shaped(new Int16Array(at(1)))).toBeNull();
});
