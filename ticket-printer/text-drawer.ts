import type { Size } from './line.ts';
import type { Bitmap } from './bitmap.ts';

/** Draws text for a printer that lacks a sign of it. */
export interface TextDrawer {
  has(sign: string): boolean;
  /** The text in cells of 12 dots a column, 24 high before scaling; 〓 is always drawn. */
  draw(text: string, size: Size, bold: boolean): Bitmap;
}
