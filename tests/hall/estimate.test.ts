import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { recordQueue } from '../../simulator/record-queue.ts';
import { paihao } from '../support/command-line.ts';
import { temporaryFolder } from '../support/folder.ts';
import { sure } from '../support/people.ts';
import { seeded } from '../support/seeded.ts';

const HEADER = 'date,arrived_s,service,priority,outcome,waited_s,served_from_s,service_s,server';
const DAY = recordQueue({ seed: 2, days: 1 }).trimEnd().split('\n').slice(1);

async function estimate(input: string | Buffer) {
  const folder = temporaryFolder();
  const [calls, out] = [join(folder, 'calls.csv'), join(folder, 'out.csv')];
  writeFileSync(calls, input);
  const ran = await paihao(folder, ['estimate', '--calls', calls, '--out', out]);
  const files = readdirSync(folder).filter((name) => name.startsWith('out'));
  return { ...ran, files, lines: files.length === 0 ? [] : readFileSync(out, 'utf8').trimEnd().split('\n') };
}

const csv = (...rows: readonly string[]): string => `${[HEADER, ...rows].join('\n')}\n`;
/** What was told, as text; empty: nothing. */
const toldIn = (line: string): string => line.split(',').slice(-2).join(' ').trim();
const row = (at: number, rest: string): string => `2026-03-02,${String(at)},${rest}`;

it('[K9] one row in, one row out: the same columns, then the median and the 80th percentile in seconds', async () => {
  const { exit, out, lines, files, notes } = await estimate(csv(...DAY));
  expect({ exit, out, files }).toEqual({ exit: 0, out: [], files: ['out.csv'] });
  expect(lines[0]).toBe(`${HEADER},p50_s,p80_s`);
  expect(lines.slice(1).map((line) => line.replace(/,[^,]*,[^,]*$/, ''))).toEqual(DAY);
  for (const line of lines.slice(1)) {
    expect(toldIn(line)).toMatch(/^\d+\.\d \d+\.\d$/);
    const [p50S = 0, p80S = 0] = toldIn(line).split(' ').map(Number);
    expect(p80S).toBeGreaterThanOrEqual(p50S);
  }
  expect(notes).toContain(`${String(DAY.length)} 行`);
});

it('[K9] what a row is told hangs on nothing that came after it: cut off behind it, it is told the same', async () => {
  const whole = (await estimate(csv(...DAY))).lines;
  for (const count of [1, 90, 200]) {
    // of the last row nothing is known but that it came
    const cut = DAY.slice(0, count);
    const arrivedOnly = sure(cut.pop()).split(',').slice(0, 4).join(',');
    const { lines, exit } = await estimate(csv(...cut, arrivedOnly));
    expect(exit).toBe(0);
    expect(lines).toHaveLength(count + 1);
    expect(toldIn(sure(lines[count]))).toBe(toldIn(sure(whole[count])));
  }
});

it('CRLF, a byte order mark, quotes and columns in another order are the same file', async () => {
  const plain = (await estimate(csv(...DAY))).lines.map(toldIn);
  expect((await estimate(`\uFEFF${csv(...DAY).replaceAll('\n', '\r\n')}`)).lines.map(toldIn)).toEqual(plain);
  const turned = [HEADER, ...DAY].map((line) => [
    '"x, ""y"""',
    ...line
      .split(',')
      .toReversed()
      .map((cell) => `"${cell}"`),
  ]);
  const { lines, exit } = await estimate(turned.map((cells) => cells.join(',')).join('\n'));
  expect(exit).toBe(0);
  expect(lines.map(toldIn)).toEqual(plain);
  const [names = [], first = []] = parse(lines.join('\n'));
  expect(names.slice(0, 2)).toEqual(['x, "y"', 'server']);
  expect(first).toHaveLength(names.length);
});

it('blank lines, and line ends of two kinds, are no rows and join none', async () => {
  const [first = '', second = '', ...rest] = DAY;
  const plain = (await estimate(csv(...DAY))).lines.map(toldIn);
  const mixed = `${HEADER}\r\n \t\n${first}\n   \r\n\n${second}\r\n${rest.join('\n')}\n  \n`;
  const { lines, exit } = await estimate(mixed);
  expect(exit).toBe(0);
  expect(lines).toHaveLength(DAY.length + 1);
  expect(lines.map(toldIn)).toEqual(plain);
});

it('rows out of order are lived through in order and told in their places', async () => {
  const chance = seeded(3);
  const days = recordQueue({ seed: 2, days: 2 }).trimEnd().split('\n').slice(1);
  const shuffled = days
    .map((line) => [chance(), line] as const)
    .sort(([a], [b]) => a - b)
    .map(([, line]) => line);
  const key = (line: string): string => `${line.slice(0, 10)} ${sure(line.split(',')[1]).padStart(6, '0')}`;
  const sorted = shuffled.toSorted((a, b) => key(a).localeCompare(key(b)));
  const [inOrder, outOfOrder] = [await estimate(csv(...sorted)), await estimate(csv(...shuffled))];
  expect(outOfOrder.lines.slice(1).map((line) => line.replace(/,[^,]*,[^,]*$/, ''))).toEqual(shuffled);
  expect(outOfOrder.lines.toSorted()).toEqual(inOrder.lines.toSorted());
});

