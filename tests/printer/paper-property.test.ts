import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PaperFacts } from '../../protocol/paper.ts';
import { cleanText, columnsOf, wrap } from '../../ticket-printer/columns.ts';
import { encodeTicket } from '../../ticket-printer/escpos-encoder.ts';
import { systemFontDrawer } from '../../ticket-printer/system-font-drawer.ts';
import { layoutTicket } from '../../ticket-printer/ticket-layout.ts';
import { interpret } from './interpreter.ts';
import { facts } from './support/facts.ts';

const drawer = systemFontDrawer(() => undefined);
/** What people paste into settings, and what an attacker would. */
const words = fc.oneof(
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc.string({ maxLength: 60, unit: 'grapheme' }),
  fc.string({
    maxLength: 80,
    unit: fc.constantFrom(
      ...'青溪镇（）“”，。、；业务𠮷㐂😀 A0-{}n\u0301\u200d\u3000\n\t\u001b\u001d\u0010\ud800'.split(''),
    ),
  }),
);
const numbers = fc
  .tuple(fc.stringMatching(/^[A-Z]{1,2}$/), fc.integer({ min: 1, max: 999_999 }))
  .map(([prefix, no]) => `${prefix}${String(no).padStart(3, '0')}`);
const minutes = fc.integer({ min: 0, max: 100_000 });
const anyFacts: fc.Arbitrary<PaperFacts> = fc.record({
  hall: words,
  service: words,
  number: numbers,
  ahead: fc.nat(),
  wait: fc.option(fc.record({ low: minutes, high: minutes })),
  windows: fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 40 }),
  materials: fc.array(fc.record({ name: words, note: words }), { maxLength: 4 }),
  issued: words,
  dispenser: words,
  hotline: words,
  url: fc.oneof(fc.webUrl(), words, fc.string({ minLength: 900, maxLength: 3_000 })),
  copy: fc.boolean(),
  words: fc.record({
    ahead: words,
    wait: words,
    windows: words,
    bring: words,
    noShowRule: words,
    scan: words,
    phone: words,
    copy: words,
  }),
});
const widths = fc.constantFrom<58 | 80>(58, 80);

it('[P9] whatever the facts, nothing overflows, nothing steers the printer, and the number is there', () => {
  fc.assert(
    fc.property(anyFacts, widths, (given, width) => {
      const bytes = encodeTicket(layoutTicket(given, width), width, drawer, () => undefined);
      const reading = interpret(bytes, width);
      expect(reading.problems).toEqual([]);
      expect(reading.seen).toContainEqual(expect.objectContaining({ kind: 'text', text: given.number, bold: true }));
      expect(reading.seen.filter((item) => item.kind === 'cut')).toHaveLength(1);
    }),
    { numRuns: 80 },
  );
});

it('wrapping keeps every sign, and no line is wider than asked', () => {
  fc.assert(
    fc.property(words.map(cleanText), fc.integer({ min: 2, max: 48 }), (text, columns) => {
      const lines = wrap(text, columns);
      for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, '')); // only spaces at a line's ends go
    }),
    { numRuns: 300 },
  );
});

it('closing signs do not begin a line and words stay whole', () => {
  expect(wrap('叫三次没到算过号。到导办台恢复，排在三位之后。', 32)).toEqual([
    '叫三次没到算过号。到导办台恢复，',
    '排在三位之后。',
  ]);
  expect(wrap('一二三四五六七，八九', 14)).toEqual(['一二三四五六', '七，八九']);
  expect(wrap('Social insurance registration', 16)).toEqual(['Social insurance', 'registration']);
  expect(wrap('一二三四（五六）', 10)).toEqual(['一二三四', '（五六）']);
});

it('a range of one value is one figure, and words that hold braces of their own stay', () => {
  const seen = (change: Partial<PaperFacts>): string =>
    layoutTicket(facts(change), 58)
      .flatMap((line) => (line.kind === 'text' ? [line.text] : []))
      .join('\n');
  expect(seen({ wait: { low: 15, high: 15 } })).toContain('大约 15 分钟');
  expect(seen({ service: '业务{n}' })).toContain('业务{n}');
});
