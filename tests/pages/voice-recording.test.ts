import { expect, it } from 'vitest';
import type { ClipState } from '../../protocol/voice.ts';
import { clipRefusal, wordAfter, wordsLeft } from '../../supervisor/voice-pack.ts';
import { levelOf, meterShare, Take, takeFault } from '../../supervisor/voice-take.ts';
import { wavBytes } from '../../supervisor/voice-wav.ts';
import { wordOfFile } from '../../supervisor/voice-word.ts';
import { readWav } from '../../server/voice/clips/read-wav.ts';
import { supervisorZhCN } from '../../ui/strings/supervisor-zh-CN.ts';
import { zhCN } from '../../ui/strings/zh-CN.ts';

const RATE = 48_000;
const strings = { ...zhCN, supervisor: supervisorZhCN };

function tone(ms: number, loud: number): Float32Array {
  return Float32Array.from({ length: (ms * RATE) / 1000 }, (_, at) => loud * Math.sin((2 * Math.PI * 200 * at) / RATE));
}

it.each([
  ['窗口.wav', '窗口'],
  ['cmn-窗口.mp3', '窗口'],
  ['CMN-请.MP3', '请'],
  ['zh-hans-办理.m4a', '办理'],
  ['a.ogg', 'A'],
  [' 号 .webm', '号'],
])('the file %s is the word %s', (name, word) => {
  expect(wordOfFile(name)).toBe(word);
});

it.each([
  '录音 1.wav',
  '录音(2).mp3',
  '窗口',
  '.wav',
  '12.wav',
  'cmn-.mp3',
  '请请请请请请请请请.wav',
  '窗口.wav.exe2345',
])('the file %s tells no word', (name) => {
  expect(wordOfFile(name)).toBeUndefined();
});

it('a take is written as WAV of 16 bit that the hub reads back, no louder than full', () => {
  const bytes = Buffer.from(wavBytes(Float32Array.of(0, 0.5, -0.5, 1, -1, 2, -3), RATE));
  expect(bytes.subarray(0, 44).toString('hex')).toBe(
    '52494646' +
      '32000000' +
      '57415645' +
      '666d7420' +
      '10000000' +
      '0100' +
      '0100' +
      '80bb0000' +
      '00770100' +
      '0200' +
      '1000' +
      '64617461' +
      '0e000000',
  );
  expect([0, 1, 2, 3, 4, 5, 6].map((at) => bytes.readInt16LE(44 + at * 2))).toEqual([
    0, 16384, -16383, 32767, -32767, 32767, -32767,
  ]);
  expect(readWav(bytes, 1_000)).toMatchObject({ rate: RATE, samples: { length: 7 } });
});

it('a take ends at three seconds to the sample, wherever the blocks end', () => {
  const take = new Take(RATE);
  for (let block = 0; block < 140; block += 1) take.add(new Float32Array(1024));
  expect(take.isFull).toBe(false);
  take.add(new Float32Array(1024));
  take.add(new Float32Array(1024));
  expect(take.isFull).toBe(true);
  expect(take.samples()).toHaveLength(3 * RATE);
});

it('a take is refused where nothing is heard or hardly anything was recorded, and warned of where it crackles', () => {
  const said = Float32Array.of(...new Float32Array(RATE / 2), ...tone(200, 0.3));
  expect(takeFault(said, RATE)).toBeNull();
  expect(takeFault(tone(1_000, 0.004), RATE)).toBe('silent');
  expect(takeFault(new Float32Array(RATE), RATE)).toBe('silent');
  expect(takeFault(tone(100, 0.3), RATE)).toBe('too-short');
  expect(
    takeFault(
      tone(500, 3).map((sample) => Math.max(-1, Math.min(1, sample))),
      RATE,
    ),
  ).toBe('too-loud');
  expect(takeFault(tone(500, 0.95), RATE)).toBeNull();
});

it('the meter counts as ears do', () => {
  expect(levelOf(tone(1_000, 1))).toBeCloseTo(Math.SQRT1_2, 3);
  const shares = [0, 0.0005, 0.01, 0.1, 1, 2].map((level) => meterShare(level).toFixed(3));
  expect(shares).toEqual(['0.000', '0.000', '0.333', '0.667', '1.000', '1.000']);
});

it('words that are missing come first, then those whose recording cannot be used', () => {
  const clip = (word: string, fault: ClipState['fault']): ClipState => ({ word, durationMs: 300, fault });
  const pack = {
    name: 'a',
    clips: [clip('请', null), clip('号', 'noise'), clip('到', 'silent')],
    missing: ['零', '到'],
  };
  expect(wordsLeft(pack)).toEqual(['零', '到', '号']);
});

it('the next word follows the one just kept, and the first ones come again at the end', () => {
  const before = ['请', '零', '一', '到'];
  expect(wordAfter('零', before, ['请', '一', '到'])).toBe('一');
  expect(wordAfter('到', before, ['请', '零'])).toBe('请');
  expect(wordAfter('窗口', before, before)).toBe('请'); // recorded anew: it was not on the list
  expect(wordAfter('到', before, [])).toBeNull();
  expect(wordAfter('零', before, before)).toBe('一');
});

it('why a recording was not kept is told in words', () => {
  const refused = (message: string, path = 'recording'): string =>
    clipRefusal(strings, { code: 'invalid', status: 400, errors: [{ path, message }] });
  expect(refused('noise')).toBe('里面全是杂音，请重录');
  expect(refused('too-long')).toBe('太长，请只录这一个词');
  expect(refused('1–8 Han signs or letters', 'word')).toBe('文件名里没有词，请改名再传');
  expect(clipRefusal(strings, { code: 'too-large', status: 413 })).toBe('超过 2 兆，请只留这一个词');
  expect(clipRefusal(strings, { code: 'offline', status: 0 })).toBe('没有连接，刚才的操作没有执行。');
});
