import { describe, expect, it } from 'vitest';
import { encodeTicket } from '../../ticket-printer/escpos-encoder.ts';
import type { Line } from '../../ticket-printer/line.ts';
import { printerBytes, printerHas } from '../../ticket-printer/printer-charset.ts';
import { systemFontDrawer } from '../../ticket-printer/system-font-drawer.ts';
import type { TextDrawer } from '../../ticket-printer/text-drawer.ts';
import { layoutTicket } from '../../ticket-printer/ticket-layout.ts';
import { interpret, type Reading, type Seen } from './interpreter.ts';
import { facts } from './support/facts.ts';

const warnings: string[] = [];
const drawer = systemFontDrawer((why) => warnings.push(why));
const noFont: TextDrawer = {
  has: () => false,
  draw: () => {
    throw new Error('drawn without a font');
  },
};
const line = (text: string, align: 'left' | 'center' | 'right' = 'left'): Line => ({
  kind: 'text',
  text,
  align,
  size: { wide: 1, high: 1 },
  bold: false,
});
function print(lines: readonly Line[], by: TextDrawer = drawer): Reading & { readonly warned: readonly string[] } {
  const warned: string[] = [];
  return {
    ...interpret(
      encodeTicket(lines, 58, by, (why) => warned.push(why)),
      58,
    ),
    warned,
  };
}
type Drawn = Extract<Seen, { kind: 'picture' }>;
const pictures = (reading: Reading): readonly Drawn[] => reading.seen.filter((item) => item.kind === 'picture');

/** Dots of ink in the columns from–to of a picture. */
function inkBetween({ picture }: Drawn, from: number, to: number): number {
  let ink = 0;
  for (let y = 0; y < picture.height; y += 1)
    for (let x = from * 12; x < to * 12; x += 1) ink += picture.black(x, y) ? 1 : 0;
  return ink;
}

it('[P2] Chinese goes out as pairs of GB18030 after FS &', () => {
  const bytes = Buffer.from(encodeTicket([line('青溪镇·便民—“号票”①')], 58, drawer, () => undefined));
  expect(bytes.subarray(0, 4).toString('hex')).toBe('1b401c26');
  const text = 'c7e0cfaad5f2a1a4b1e3c3f1a1aaa1b0bac5c6b1a1b1a2d9';
  expect(bytes.toString('hex')).toContain(`${text}0a`);
  expect(bytes.includes(Buffer.from([0x1c, 0x2e]))).toBe(false);
});

describe.each(['𠮷', '㐂', '䶮', '€'])('%s, which common printers lack,', (sign) => {
  it('[P2] makes its line a picture, the others stay text', () => {
    expect(printerHas(sign)).toBe(false);
    const reading = print([line('办理前'), line(`张${sign}三`), line('办理后')]);
    expect(reading.problems).toEqual([]);
    expect(reading.seen.map((item) => (item.kind === 'text' ? item.text : item.kind))).toEqual([
      '办理前',
      'picture',
      '办理后',
    ]);
    const [drawn] = pictures(reading);
    if (drawn === undefined) throw new Error('no picture');
    // Each sign in its own cell of two columns, with ink in each; nothing behind them.
    for (const column of [0, 2, 4]) expect(inkBetween(drawn, column, column + 2)).toBeGreaterThan(30);
    expect(inkBetween(drawn, 6, 32)).toBe(0);
    expect(reading.warned).toEqual([]);
  });
});

it('[P2] two rare signs are two different pictures, and neither is the box of a missing sign', () => {
  const cells = ['𠮷', '㐂', '䶮'].map((sign) => {
    const [drawn] = pictures(print([line(sign)]));
    if (drawn === undefined) throw new Error(`no picture of ${sign}`);
    let dots = '';
    for (let y = 0; y < 24; y += 1) for (let x = 0; x < 24; x += 1) dots += drawn.picture.black(x, y) ? '#' : '.';
    return dots;
  });
  expect(new Set(cells).size).toBe(3);
});

it('[P2] a drawn line keeps its place: centred, and both ends of a row', () => {
  const [centred] = pictures(print([line('𠮷𠮷', 'center')]));
  const [row] = pictures(print([{ kind: 'row', left: '𠮷', right: '原件' }]));
  if (centred === undefined || row === undefined) throw new Error('no picture');
  expect(inkBetween(centred, 0, 14)).toBe(0);
  expect(inkBetween(centred, 14, 18)).toBeGreaterThan(60);
  expect(inkBetween(row, 0, 2)).toBeGreaterThan(30);
  expect(inkBetween(row, 2, 28)).toBe(0);
  expect(inkBetween(row, 28, 32)).toBeGreaterThan(60);
});

it('[P2] what no font has is printed as 〓 and told, and the rest of the ticket stands', () => {
  const nowhere = '\u{10fffd}';
  const reading = print(layoutTicket(facts({ service: `业务${nowhere}` }), 58));
  expect(reading.problems).toEqual([]);
  expect(reading.seen).toContainEqual(expect.objectContaining({ kind: 'text', text: '业务〓' }));
  expect(reading.seen).toContainEqual(expect.objectContaining({ kind: 'text', text: 'A018', bold: true }));
  expect(reading.warned).toEqual(['no font has U+10FFFD: printed as 〓']);
});

it('[P2] on a machine without fonts a rare sign is 〓 and everything else is text', () => {
  const reading = print(layoutTicket(facts({ hall: '㐂镇便民服务中心' }), 58), noFont);
  expect(reading.problems).toEqual([]);
  expect(reading.seen[0]).toMatchObject({ kind: 'text', text: '〓镇便民服务中心' });
  expect(reading.warned).toHaveLength(1);
});

it('an emoji is drawn where a font has it and is 〓 where none has, never garbage', () => {
  const reading = print([line('办😀理')]);
  expect(reading.problems).toEqual([]);
  const [first] = reading.seen;
  if (first?.kind === 'picture') expect(inkBetween(first, 2, 4)).toBeGreaterThan(30);
  else expect(first).toMatchObject({ text: '办〓理' });
});

it('control signs in a name never reach the printer as commands', () => {
  const reading = print(layoutTicket(facts({ hall: '青\u001b@溪\u001d\u0056\u0000镇\n便民' }), 58));
  expect(reading.problems).toEqual([]);
  expect(reading.seen.filter((item) => item.kind === 'cut')).toHaveLength(1);
  expect(reading.seen[0]).toMatchObject({ text: '青 @溪 V 镇 便民' });
});

it('no sign is thought printable that a GBK font does not have', () => {
  const decoder = new TextDecoder('gbk', { fatal: true });
  let count = 0;
  for (let code = 0x80; code <= 0xffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const sign = String.fromCodePoint(code);
    if (!printerHas(sign)) continue;
    count += 1;
    if (decoder.decode(printerBytes(sign)) !== sign)
      throw new Error(`U+${code.toString(16)} is printed as something else`);
  }
  expect(count).toBeGreaterThan(21_000);
});
