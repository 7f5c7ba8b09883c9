import { createRequire } from 'node:module';
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { type Bitmap, drawBitmap } from './bitmap.ts';
import { signColumns, signs } from './columns.ts';
import { COLUMN_DOTS, type Size } from './line.ts';
import { MISSING, printerHas } from './printer-charset.ts';
import type { TextDrawer } from './text-drawer.ts';

const CELL = 2 * COLUMN_DOTS;
const BASELINE = 21;
/** Known to no font, so that its picture is the font's picture of “no such sign”. */
const NOWHERE = '\u{10fffe}';
const SPACE = /^\s$/;
const FAMILIES = [
  'Noto Sans CJK SC',
  'Noto Sans SC',
  'Source Han Sans SC',
  'WenQuanYi Micro Hei',
  'WenQuanYi Zen Hei',
  'Microsoft YaHei',
  'PingFang SC',
  'Noto Sans CJK JP',
  'Droid Sans Fallback',
];

type CanvasModule = Pick<typeof import('@napi-rs/canvas'), 'createCanvas'>;
interface Run {
  readonly text: string;
  readonly columns: number;
}

/**
 * Draws with the fonts of the machine. The drawing library is loaded at the first rare sign only: most halls never
 * need its 30 MB. Where it cannot be loaded no sign is had, and 〓 stands for it.
 */
export function systemFontDrawer(warn: (why: string) => void): TextDrawer {
  let loaded: CanvasModule | undefined | 'not-yet' = 'not-yet';
  const canvas = (): CanvasModule | undefined => (loaded === 'not-yet' ? (loaded = loadCanvas(warn)) : loaded);
  const known = new Map<string, boolean>();
  return {
    has(sign) {
      const module = canvas();
      if (module === undefined) return false;
      const seen = known.get(sign);
      if (seen !== undefined) return seen;
      const picture = pictureOf(module, sign);
      const there = SPACE.test(sign) || (picture !== '' && picture !== pictureOf(module, NOWHERE));
      if (known.size < 10_000) known.set(sign, there);
      return there;
    },
    draw(text, size, bold) {
      const module = canvas();
      return module === undefined ? blank(text, size) : drawRuns(module, runsOf(text), size, bold);
    },
  };
}

function loadCanvas(warn: (why: string) => void): CanvasModule | undefined {
  try {
    return createRequire(import.meta.url)('@napi-rs/canvas') as CanvasModule;
  } catch (error) {
    warn(`no drawing of rare signs: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function pictureOf(module: CanvasModule, sign: string): string {
  const { bits } = drawRuns(module, [{ text: sign, columns: 2 }], { wide: 1, high: 1 }, false);
  return bits.some((byte) => byte !== 0) ? Buffer.from(bits).toString('base64') : '';
}

/** Signs in a cell each, as the printer sets them; those it lacks keep together, for scripts that join letters. */
function runsOf(text: string): readonly Run[] {
  const runs: (Run & { readonly lacking: boolean })[] = [];
  for (const sign of signs(text)) {
    const lacking = !printerHas(sign);
    const last = runs.at(-1);
    if (lacking && last?.lacking === true) {
      runs[runs.length - 1] = { text: last.text + sign, columns: last.columns + signColumns(sign), lacking };
    } else {
      runs.push({ text: sign, columns: signColumns(sign), lacking });
    }
  }
  return runs;
}

function drawRuns(module: CanvasModule, runs: readonly Run[], size: Size, bold: boolean): Bitmap {
  const columns = runs.reduce((sum, run) => sum + run.columns, 0);
  const [width, height] = [columns * COLUMN_DOTS * size.wide, CELL * size.high];
  const canvas: Canvas = module.createCanvas(Math.max(1, width), height);
  const pen = canvas.getContext('2d');
  pen.scale(size.wide, size.high);
  pen.font = `${bold ? 'bold ' : ''}${CELL}px ${FAMILIES.map((family) => `"${family}"`).join(', ')}, sans-serif`;
  pen.lang = 'zh-CN';
  pen.textBaseline = 'alphabetic';
  let column = 0;
  for (const run of runs) {
    drawRun(pen, run, column * COLUMN_DOTS);
    column += run.columns;
  }
  const pixels = pen.getImageData(0, 0, Math.max(1, width), height).data;
  return drawBitmap(width, height, (x, y) => (pixels[(y * width + x) * 4 + 3] ?? 0) > 127);
}

function drawRun(pen: SKRSContext2D, run: Run, x: number): void {
  if (run.text === MISSING) {
    pen.fillRect(x + 3, 6, CELL - 6, 4);
    pen.fillRect(x + 3, 14, CELL - 6, 4);
    return;
  }
  pen.fillText(run.text, x, BASELINE, run.columns * COLUMN_DOTS);
}

function blank(text: string, size: Size): Bitmap {
  const columns = runsOf(text).reduce((sum, run) => sum + run.columns, 0);
  return drawBitmap(columns * COLUMN_DOTS * size.wide, CELL * size.high, () => false);
}
