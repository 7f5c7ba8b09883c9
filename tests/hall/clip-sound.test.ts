import { expect, it } from 'vitest';
import { reading } from '../../domain/announcement/reading.ts';
import { cutWords } from '../../server/voice/clips/cut-words.ts';
import { joinClips } from '../../server/voice/clips/join-clips.ts';
import { levelled, voicedLevel } from '../../server/voice/clips/level.ts';
import { prepareClip, readRecording } from '../../server/voice/clips/prepare-clip.ts';
import { quicken } from '../../server/voice/clips/quicken.ts';
import { readWav } from '../../server/voice/clips/read-wav.ts';
import { resample } from '../../server/voice/clips/resample.ts';
import { msOf, peakOf, rmsOf, samplesIn } from '../../server/voice/clips/sound.ts';
import { RATE } from '../../server/voice/wav.ts';
import { longestQuietMs, largestStep } from '../support/hear.ts';
import { recordingOf, silence, spokenWord, whiteNoise } from '../support/recordings.ts';
import { wavOf } from '../support/wav-of.ts';

const TEXT = '请A001号到3号窗口办理业务';
const WORDS = ['请', 'A', '零', '一', '三', '号', '到', '窗口', '办理', '业务'];

async function ready(word: string, samples: Float32Array): Promise<Float32Array> {
  const clip = await prepareClip(word, samples);
  if (clip.fault !== null) throw new Error(`${word}: ${clip.fault}`);
  return clip.samples;
}

/** The hall's sentence out of words that were each recorded so long, loud and deep. */
async function sentence(recorded: (word: string, index: number) => Float32Array) {
  const clips = new Map<string, Float32Array>();
  for (const [index, word] of WORDS.entries()) clips.set(word, await ready(word, recorded(word, index)));
  const words = cutWords(reading(TEXT), new Set(WORDS)).words ?? [];
  const spoken = words.map((cut) => ({ ...cut, samples: clips.get(cut.word) ?? new Float32Array() }));
  return { spoken, samples: joinClips(spoken) };
}

const SPEEDS = { quick: 170, ordinary: 300, slow: 400 } as const;

it.each(Object.entries(SPEEDS))('a sentence of %s clips takes 4–5 s, without holes or clicks', async (_, msPerSign) => {
  const { spoken, samples } = await sentence((word, index) =>
    spokenWord({ hz: 120 + index * 13, ms: msPerSign * [...word].length, loud: 0.1 + 0.08 * index, aroundMs: 350 }),
  );
  expect(msOf(samples.length)).toBeGreaterThanOrEqual(4_000);
  expect(msOf(samples.length)).toBeLessThanOrEqual(5_000);
  expect(longestQuietMs(samples)).toBeLessThanOrEqual(250);
  expect(largestStep(samples)).toBeLessThanOrEqual(1.05 * Math.max(...spoken.map((clip) => largestStep(clip.samples))));
  expect(peakOf(samples)).toBeLessThanOrEqual(1);
});

it('clips recorded loud and soft are equally loud, none is clipped', async () => {
  const levels: number[] = [];
  for (const loud of [0.02, 0.2, 1]) {
    const clip = await ready('号', spokenWord({ loud }));
    levels.push(voicedLevel(clip));
    expect(peakOf(clip)).toBeLessThanOrEqual(0.8);
  }
  expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(1);
});

it('a clip whose peaks stand far above its voice is bent under the ceiling, its loud parts still apart', () => {
  const harmonics = Array.from({ length: 20 }, (_, index) => index + 1);
  const pulses = Float32Array.from({ length: samplesIn(500) }, (_, at) =>
    harmonics.reduce((sum, times) => sum + 0.01 * Math.cos((2 * Math.PI * 100 * times * at) / RATE), 0),
  );
  const clip = levelled(pulses);
  const peak = peakOf(clip);
  expect(peak).toBeGreaterThan(0.6);
  expect(peak).toBeLessThanOrEqual(0.8);
  expect(clip.filter((sample) => sample > peak - 1e-6).length).toBeLessThanOrEqual(50); // one a pulse: not cut off flat
});

const steady = (ms: number, level: number, startsPhrase = false) => ({
  word: '号',
  samples: new Float32Array(samplesIn(ms)).fill(level),
  startsPhrase,
});

it.each([
  ['slow', 600, -35, 60],
  ['quick', 50, 150, 200],
] as const)('of %s clips a phrase stands apart from the one before it, a word does not', (_, ms, word, phrase) => {
  const gapMs = (startsPhrase: boolean): number => {
    const joined = joinClips([steady(ms, 0.3), steady(ms, 0.3, startsPhrase)]);
    return msOf(joined.length - 2 * samplesIn(ms));
  };
  expect([gapMs(false), gapMs(true)]).toEqual([word, phrase]);
});

it('where two clips overlap both are heard, and no louder than full', () => {
  const middle = (level: number): number | undefined => {
    const joined = joinClips([steady(600, level), steady(600, level)]);
    return joined[Math.round(joined.length / 2)];
  };
  expect(middle(0.3)).toBeCloseTo(0.6);
  expect(middle(0.8)).toBeCloseTo(1);
});

it('the silence around a word goes, the word stays whole, and it begins and ends at nothing', async () => {
  const clip = await ready('号', spokenWord({ ms: 250, aroundMs: 900 }));
  expect(msOf(clip.length)).toBeGreaterThan(230);
  expect(msOf(clip.length)).toBeLessThan(290);
  expect([Math.abs(clip[0] ?? 1), Math.abs(clip.at(-1) ?? 1)]).toEqual([0, 0]);
});

