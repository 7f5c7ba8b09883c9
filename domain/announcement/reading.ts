/** A piece of an announcement as a voice says it. Letters are said by their names, so they stay letters. */
export type Token =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'letter'; readonly text: string }
  /** One figure of a number that is read figure by figure: 零. */
  | { readonly kind: 'digit'; readonly text: string }
  /** A whole number: 十二. */
  | { readonly kind: 'number'; readonly text: string };

export interface ReadingOptions {
  /** How a 1 is said where figures are read one by one. */
  readonly one?: '一' | '幺';
}

const FIGURES = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;
const PLACES = ['', '十', '百', '千'] as const;

/** Letters with figures (a ticket's number), a year, or figures alone; what is neither is words. */
const PIECES = /([A-Za-z]+)(\d*)|(?<!\d)(\d{4})(?=\s*年)|(\d+)|([^A-Za-z\d]+)/g;

/**
 * Tokens of an announcement: A012 → A 零 一 二, 12号窗口 → 十二 号窗口. A whole number is never said with 两 or 幺.
 * Figures alone are read one by one when they are no count: with a leading 0, more than four, or a year (2026年), in
 * which 1 is always 一.
 */
export function reading(text: string, options: ReadingOptions = {}): readonly Token[] {
  const one = options.one ?? '一';
  return [...text.matchAll(PIECES)].flatMap(([, letters, figures = '', year, alone, words]): Token[] => {
    if (words !== undefined) return words.trim() === '' ? [] : [{ kind: 'words', text: words.trim() }];
    if (letters !== undefined) {
      const named = [...letters.toUpperCase()].map((letter): Token => ({ kind: 'letter', text: letter }));
      return [...named, ...digits(figures, one)];
    }
    if (year !== undefined) return digits(year, '一');
    if (alone === undefined) return [];
    if (alone.length > 4 || (alone.length > 1 && alone.startsWith('0'))) return digits(alone, one);
    return [{ kind: 'number', text: wholeNumber(Number(alone)) }];
  });
}

/** The tokens in one line, for a caption or an engine that reads Chinese: 请A零一二号到三号窗口办理业务. */
export function readingText(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join('');
}

function digits(figures: string, one: '一' | '幺'): Token[] {
  return [...figures].map((figure) => ({ kind: 'digit', text: figure === '1' ? one : figureName(Number(figure)) }));
}

function figureName(figure: number): string {
  return FIGURES[figure] ?? '';
}

/** 0–9999 in Chinese: 十二, 二十, 一百零五, 一百一十. */
function wholeNumber(value: number): string {
  if (value === 0) return '零';
  const figures = [...String(value)].map(Number);
  let said = '';
  let gap = false;
  for (const [index, figure] of figures.entries()) {
    if (figure === 0) {
      gap = true;
      continue;
    }
    said += (gap ? '零' : '') + figureName(figure) + (PLACES[figures.length - 1 - index] ?? '');
    gap = false;
  }
  return value < 20 && value > 9 ? said.slice(1) : said;
}
