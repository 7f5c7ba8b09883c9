import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { interpret, type Reading } from './interpreter.ts';
import { facts } from './support/facts.ts';
import { goldenFile, plainTicket } from './support/golden.ts';

const texts = (reading: Reading): readonly string[] =>
  reading.seen.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
const golden = (name: string, width: 58 | 80): Uint8Array => readFileSync(goldenFile(name, width));

describe.each([58, 80] as const)('%i mm', (width) => {
  it('[P1] the bytes of a ticket are the golden ones', () => {
    const bytes = plainTicket(facts(), width);
    expect(Buffer.from(bytes).equals(golden('ticket', width))).toBe(true);
    const copy = plainTicket(facts({ copy: true, number: 'AB012', wait: null }), width);
    expect(Buffer.from(copy).equals(golden('copy', width))).toBe(true);
  });

  it('[P9] [P1] the golden bytes, read by an interpreter of its own, show all a ticket must', () => {
    const reading = interpret(golden('ticket', width), width);
    expect(reading.problems).toEqual([]);
    const all = texts(reading).join('\n');
    for (const part of [
      '青溪镇便民服务中心',
      '社会保险 参保登记',
      'A018',
      '前面 6 人',
      '大约 15-25 分钟',
      '1、3、9 号窗口',
      '请带',
      '10-20 10:37',
      '一号机 电话 12345',
      '扫码看进度、评价',
    ]) {
      expect(all).toContain(part);
    }
    for (const [name, note] of [
      ['1 本人身份证', '原件'],
      ['2 户口簿', '首页和本人页'],
      ['3 社保卡或银行卡', '本人名下'],
    ]) {
      expect(texts(reading).some((text) => text.startsWith(name ?? '?') && text.endsWith(note ?? '?'))).toBe(true);
    }
    expect(texts(reading).join('')).toContain('叫三次没到算过号。到导办台恢复，排在三位之后。');
    expect(reading.seen.flatMap((item) => (item.kind === 'picture' ? [item.qr] : []))).toEqual([facts().url]);
    expect(reading.seen.at(-1)).toEqual({ kind: 'cut' });
    expect(reading.seen.filter((item) => item.kind === 'cut')).toHaveLength(1);
  });

  it('[P1] the number is the largest thing on the paper, bold and in the middle', () => {
    const reading = interpret(golden('ticket', width), width);
    const written = reading.seen.filter((item) => item.kind === 'text');
    const number = written.find((item) => item.text === 'A018');
    expect(number).toMatchObject({
      wide: width === 58 ? 7 : 8,
      high: width === 58 ? 7 : 8,
      bold: true,
      align: 'center',
    });
    expect(
      written.filter((item) => item !== number).every((item) => item.wide === 1 && item.high <= 2 && !item.bold),
    ).toBe(true);
    expect(written.filter((item) => item.high === 2).map((item) => item.text)).toEqual([
      '青溪镇便民服务中心',
      '社会保险 参保登记',
    ]);
  });

  it('[P9] a copy says so beside the time, and five signs of a number fit', () => {
    const reading = interpret(golden('copy', width), width);
    expect(reading.problems).toEqual([]);
    expect(texts(reading).some((text) => text.startsWith('10-20 10:37 补打'))).toBe(true);
    expect(texts(interpret(golden('ticket', width), width)).join('')).not.toContain('补打');
    expect(reading.seen).toContainEqual(expect.objectContaining({ text: 'AB012', wide: width === 58 ? 6 : 8 }));
    expect(texts(reading).join('')).not.toContain('分钟');
  });

  it('[P9] the QR is at least 24 mm wide, centred, with four modules of white around it', () => {
    const reading = interpret(golden('ticket', width), width);
    const found = reading.seen.find((item) => item.kind === 'picture');
    if (found?.kind !== 'picture') throw new Error('no QR');
    const { picture } = found;
    const xs: number[] = [];
    const ys: number[] = [];
    for (let y = 0; y < picture.height; y += 1) {
      for (let x = 0; x < picture.width; x += 1) {
        if (!picture.black(x, y)) continue;
        xs.push(x);
        ys.push(y);
      }
    }
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const dotsPerMm = 8;
    expect(right - left + 1).toBeGreaterThanOrEqual(24 * dotsPerMm);
    expect(bottom - top).toBe(right - left);
    // The finder's outer ring is seven modules wide.
    let run = 0;
    while (picture.black(left + run, top)) run += 1;
    const module = run / 7;
    expect(top).toBe(4 * module);
    expect(picture.height - 1 - bottom).toBe(4 * module);
    const paper = width === 58 ? 384 : 576;
    const before = picture.x + left;
    const after = paper - (picture.x + right + 1);
    expect(before).toBeGreaterThanOrEqual(4 * module);
    expect(Math.abs(before - after)).toBeLessThanOrEqual(1);
  });
});
