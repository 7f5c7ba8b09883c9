import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packFiles } from '../../server/voice/clips/pack-files.ts';
import { wordOfFile } from '../../supervisor/voice-word.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paihao-pack-'));
});
afterEach(() => rm(folder, { recursive: true }));

it.each([
  ['窗口.wav', '窗口'],
  ['cmn-窗口.mp3', '窗口'],
  ['x-tujia-窗口.wav', '窗口'],
  ['zh-Hans-a.WAV', 'A'],
  ['号 .wav', '号'],
  ['dialectal-请.wav', undefined],
  ['录音1.wav', undefined],
])('the file %s says the same to the page that sends it and in the folder of a pack: %s', async (name, word) => {
  await writeFile(join(folder, name), '');
  expect(wordOfFile(name)).toBe(word);
  expect([...(await packFiles(folder)).keys()]).toEqual(word === undefined ? [] : [word]);
});
