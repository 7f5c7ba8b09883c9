import type { Token } from '../../../domain/announcement/reading.ts';

/** A word of the pack, as a sentence needs it. */
export interface CutWord {
  readonly word: string;
  readonly startsPhrase: boolean;
}

export interface Cut {
  /** Null where something is missing: a sentence is said whole or not at all. */
  readonly words: readonly CutWord[] | null;
  /** What there is no clip for, in the words one would record. */
  readonly missing: readonly string[];
}

/** Said without a clip. */
const MARKS = /[\s\p{P}\p{S}]/u;
/** After these the voice rests. */
const RESTS = /[,，.。;；:：!！?？、]/;
/** Where one word ends in a text without spaces. */
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
/** Words that open a phrase of a call. */
const OPENERS = /^(?:到|去|往|在|前往|办理)/u;

/** Cuts a sentence into clips by longest match: 请 | A | 零 | 零 | 一 | 号 | 到 | 三 | 号 | 窗口 | 办理 | 业务. */
export function cutWords(tokens: readonly Token[], pack: ReadonlySet<string>): Cut {
  const words: CutWord[] = [];
  const missing = new Set<string>();
  const longest = [...pack].reduce((most, word) => Math.max(most, [...word].length), 1);
  let rests = false;
  const add = (word: string): void => {
    words.push({ word, startsPhrase: words.length > 0 && (rests || OPENERS.test(word)) });
    rests = false;
  };
  for (const token of tokens) {
    const signs = [...token.text];
    let unsaid = '';
    const note = (): void => {
      for (const { segment } of WORDS.segment(unsaid)) missing.add(segment);
      unsaid = '';
    };
    for (let at = 0; at < signs.length;) {
      const sign = signs[at] ?? '';
      // figures and letters are said one by one, whatever words the pack has
      const most = token.kind === 'words' ? longest : 1;
      const word = longestAt(signs, at, most, pack);
      const isUnsaid = word === undefined && !MARKS.test(sign);
      if (isUnsaid) unsaid += sign;
      else note();
      if (word !== undefined) add(word);
      else rests ||= RESTS.test(sign);
      at += word === undefined ? 1 : [...word].length;
      if (token.kind !== 'words') note();
    }
    note();
  }
  return { words: missing.size > 0 || words.length === 0 ? null : words, missing: [...missing] };
}

function longestAt(signs: readonly string[], at: number, most: number, pack: ReadonlySet<string>): string | undefined {
  for (let length = Math.min(most, signs.length - at); length > 0; length -= 1) {
    const word = signs.slice(at, at + length).join('');
    if (pack.has(word)) return word;
  }
  return undefined;
}