it('rows that do not say who came when are told nothing; where only the end is unreadable they are; all are named', async () => {
  const { exit, lines, notes } = await estimate(
    csv(
      row(32_400, 'land,0,served,0,32400,300,S1'),
      row(-5, 'land,0,served,0,32400,300,S1'),
      row(32_500, 'land,0,served,-9,32500,300,S1'),
      '2026-02-30,32500,land,0,served,0,32500,300,S1',
      row(32_600, 'land,,served,0,32600,300,S1'),
      `2026-03-02,soon,land,0,served,0,32600,300,S1`,
      row(32_700, 'land,0,served,ten,32700,300,S1'),
      row(32_800, ',0,served,0,32800,300,S1'),
      row(32_900, 'land,0,lost,5,32900,300,S1'),
      '',
      row(33_000, 'land,2,served,20,33020,,S1'),
      row(33_100, 'land,0,abandoned,60,,,'),
      row(33_200, 'land,0'),
      row(33_300, 'land,0,served,0,33300,300,S1,what,is,this'),
      ',,,,,,,,',
      row(33_400, 'land,0,served,0,33400,-300,S1'),
    ),
  );
  expect(exit).toBe(0);
  const isTold = lines.slice(1).map((line) => toldIn(line) !== '');
  const [yes, no] = [true, false];
  expect(isTold).toEqual([yes, no, yes, no, no, no, yes, no, yes, yes, yes, yes, no, no, yes]);
  for (const line of lines) expect(line.split(','), line).toHaveLength(11);
  const named = [...notes.matchAll(/calls\.csv:(\d+): (\w+|列数)/g)].map(
    ([, line, what]) => `${sure(line)} ${sure(what)}`,
  );
  expect(named).toEqual([
    '3 arrived_s',
    '4 waited_s',
    '5 date',
    '6 priority',
    '7 arrived_s',
    '8 waited_s',
    '9 service',
    '10 outcome',
    '14 waited_s',
    '14 outcome',
    '15 列数',
    '16 date',
    '16 arrived_s',
    '16 priority',
    '16 service',
    '17 service_s',
  ]);
});

it('a wait across midnight and days without anybody: each row is told', async () => {
  const night = Array.from({ length: 40 }, (_, index) =>
    row(82_000 + index * 110, `land,0,served,${String(index * 9)},,120,S1`),
  );
  const later = DAY.map((line) => line.replace('2026-03-02', '2026-04-01'));
  const next = Array.from({ length: 5 }, (_, index) => `2026-03-03,${String(60 + index)},land,0,served,200,,100,S1`);
  const { exit, lines } = await estimate(csv(...night, ...next, ...later));
  expect(exit).toBe(0);
  expect(lines.slice(1).filter((line) => toldIn(line) === '')).toEqual([]);
});

it('a file that is empty, lacks columns, or is none ends in words: which columns, which file', async () => {
  const lacking = await estimate(
    csv(...DAY)
      .replace('waited_s', 'waited')
      .replace('server', 'clerk'),
  );
  expect(lacking).toMatchObject({ exit: 2, out: [], files: [] });
  expect(lacking.notes).toContain('waited_s, server');
  expect(await estimate('')).toMatchObject({ exit: 2, files: [] });
  expect(await estimate(Buffer.from([0xff, 0xfe, 0, 1, 2]))).toMatchObject({ exit: 2, files: [] });
  expect(await estimate(csv('"2026-03-02,1,land'))).toMatchObject({ exit: 2, files: [] });
  expect(await estimate(HEADER)).toMatchObject({ exit: 0, lines: [`${HEADER},p50_s,p80_s`] });
  const folder = temporaryFolder();
  for (const args of [[], ['--calls', 'a'], ['--out', 'a'], ['--calls', 'a', '--out', 'b', '--days', '3']])
    expect(await paihao(folder, ['estimate', ...args])).toMatchObject({ exit: 2, out: [] });
});

it('what cannot be written leaves nothing behind, and the calls are never written over', async () => {
  const folder = temporaryFolder();
  const calls = join(folder, 'calls.csv');
  writeFileSync(calls, csv(...DAY));
  const [there, csvOf] = [join(folder, 'there'), (name: string) => join(folder, name)];
  mkdirSync(there);
  const misplaced = [
    [csvOf('no.csv'), csvOf('o.csv'), `没有这个文件 no such file: ${csvOf('no.csv')}`],
    [there, csvOf('o.csv'), `${there} 是文件夹`],
    [calls, there, `${there} 是文件夹`],
    [calls, join(folder, 'no', 'such', 'o.csv'), `没有这个文件夹 no such folder: ${join(folder, 'no', 'such')}`],
    [calls, join(calls, 'o.csv'), `没有这个文件夹 no such folder: ${calls}`],
  ] as const;
  for (const [from, out, words] of misplaced) {
    const { exit, notes } = await paihao(folder, ['estimate', '--calls', from, '--out', out]);
    expect({ exit, notes }).toEqual({ exit: 2, notes: expect.stringContaining(words) as string });
    expect(notes).not.toMatch(/E[A-Z]{4,}|\n\s+at /); // sentences, no code and no stack
  }
  expect(await paihao(folder, ['estimate', '--calls', calls, '--out', calls])).toMatchObject({ exit: 2 });
  expect(readFileSync(calls, 'utf8')).toBe(csv(...DAY));
  expect(readdirSync(folder).toSorted()).toEqual(['calls.csv', 'there']);
});

it('a file in GBK comes out as it went in, byte by byte', async () => {
  const gbk = Buffer.concat([Buffer.from(`${HEADER}\n2026-03-02,32400,`), Buffer.from([0xc9, 0xe7, 0xb1, 0xa3])]);
  const folder = temporaryFolder();
  const [calls, out] = [join(folder, 'calls.csv'), join(folder, 'out.csv')];
  writeFileSync(calls, Buffer.concat([gbk, Buffer.from(',0,served,0,32400,300,S1\n')]));
  expect(await paihao(folder, ['estimate', '--calls', calls, '--out', out])).toMatchObject({ exit: 0 });
  expect(readFileSync(out).includes(Buffer.from([0x2c, 0xc9, 0xe7, 0xb1, 0xa3, 0x2c]))).toBe(true);
});
