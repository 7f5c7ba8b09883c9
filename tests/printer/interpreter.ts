import jsqr from 'jsqr';
import { cutCommands } from './escpos-commands.ts';

/** A picture on the paper, by dot, placed where it came out. */
export interface Picture {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  black(x: number, y: number): boolean;
}

export type Seen =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: 'left' | 'center' | 'right';
      readonly wide: number;
      readonly high: number;
      readonly bold: boolean;
      /** Columns of normal size it takes of the paper's. */
      readonly columns: number;
    }
  | { readonly kind: 'picture'; readonly picture: Picture; readonly qr: string | null; readonly ink: number }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut' };

/** What came out of the printer, and everything a printer would have got wrong. */
export interface Reading {
  readonly seen: readonly Seen[];
  readonly problems: readonly string[];
}

const DOTS = { 58: 384, 80: 576 } as const;

interface State {
  chinese: boolean;
  wide: number;
  high: number;
  bold: boolean;
  align: 'left' | 'center' | 'right';
}
const FRESH: State = { chinese: false, wide: 1, high: 1, bold: false, align: 'left' };

/** Reads ESC/POS as a printer of this width would print it. */
export function interpret(bytes: Uint8Array, width: 58 | 80): Reading {
  const dots = DOTS[width];
  const seen: Seen[] = [];
  const problems: string[] = [];
  const state: State = { ...FRESH };
  let line: (Extract<Seen, { kind: 'text' }> & { readonly dots: number })[] = [];

  const printLine = (): void => {
    const used = line.reduce((sum, part) => sum + part.dots, 0);
    if (used > dots) problems.push(`a line of ${used} dots on paper of ${dots}: ${line.map((p) => p.text).join('')}`);
    for (const { dots: _, ...part } of line) seen.push(part);
    line = [];
  };
  const { commands, rest } = cutCommands(bytes);
  for (const command of commands) {
    if (line.length > 0 && ['align', 'raster', 'cut', 'feed'].includes(command.name)) {
      problems.push(`${command.name} in the middle of a line`);
    }
    switch (command.name) {
      case 'text': {
        const { text, columns, problem } = decode(command.bytes, state.chinese);
        if (problem !== null) problems.push(problem);
        const { wide, high, bold, align } = state;
        const part = { kind: 'text' as const, text, align, wide, high, bold, columns: columns * wide };
        line.push({ ...part, dots: columns * wide * 12 });
        break;
      }
      case 'line-feed':
        if (line.length === 0) seen.push({ kind: 'feed', lines: 1 });
        printLine();
        break;
      case 'initialize':
        Object.assign(state, FRESH);
        break;
      case 'chinese':
        state.chinese = command.on;
        break;
      case 'size':
        Object.assign(state, { wide: command.wide, high: command.high });
        break;
      case 'bold':
        state.bold = command.on;
        break;
      case 'align':
        state.align = command.to;
        break;
      case 'feed':
        seen.push({ kind: 'feed', lines: command.lines });
        break;
      case 'cut':
        seen.push({ kind: 'cut' });
        break;
      case 'raster': {
        if (command.stride * 8 > dots + 7) problems.push(`a picture of ${command.stride * 8} dots on paper of ${dots}`);
        seen.push(look(command.stride, command.height, command.bits, state.align, dots));
        break;
      }
      case 'status':
      case 'paper-sensor':
        break;
      case 'unknown':
        problems.push(`unknown command ${Buffer.from(command.bytes).toString('hex')}`);
    }
  }
  if (line.length > 0) problems.push('the last line was never printed');
  if (rest.length > 0) problems.push(`an unfinished command of ${rest.length} bytes`);
  return { seen, problems };
}

/** Two bytes a sign from 81 up while Chinese is on, as the font of such a printer has them. */
function decode(bytes: Uint8Array, chinese: boolean): { text: string; columns: number; problem: string | null } {
  const decoder = new TextDecoder('gbk', { fatal: true });
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const [lead = 0, trail = 0] = [bytes[at], bytes[at + 1]];
    const length = lead < 0x80 ? 1 : 2;
    if (
      length === 2 &&
      (!chinese || lead === 0x80 || lead >= 0xfe || trail < 0x40 || trail === 0x7f || trail === 0xff)
    ) {
      return {
        text: `${text}�`,
        columns: bytes.length,
        problem: `no sign of this printer: ${lead.toString(16)}${trail.toString(16)}`,
      };
    }
    text += decoder.decode(bytes.subarray(at, at + length));
    at += length;
  }
  return { text, columns: bytes.length, problem: null };
}

function look(stride: number, height: number, bits: Uint8Array, align: State['align'], dots: number): Seen {
  const width = stride * 8;
  const room = Math.max(0, dots - width);
  const x = align === 'left' ? 0 : align === 'right' ? room : Math.floor(room / 2);
  const black = (column: number, row: number): boolean =>
    column >= 0 && column < width && ((bits[row * stride + (column >> 3)] ?? 0) & (0x80 >> (column & 7))) !== 0;
  const pixels = new Uint8ClampedArray(width * height * 4);
  let ink = 0;
  for (let at = 0; at < width * height; at += 1) {
    const dark = black(at % width, Math.floor(at / width));
    ink += dark ? 1 : 0;
    pixels.set(dark ? [0, 0, 0, 255] : [255, 255, 255, 255], at * 4);
  }
  // Narrower than any QR with its quiet zone: a line of drawn text.
  const qr = height < 100 ? null : (readQr(pixels, width, height) ?? null);
  return { kind: 'picture', picture: { x, width, height, black }, qr, ink };
}

function readQr(pixels: Uint8ClampedArray, width: number, height: number): string | undefined {
  const read = typeof jsqr === 'function' ? jsqr : (jsqr as { readonly default: typeof jsqr }).default;
  return read(pixels, width, height)?.data;
}

/** The paper as plain text, for eyes: one row a line, sizes and pictures in brackets. */
export function render(reading: Reading, width: 58 | 80): string {
  const columns = DOTS[width] / 12;
  const lines = reading.seen.map((item) => {
    switch (item.kind) {
      case 'text': {
        const mark = item.wide > 1 || item.bold ? `  ×${item.wide}${item.bold ? ' bold' : ''}` : '';
        const room = columns - item.columns;
        const before = item.align === 'left' ? 0 : item.align === 'right' ? room : Math.floor(room / 2);
        return `${' '.repeat(before)}${item.text}${mark}`;
      }
      case 'picture':
        return item.qr === null ? `[picture ${item.picture.width}×${item.picture.height}]` : `[QR ${item.qr}]`;
      case 'feed':
        return '\n'.repeat(item.lines - 1);
      case 'cut':
        return '✂';
    }
  });
  return lines.join('\n');
}
