import qrcode from 'qrcode';
import { type Bitmap, drawBitmap } from './bitmap.ts';

/** 24 mm at 203 dpi: the least a phone reads from a hand's distance. */
const LEAST_DOTS = 192;
/** Modules of white on every side, ISO/IEC 18004. */
const QUIET = 4;

/** A QR of level M, its symbol at least 24 mm wide where the paper allows; undefined where it does not fit at all. */
export function qrBitmap(data: string, dots: number): Bitmap | undefined {
  const modules = symbol(data);
  if (modules === undefined) return undefined;
  const { size } = modules;
  const module = Math.min(Math.ceil(LEAST_DOTS / size), Math.floor(dots / (size + 2 * QUIET)));
  if (module < 2) return undefined;
  const side = (size + 2 * QUIET) * module;
  return drawBitmap(side, side, (x, y) => {
    const [column, row] = [Math.floor(x / module) - QUIET, Math.floor(y / module) - QUIET];
    if (column < 0 || row < 0 || column >= size || row >= size) return false;
    return modules.get(row, column) !== 0;
  });
}

function symbol(data: string): { readonly size: number; get(row: number, column: number): number } | undefined {
  try {
    return qrcode.create(data, { errorCorrectionLevel: 'M' }).modules;
  } catch {
    return undefined; // longer than any QR holds
  }
}
