import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { reading } from '../../domain/announcement/reading.ts';
import { ClipVoice } from '../../server/voice/clips/clip-voice.ts';
import { cutWords } from '../../server/voice/clips/cut-words.ts';
import { RATE, samplesOf } from '../../server/voice/wav.ts';
import { temporaryFolder } from '../support/folder.ts';
import { qingxi, sure } from '../support/people.ts';
import { pitchOf, recordingOf, spokenWord } from '../support/recordings.ts';

const PACK = 'qingxi-hua';
const BROKEN = Buffer.from('no sound');
const word = (text: string): Buffer => recordingOf(spokenWord({ hz: pitchOf(text), ms: 250 * [...text].length }));

/** A pack of these files; what has no bytes of its own is a recording of its word. */
function packOf(files: Readonly<Record<string, Buffer | null>>) {
  const folder = temporaryFolder();
  const pack = join(folder, qingxi, PACK);
  mkdirSync(pack, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(join(pack, name), bytes ?? word(name.split('.')[0] ?? ''));
  }
  const voice = new ClipVoice(folder, pino({ level: 'silent' }));
  const say = async (text: string): Promise<Buffer | null> => voice.say(qingxi, PACK, reading(text));
  return { voice, pack, say };
}

describe('a sentence that a pack says', () => {
  it('[D5] is not said with a word left out whose recording is broken, but not at all', async () => {
    const files = { '请.wav': null, '到.wav': null, '三.wav': null, '号.wav': null };
    expect(await packOf({ ...files, '窗口.wav': null }).say('请到3号窗口')).not.toBeNull();
    for (const broken of ['请', '号', '窗口']) {
      const { say } = packOf({ ...files, '窗口.wav': null, [`${broken}.wav`]: BROKEN });
      expect(await say('请到3号窗口'), broken).toBeNull();
    }
  });

  it('is cut anew where a broken recording has shorter ones for all of it', async () => {
    const files = { '到.wav': null, '窗.wav': null, '口.wav': null };
    const whole = await packOf(files).say('到窗口');
    expect(whole).not.toBeNull();
    expect(await packOf({ ...files, '窗口.wav': BROKEN }).say('到窗口')).toEqual(whole);
  });

  it('a WAV is heard before an MP3 of the same word, however each is named', async () => {
    for (const [wavFile, mp3File] of [
      ['号.wav', '号.mp3'],
      ['cmn-号.wav', '号.mp3'],
      ['号.WAV', 'a-号.MP3'],
    ] as const) {
      const { voice } = packOf({ [wavFile]: recordingOf(spokenWord({ ms: 250 })), [mp3File]: BROKEN });
      const state = await voice.state(qingxi, PACK, []);
      expect(state.clips, wavFile).toMatchObject([{ word: '号', fault: null }]);
      expect(sure(samplesOf(sure(await voice.clip(qingxi, PACK, '号')))).length / RATE).toBeGreaterThan(0.2);
    }
  });

  it('a word that is removed goes with every file of it, also those that another one hid', async () => {
    const { voice, pack } = packOf({ '号.wav': null, 'cmn-号.wav': null, '号.mp3': BROKEN, '到.wav': null });
    expect(await voice.removeClip(qingxi, PACK, '号')).toBe(true);
    expect(readdirSync(pack)).toEqual(['到.wav']);
    expect(await voice.removeClip(qingxi, PACK, '号')).toBe(false);
  });
});

describe('how a sentence is cut', () => {
  const cut = (text: string, ...pack: readonly string[]): readonly string[] | undefined =>
    cutWords(reading(text), new Set(pack)).words?.map((each) => each.word);

  it('the longest word that the pack has is taken', () => {
    const signs = ['到', '窗', '口', '办', '理', '业', '务'];
    expect(cut('到窗口办理业务', ...signs)).toEqual(signs);
    expect(cut('到窗口办理业务', ...signs, '窗口', '办理', '业务', '办理业务')).toEqual(['到', '窗口', '办理业务']);
  });

  it('figures and letters are said one by one, whatever words the pack has', () => {
    const signs = ['A', '零', '一', '二', '号', '到', '十'];
    const words = ['一二', '零一', '十二', '二号', 'A零', '零一二'];
    const said = ['A', '零', '一', '二', '号', '到', '十', '二', '号'];
    expect(cut('A012号到12号', ...signs, ...words)).toEqual(said);
  });

  it('a phrase begins after a pause and with the words that open one', () => {
    const { words } = cutWords(reading('请A0号，请到3号窗口办理'), new Set('请 A 零 号 到 三 窗口 办理'.split(' ')));
    const opens = sure(words).flatMap(({ word, startsPhrase }, at) => (startsPhrase ? [`${String(at)} ${word}`] : []));
    expect(opens).toEqual(['4 请', '5 到', '9 办理']);
  });
});
