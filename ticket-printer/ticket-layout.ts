import type { PaperFacts } from '../protocol/paper.ts';
import { cleanText, columnsOf, wrap } from './columns.ts';
import { type Line, PAPER, type PaperWidth, type Size } from './line.ts';

const NORMAL = { wide: 1, high: 1 };
const TALL = { wide: 1, high: 2 };
/** Largest size of the number, by paper; more signs than fit are printed smaller, never cut. */
const NUMBER_SIZE: Readonly<Record<PaperWidth, number>> = { 58: 7, 80: 8 };
/** What still makes a QR of three dots a module on 58 mm paper, level M; a longer address is left out. */
const QR_BYTES = 900;

/** A ticket as it stands on paper, after look/LOOK.md “Ticket paper”. Every fact and word is cleaned here. */
export function layoutTicket(facts: PaperFacts, width: PaperWidth): readonly Line[] {
  const { columns } = PAPER[width];
  return [
    ...centred(facts.hall, columns, TALL),
    { kind: 'rule', sign: '=' },
    ...centred(facts.service, columns, TALL),
    { kind: 'feed', lines: 1 },
    ...numberLines(facts.number, width),
    { kind: 'feed', lines: 1 },
    ...expectation(facts, width).flatMap((text) => centredClean(text, columns, NORMAL)),
    { kind: 'rule', sign: '-' },
    ...materials(facts, columns),
    ...left(facts.words.noShowRule, columns),
    ...follow(facts, columns),
    { kind: 'rule', sign: '-' },
    ...row(...foot(facts), columns),
    // The cutter sits above the head; narrow printers often have none, and the tear bar needs the last line clear.
    { kind: 'feed', lines: width === 58 ? 3 : 1 },
    { kind: 'cut' },
  ];
}

function numberLines(number: string, width: PaperWidth): readonly Line[] {
  const text = cleanText(number);
  const { columns } = PAPER[width];
  const fits = Math.floor(columns / Math.max(1, columnsOf(text)));
  const size = Math.max(1, Math.min(NUMBER_SIZE[width], fits));
  return wrap(text, columns).map((part) => ({
    kind: 'text',
    text: part,
    align: 'center',
    size: { wide: size, high: size },
    bold: true,
  }));
}

/** People ahead, the range of wait and where to go, clean; the wide paper has the first two side by side. */
function expectation(facts: PaperFacts, width: PaperWidth): readonly string[] {
  const { words, wait } = facts;
  const ahead = cleanText(fill(words.ahead, { n: String(facts.ahead) }));
  const range =
    wait === null ? '' : cleanText(fill(oneValue(words.wait, wait), { low: `${wait.low}`, high: `${wait.high}` }));
  const joint = /\p{Script=Han}/u.test(words.windows) ? '、' : ', ';
  const places = facts.windows.join(joint);
  const windows = places === '' ? '' : cleanText(fill(words.windows, { windows: places }));
  const first = `${ahead}    ${range}`;
  if (width === 58 || range === '' || columnsOf(first) > PAPER[width].columns) return [ahead, range, windows];
  return [first, windows];
}

/** A range of one value reads “15”, not “15-15”. */
function oneValue(words: string, wait: { readonly low: number; readonly high: number }): string {
  return wait.low === wait.high ? words.replace(/\{low\}[^{}]*\{high\}/, '{high}') : words;
}

function fill(words: string, values: Readonly<Record<string, string>>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function materials(facts: PaperFacts, columns: number): readonly Line[] {
  if (facts.materials.length === 0) return [];
  return [
    ...left(facts.words.bring, columns),
    ...facts.materials.flatMap(({ name, note }, index) => row(`${index + 1} ${name}`, note, columns)),
    { kind: 'rule', sign: '-' },
  ];
}

function follow(facts: PaperFacts, columns: number): readonly Line[] {
  const url = cleanText(facts.url);
  if (url === '' || new TextEncoder().encode(url).length > QR_BYTES) return [];
  return [{ kind: 'qr', data: url }, ...centred(facts.words.scan, columns, NORMAL)];
}

function foot(facts: PaperFacts): readonly [string, string] {
  const issued = facts.copy ? `${facts.issued} ${facts.words.copy}` : facts.issued;
  const phone = facts.hotline === '' ? '' : fill(facts.words.phone, { phone: facts.hotline });
  return [issued, `${facts.dispenser} ${phone}`];
}

/** Left and right on one line, or below each other where they are too long for that. */
function row(rawLeft: string, rawRight: string, columns: number): readonly Line[] {
  const [leftText, rightText] = [cleanText(rawLeft), cleanText(rawRight)];
  if (rightText === '') return left(leftText, columns);
  const above = [...wrap(leftText, columns)];
  const last = above.pop() ?? '';
  if (columnsOf(last) + 1 + columnsOf(rightText) <= columns) {
    return [...above.map((text) => plain(text, 'left')), { kind: 'row', left: last, right: rightText }];
  }
  return [...left(leftText, columns), ...wrap(rightText, columns).map((text) => plain(text, 'right'))];
}

function centred(raw: string, columns: number, size: Size): readonly Line[] {
  return centredClean(cleanText(raw), columns, size);
}

function centredClean(text: string, columns: number, size: Size): readonly Line[] {
  return wrap(text, columns).map((part) => ({ kind: 'text', text: part, align: 'center', size, bold: false }));
}

function left(raw: string, columns: number): readonly Line[] {
  return wrap(cleanText(raw), columns).map((text) => plain(text, 'left'));
}

function plain(text: string, align: 'left' | 'right'): Line {
  return { kind: 'text', text, align, size: NORMAL, bold: false };
}
