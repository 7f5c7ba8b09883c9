const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });

/** Signs that may not begin a line. */
const CLOSING = new Set('，。、；：！？）》」』】〉”’％…—,.;:!?)]}%');
/** Signs that may not end one. */
const OPENING = new Set('（《「『【〈“‘([{');
const ASCII = /^[\x20-\x7e]$/;
const WORD = /^[\x21-\x7e]$/;

/**
 * A text as it may go to paper: one line, no control signs (a name must not steer the printer), no invisible ones,
 * lone surrogates shown as 〓, spaces folded; the ideographic space stays.
 */
export function cleanText(raw: string): string {
  return raw
    .normalize('NFC')
    .replace(/\p{Cs}/gu, '〓')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/(?!\u3000)[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
}

/** What a reader takes for one sign each, a letter with its marks being one. */
export function signs(text: string): readonly string[] {
  return [...segmenter.segment(text)].map((part) => part.segment);
}

/** Columns a sign takes on paper: plain ASCII one, everything else two. */
export function signColumns(sign: string): 1 | 2 {
  return ASCII.test(sign) ? 1 : 2;
}

export function columnsOf(text: string): number {
  return signs(text).reduce((sum, sign) => sum + signColumns(sign), 0);
}

/** Breaks a clean text into lines of at most `columns` (≥ 2): words whole where they fit, closing signs never first. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line: string[] = [];
  let used = 0;
  const rest = signs(text);
  for (const sign of rest) {
    if (used + signColumns(sign) > columns) {
      const carried = carry(line, sign, columns);
      pushLine(lines, line.slice(0, line.length - carried.length));
      line = [...carried];
      used = columnsOf(line.join(''));
    }
    if (line.length === 0 && sign === ' ') continue;
    line.push(sign);
    used += signColumns(sign);
  }
  pushLine(lines, line);
  return lines;
}

/** The tail of a full line that must go down together with the sign that did not fit. */
function carry(line: readonly string[], next: string, columns: number): readonly string[] {
  let from = line.length;
  if (WORD.test(next)) while (from > 0 && WORD.test(line[from - 1] ?? '')) from -= 1;
  if (CLOSING.has(next) && from === line.length) {
    while (from > 0 && CLOSING.has(line[from - 1] ?? '')) from -= 1;
    from -= 1;
  }
  while (from > 0 && OPENING.has(line[from - 1] ?? '')) from -= 1;
  const tail = from <= 0 ? [] : line.slice(from);
  return columnsOf(tail.join('')) + signColumns(next) > columns ? [] : tail;
}

function pushLine(lines: string[], line: readonly string[]): void {
  const text = line.join('').trimEnd();
  if (text !== '') lines.push(text);
}