it('a constant offset and a click before the word leave no trace', async () => {
  const offset = spokenWord({ ms: 250, aroundMs: 600 }).map((sample) => sample * 0.5 + 0.3);
  for (let step = 0; step < 40; step += 1) offset[samplesIn(80) + step] = 0.8;
  const clip = await ready('号', offset);
  expect(msOf(clip.length)).toBeLessThan(290);
  expect(Math.abs(clip.reduce((sum, sample) => sum + sample, 0) / clip.length)).toBeLessThan(0.005);
});

it('a slow word is quickened at its own pitch', async () => {
  const slow = spokenWord({ hz: 200, ms: 800, aroundMs: 0 });
  const quick = quicken(slow, 0.75);
  expect(quick.length).toBe(Math.round(slow.length * 0.75));
  const middle = quick.subarray(samplesIn(100), samplesIn(500));
  const alike = (lag: number): number => {
    let sum = 0;
    for (let at = 0; at + lag < middle.length; at += 1) sum += (middle[at] ?? 0) * (middle[at + lag] ?? 0);
    return sum / (middle.length - lag) / rmsOf(middle) ** 2;
  };
  expect(alike(Math.round(RATE / 200))).toBeGreaterThan(0.9);
  expect(largestStep(quick)).toBeLessThanOrEqual(1.1 * largestStep(slow));
});

it.each([
  ['nothing in it', new Float32Array(), 'silent'],
  ['digital silence', silence(800), 'silent'],
  ['room noise', whiteNoise(800, 0.002), 'silent'],
  ['white noise', whiteNoise(900), 'noise'],
  ['a hiss between silence', spread(whiteNoise(500), 300), 'noise'],
  ['brown noise', brown(whiteNoise(900)), 'noise'],
  ['a speech', spokenWord({ ms: 3_400 }), 'too-long'],
  ['a recording nobody stopped', silence(10_500), 'too-long'],
])('a clip with %s has a fault', async (_, samples, fault) => {
  expect(await prepareClip('号', samples)).toMatchObject({ fault });
});

it.each([
  ['no bytes', Buffer.alloc(0)],
  ['a text', Buffer.from('不是录音'.repeat(500))],
  ['noise that is no MP3', Buffer.from(whiteNoise(300).buffer)],
  ['half a header', recordingOf(spokenWord()).subarray(0, 30)],
  ['a WAV of another kind', wavOf(spokenWord(), { tag: 0x11, bits: 16, channels: 1, rate: RATE })],
  ['three channels', wavOf(spokenWord(), { tag: 1, bits: 16, channels: 3, rate: RATE })],
])('%s cannot be read as a recording', async (_, bytes) => {
  expect(await prepareClip('号', await readRecording(bytes))).toMatchObject({ fault: 'unreadable' });
});

it('MPEG audio is decoded', async () => {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]); // layer III, 128 kbit/s, 44.1 kHz, two channels, and no sound in it
  const recording = await readRecording(Buffer.concat(Array.from({ length: 40 }, () => frame)));
  expect(msOf(recording?.length ?? 0)).toBeGreaterThan(900);
  expect(await prepareClip('号', recording)).toMatchObject({ fault: 'silent' });
});

const FORMATS = [
  ...[8, 16, 24, 32].map((bits) => ({ tag: 1, bits })),
  { tag: 3, bits: 32 },
  { tag: 0xfffe, bits: 24 },
].flatMap((format) => [1, 2].map((channels) => ({ ...format, channels })));

it.each(FORMATS)('WAV of $bits bit (format $tag), $channels channels, is read', (format) => {
  const word = spokenWord();
  const sound = readWav(wavOf(word, { ...format, rate: 48_000 }));
  expect(sound?.rate).toBe(48_000);
  expect(sound?.samples).toHaveLength(word.length);
  const error = word.map((sample, at) => sample - (sound?.samples[at] ?? 9));
  expect(peakOf(error)).toBeLessThan(format.bits === 8 ? 0.01 : 0.0001);
});

it.each([8_000, 16_000, 44_100, 48_000, 96_000])('a tone from %i samples a second keeps its pitch', async (rate) => {
  const tone = (hz: number, at: number, count: number): Float32Array =>
    Float32Array.from({ length: count }, (_, index) => 0.5 * Math.sin((2 * Math.PI * hz * index) / at));
  const out = await resample({ samples: tone(440, rate, rate), rate });
  const wanted = tone(440, RATE, out.length);
  const middle = out.subarray(500, -500).map((sample, index) => sample - (wanted[index + 500] ?? 9));
  expect(Math.abs(out.length - RATE)).toBeLessThanOrEqual(1);
  expect(rmsOf(middle)).toBeLessThan(0.005);
  const above = await resample({ samples: tone(0.48 * rate, rate, rate), rate });
  if (rate > 44_100) expect(rmsOf(above)).toBeLessThan(0.001); // else it would come back as a whistle
});

function spread(samples: Float32Array, aroundMs: number): Float32Array {
  const around = samplesIn(aroundMs);
  const all = new Float32Array(samples.length + 2 * around);
  all.set(samples, around);
  return all;
}

function brown(samples: Float32Array): Float32Array {
  let last = 0;
  return samples.map((sample) => (last = 0.995 * last + 0.2 * sample));
}
