import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { unreachable } from '../domain/values.ts';
import { type Bitmap, drawBitmap, isBlack } from './bitmap.ts';
import { columnsOf, signs } from './columns.ts';
import { type Line, PAPER, type PaperWidth, type Size } from './line.ts';
import { MISSING, printerBytes, printerHas } from './printer-charset.ts';
import { qrBitmap } from './qr-bitmap.ts';
import type { TextDrawer } from './text-drawer.ts';

type TextLine = Extract<Line, { kind: 'text' }>;

/** Dots from one line of normal text to the next; a drawn line keeps to it. */
const LINE_GAP = 6;
const NORMAL: Size = { wide: 1, high: 1 };

/**
 * Lines as ESC/POS bytes. Every line sets its own alignment, size and weight, so that none leans on the one before.
 * `warn` hears of signs printed as 〓.
 */
export function encodeTicket(
  lines: readonly Line[],
  width: PaperWidth,
  drawer: TextDrawer,
  warn: (why: string) => void,
): Uint8Array {
  const paper = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '', width: PAPER[width].columns });
  paper.add(Buffer.from([0x1b, 0x40, 0x1c, 0x26])); // a fresh printer, and Chinese from here on
  for (const line of lines) addLine(paper, line, width, drawer, warn);
  return paper.getBuffer();
}

function addLine(
  paper: ThermalPrinter,
  line: Line,
  width: PaperWidth,
  drawer: TextDrawer,
  warn: (why: string) => void,
): void {
  const { columns, dots } = PAPER[width];
  const plain = (text: string): TextLine => ({ kind: 'text', text, align: 'left', size: NORMAL, bold: false });
  switch (line.kind) {
    case 'text':
      addText(paper, line, dots, drawer, warn);
      return;
    case 'rule':
      addText(paper, plain(line.sign.repeat(columns)), dots, drawer, warn);
      return;
    case 'row': {
      const gap = ' '.repeat(columns - columnsOf(line.left) - columnsOf(line.right));
      addText(paper, plain(`${line.left}${gap}${line.right}`), dots, drawer, warn);
      return;
    }
    case 'qr': {
      const qr = qrBitmap(line.data, dots);
      if (qr === undefined) warn('the address is too long for a QR on this paper');
      else addBitmap(paper, qr, Math.floor((dots - qr.width) / 2), 0);
      return;
    }
    case 'feed':
      paper.add(Buffer.from([0x1b, 0x64, line.lines]));
      return;
    case 'cut':
      paper.add(Buffer.from([0x1d, 0x56, 0x42, 0x00])); // feeds to the cutter by itself
      return;
    default:
      unreachable(line);
  }
}

function addText(
  paper: ThermalPrinter,
  line: TextLine,
  dots: number,
  drawer: TextDrawer,
  warn: (why: string) => void,
): void {
  const shown = asShown(line.text, drawer, warn);
  if (!shown.every(printerHas)) {
    const picture = drawer.draw(shown.join(''), line.size, line.bold);
    addBitmap(paper, picture, indent(line.align, dots - picture.width), LINE_GAP);
    return;
  }
  align(paper, line.align);
  paper.add(Buffer.from([0x1d, 0x21, ((line.size.wide - 1) << 4) | (line.size.high - 1)]));
  paper.bold(line.bold);
  paper.add(printerBytes(shown.join('')));
  paper.newLine();
}

/** The signs of a text, 〓 for those that neither the printer nor the drawer has. */
function asShown(text: string, drawer: TextDrawer, warn: (why: string) => void): readonly string[] {
  const all = signs(text);
  if (all.every(printerHas)) return all;
  const shown = all.map((sign) => (printerHas(sign) || drawer.has(sign) ? sign : MISSING));
  const drawable = shown.every((sign) => sign === MISSING || drawer.has(sign));
  const result = drawable ? shown : all.map((sign) => (printerHas(sign) ? sign : MISSING));
  const lost = all.filter((sign, index) => sign !== result[index]);
  if (lost.length > 0) warn(`no font has ${lost.map(codePoints).join(', ')}: printed as ${MISSING}`);
  return result;
}

function codePoints(sign: string): string {
  return [...sign]
    .map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}

function align(paper: ThermalPrinter, where: TextLine['align']): void {
  switch (where) {
    case 'left':
      paper.alignLeft();
      return;
    case 'center':
      paper.alignCenter();
      return;
    case 'right':
      paper.alignRight();
      return;
    default:
      unreachable(where);
  }
}

function indent(where: TextLine['align'], room: number): number {
  if (where === 'left') return 0;
  return where === 'right' ? room : Math.floor(room / 2);
}

/** GS v 0. The indent is drawn as white: not every printer aligns pictures. */
function addBitmap(paper: ThermalPrinter, picture: Bitmap, x: number, below: number): void {
  const { width, height, bits } = drawBitmap(x + picture.width, picture.height + below, (column, row) =>
    isBlack(picture, column - x, row),
  );
  const stride = Math.ceil(width / 8);
  paper.alignLeft();
  paper.add(Buffer.from([0x1d, 0x76, 0x30, 0, stride & 0xff, stride >> 8, height & 0xff, height >> 8]));
  paper.add(Buffer.from(bits));
}
