import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announcementText } from '../../domain/announcement/announcement-text.ts';
import { callTemplate } from '../../domain/announcement/call-template.ts';
import { englishReading } from '../../domain/announcement/english-reading.ts';
import { readingText } from '../../domain/announcement/reading.ts';
import { sayings } from '../../domain/announcement/sayings.ts';
import type { Announcement } from '../../domain/hall.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { parseTicketNumber, parseWindowNo } from '../../domain/values.ts';
import { sure } from '../support/people.ts';

type Kind = Announcement['kind'];

/** The demo hall's, with English and a dialect after Mandarin. */
function hallThatSays(then: readonly string[], change: Partial<Settings> = {}): Settings {
  const settings = demoHall();
  return { ...settings, ...change, voice: { ...settings.voice, then } };
}

function said(settings: Settings, kind: Kind, number: string, window: number) {
  const text = announcementText(callTemplate(settings, kind), number, window);
  const announced = { kind, number: sure(parseTicketNumber(number)), window: sure(parseWindowNo(window)), text };
  return sayings(settings, announced);
}

const spoken = (text: string): string =>
  englishReading(text)
    .map((token) => token.text)
    .join(' ');

describe('what is said for one announcement', () => {
  it('[D3] Mandarin alone, unless the hall adds to it', () => {
    const [mandarin, ...more] = said(hallThatSays([]), 'call', 'A012', 2);
    expect(more).toEqual([]);
    expect(mandarin).toMatchObject({ language: 'cmn', text: '请A012号到2号窗口办理业务' });
    expect(readingText(sure(mandarin).tokens)).toBe('请A零一二号到二号窗口办理业务');
  });

  it('Mandarin first, then what the hall adds, in its order', () => {
    const all = said(hallThatSays(['tujia', 'en']), 'call', 'A012', 12);
    expect(all.map(({ language }) => language)).toEqual(['cmn', { pack: 'tujia' }, 'en']);
    expect(all[1]?.tokens).toEqual(all[0]?.tokens);
    expect(all[2]?.text).toBe('Number A012, please go to counter 12.');
  });

  it('[D3] a recall and a no-show have words of their own where the hall gives them', () => {
    const worded = hallThatSays(['en'], {
      recallText: '再请{number}号到{window}号窗口',
      noShowText: '{number}号未到，过号',
    });
    expect(said(worded, 'recall', 'A001', 1).map(({ tokens }) => readingText(tokens))).toEqual([
      '再请A零零一号到一号窗口',
      'NumberAzerozeroone, please go to counter1.',
    ]);
    expect(said(worded, 'no-show', 'A001', 1).map(({ tokens }) => readingText(tokens))).toEqual([
      'A零零一号未到，过号',
    ]);
    const plain = hallThatSays([]);
    expect(said(plain, 'recall', 'A001', 1)).toEqual(said(plain, 'call', 'A001', 1));
  });

  it('nothing is said for a no-show that the hall has no words for, in any language', () => {
    expect(said(hallThatSays(['en', 'tujia'], { noShowText: null }), 'no-show', 'A001', 1)).toEqual([]);
  });

  it('[D3] 幺 is a choice in Mandarin alone', () => {
    const [mandarin, english] = said(hallThatSays(['en'], { oneAs: '幺' }), 'call', 'A011', 1);
    expect(readingText(sure(mandarin).tokens)).toBe('请A零幺幺号到一号窗口办理业务');
    expect(sure(english).tokens.map(({ text }) => text)).toContain('one');
  });

  it('full-width letters and figures are read as what they stand for', () => {
    const [mandarin] = said(hallThatSays([], { callText: '请{number}号到２楼Ｂ区{window}号窗口' }), 'call', 'A001', 3);
    expect(readingText(sure(mandarin).tokens)).toBe('请A零零一号到二楼B区三号窗口');
  });
});

describe('the call in English', () => {
  it('[D3] A012 is A zero one two, and counter 12 keeps its figures', () => {
    expect(englishReading('Number A012, please go to counter 12.')).toEqual([
      { kind: 'words', text: 'Number' },
      { kind: 'letter', text: 'A' },
      { kind: 'digit', text: 'zero' },
      { kind: 'digit', text: 'one' },
      { kind: 'digit', text: 'two' },
      { kind: 'words', text: ', please go to counter' },
      { kind: 'number', text: '12' },
      { kind: 'words', text: '.' },
    ]);
  });

  it.each([
    ['BC2022 to 3', 'B C two zero two two to 3'],
    ['Come to B2, A011', 'Come to B 2 , A zero one one'],
    ['tel 12345', 'tel one two three four five'],
    ['room 007', 'room zero zero seven'],
    ['NUMBER A001', 'NUMBER A zero zero one'],
    ['', ''],
  ])('%s → %s', (text, words) => {
    expect(spoken(text)).toBe(words);
  });

  it('[D3] any number at any window: every figure of the number is read, the window is a number', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-HJ-NP-Z]{1,2}$/),
        fc.integer({ min: 0, max: 999_999 }),
        fc.integer({ min: 1, max: 99 }),
        (letters, n, window) => {
          const number = letters + String(n).padStart(3, '0');
          const tokens = englishReading(announcementText('Number {number}, counter {window}', number, window));
          const figures = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
          const back = tokens.filter(({ kind }) => kind !== 'words' && kind !== 'number');
          const read = back.map(({ kind, text }) => (kind === 'letter' ? text : String(figures.indexOf(text))));
          expect(read.join('')).toBe(number);
          expect(tokens.filter(({ kind }) => kind === 'number').map(({ text }) => text)).toEqual([String(window)]);
        },
      ),
    );
  });
});
