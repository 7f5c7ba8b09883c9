import { expect, it } from 'vitest';
import { RATE, samplesOf } from '../../server/voice/wav.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { done } from '../support/caller.ts';
import { longestQuietMs } from '../support/hear.ts';
import { sure } from '../support/people.ts';
import { pitchOf, recordingOf, spokenWord } from '../support/recordings.ts';
import { startSpeakingHall } from '../support/speaking-hall.ts';
import { freshKey, hall } from '../support/start-hub.ts';

const WORDS = ['请', 'A', '零', '一', '二', '号', '到', '窗口', '办理', '业务'];
const PAUSE = Math.round((350 * RATE) / 1000);

it('[D5] a dialect’s recordings are said after Mandarin, whole; without one of them Mandarin alone is said', async () => {
  const { hub, call, hear } = await startSpeakingHall();
  const keeper = await hub.user('supervisor');
  const pack = `${hall}/voice/packs/qingxi-hua`;
  const speak = (change: object) => hub.configure({ voice: { ...demoHall().voice, ...change } });
  const announced = async (): Promise<{ by: string | null; samples: Int16Array }> => {
    const { status, headers, file } = await hear('/announcements/1/audio');
    expect(status).toBe(200);
    return { by: headers.get('x-paihao-voice'), samples: sure(samplesOf(file)) };
  };
  await done(keeper.post(`${hall}/voice/packs`, { name: 'qingxi-hua' }));
  for (const word of WORDS) {
    const recording = recordingOf(spokenWord({ hz: pitchOf(word), ms: 300 * [...word].length }));
    const headers = { 'content-type': 'audio/wav', 'idempotency-key': freshKey() };
    await done(keeper.ask('POST', `${pack}/clips/${encodeURIComponent(word)}`, new Uint8Array(recording), headers));
  }
  await call();
  const mandarin = await announced();
  expect(mandarin.by).not.toBe('clips');

  await speak({ pack: 'qingxi-hua' });
  const dialect = await announced();
  expect(dialect.by).toBe('clips');
  expect(dialect.samples.length / RATE).toBeGreaterThanOrEqual(4);
  expect(dialect.samples.length / RATE).toBeLessThanOrEqual(5);
  expect(longestQuietMs(Float32Array.from(dialect.samples))).toBeLessThanOrEqual(250);

  await speak({ then: ['qingxi-hua'] });
  const both = await announced();
  expect(both.by).toBe(mandarin.by);
  const oneAfterTheOther = [...mandarin.samples, ...new Int16Array(PAUSE), ...dialect.samples];
  expect(isSame(both.samples, Int16Array.from(oneAfterTheOther))).toBe(true);

  await done(keeper.post(`${pack}/clips/${encodeURIComponent('到')}/remove`));
  expect(isSame((await announced()).samples, mandarin.samples)).toBe(true);
  await speak({ pack: 'qingxi-hua' }); // a pack that speaks Mandarin falls back to synthesis, whole
  expect(isSame((await announced()).samples, mandarin.samples)).toBe(true);
}, 60_000);

/** A quarter of a million samples are not worth a printed difference. */
function isSame(one: Int16Array, other: Int16Array): boolean {
  return one.length === other.length && one.every((sample, at) => sample === other[at]);
}
