import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announcementText } from '../../domain/announcement/announcement-text.ts';
import { reading, readingText } from '../../domain/announcement/reading.ts';
import { sentence } from '../../domain/announcement/sentence.ts';

const TEMPLATE = '请{number}号到{window}号窗口办理业务';
const said = (text: string, one: '一' | '幺' = '一'): string => readingText(reading(text, { one }));

describe('the call in words', () => {
  it('[D3] the default template gives exactly 请A001号到3号窗口办理业务', () => {
    expect(announcementText(TEMPLATE, 'A001', 3)).toBe('请A001号到3号窗口办理业务');
  });

  it('[D3] a hall may word it otherwise, name a field twice or not at all', () => {
    expect(announcementText('{number}，{number}，{window}号', 'AB012', 12)).toBe('AB012，AB012，12号');
    expect(announcementText('下一位请到{window}号窗口', 'A001', 3)).toBe('下一位请到3号窗口');
    expect(announcementText('{number}到{window}{place}', '$&', 3)).toBe('$&到3{place}');
  });
});

describe('how it is read', () => {
  it('[D3] A012 is read A零一二, its letter staying a letter', () => {
    expect(reading('A012')).toEqual([
      { kind: 'letter', text: 'A' },
      { kind: 'digit', text: '零' },
      { kind: 'digit', text: '一' },
      { kind: 'digit', text: '二' },
    ]);
  });

  it('[D3] the whole call is read as it is spoken', () => {
    expect(said(announcementText(TEMPLATE, 'A012', 2))).toBe('请A零一二号到二号窗口办理业务');
    expect(said(announcementText(TEMPLATE, 'A001', 12))).toBe('请A零零一号到十二号窗口办理业务');
    expect(said(announcementText(TEMPLATE, 'BC2022', 20))).toBe('请BC二零二二号到二十号窗口办理业务');
  });

  it('[D3] 2号 is 二号, never 两号, at every window', () => {
    expect(said('2号')).toBe('二号');
    for (let window = 1; window <= 99; window += 1) expect(said(`${window}号窗口`)).not.toMatch(/两|幺|\d/);
  });

  it('[D3] 幺 is a choice, for the figures of a ticket only', () => {
    expect(said(announcementText(TEMPLATE, 'A111', 1), '幺')).toBe('请A幺幺幺号到一号窗口办理业务');
    expect(said(announcementText(TEMPLATE, 'A010', 11), '幺')).toBe('请A零幺零号到十一号窗口办理业务');
    expect(said('A111')).toBe('A一一一');
  });

  it.each([
    ['0', '零'],
    ['9', '九'],
    ['10', '十'],
    ['19', '十九'],
    ['21', '二十一'],
    ['99', '九十九'],
    ['100', '一百'],
    ['105', '一百零五'],
    ['110', '一百一十'],
    ['222', '二百二十二'],
    ['1005', '一千零五'],
    ['1010', '一千零一十'],
    ['9999', '九千九百九十九'],
    ['012', '零一二'],
    ['12345', '一二三四五'],
  ])('[D3] %s alone is read %s', (figures, words) => {
    expect(said(figures)).toBe(words);
  });

  it.each([
    ['2026年', '二零二六年'],
    ['2011 年度', '二零一一年度'],
    ['社保卡2026年1月2日到期', '社保卡二零二六年一月二日到期'],
    ['满12年', '满十二年'],
    ['12026年', '幺二零二六年'],
    ['A2011年', 'A二零幺幺年'],
    ['2026个', '二千零二十六个'],
  ])('a year is read figure by figure: %s', (text, words) => {
    expect(said(text, '幺')).toBe(words);
  });

  it('[D3] lower case, blanks and empty text are read without a stumble', () => {
    expect(said('a012 到 3 号')).toBe('A零一二到三号');
    expect(reading('')).toEqual([]);
    expect(reading('  ')).toEqual([]);
  });

  it('[D3] any number at any window: every figure is read, one by one and in order', () => {
    const prefix = fc.stringMatching(/^[A-HJ-NP-Z]{1,2}$/);
    fc.assert(
      fc.property(
        prefix,
        fc.integer({ min: 0, max: 999_999 }),
        fc.integer({ min: 1, max: 99 }),
        (letters, n, window) => {
          const number = letters + String(n).padStart(3, '0');
          const tokens = reading(announcementText(TEMPLATE, number, window));
          const back = tokens.map((token) =>
            token.kind === 'digit'
              ? String('零一二三四五六七八九'.indexOf(token.text))
              : token.kind === 'letter'
                ? token.text
                : '',
          );
          expect(back.join('')).toBe(number);
          expect(tokens.filter((token) => token.kind === 'number')).toHaveLength(1);
        },
      ),
    );
  });
});

describe('the sentence on the screen', () => {
  it('[D3] is what is spoken, parted around number and window', () => {
    expect(sentence('请A012号到3号窗口办理业务', 'A012', 3)).toEqual({
      before: '请',
      number: 'A012',
      between: '号到',
      window: '3',
      after: '号窗口办理业务',
    });
  });

  it('takes no figure of a longer number for the window', () => {
    expect(sentence('请A012号到2楼12号窗口', 'A012', 12)?.after).toBe('号窗口');
    expect(sentence('请A012号到12号窗口', 'A012', 2)).toBeNull();
  });

  it('is none where the hall words it the other way round', () => {
    expect(sentence('3号窗口请A012号', 'A012', 3)).toBeNull();
    expect(sentence('下一位请到3号窗口', 'A012', 3)).toBeNull();
  });
});
