/** Paper of 58 mm has 384 dots and 32 columns, of 80 mm 576 dots and 48 columns (203 dpi, font A of 12 × 24 dots). */
export type PaperWidth = 58 | 80;

export interface Paper {
  readonly columns: number;
  readonly dots: number;
}

export const PAPER: Readonly<Record<PaperWidth, Paper>> = {
  58: { columns: 32, dots: 384 },
  80: { columns: 48, dots: 576 },
};

/** Dots of one column; a sign of two columns is a square of twice that. */
export const COLUMN_DOTS = 12;

/** Times the normal size, 1–8. */
export interface Size {
  readonly wide: number;
  readonly high: number;
}

/** What stands on the paper, in order, before it is anybody's bytes. No text is wider than the paper. */
export type Line =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: 'left' | 'center' | 'right';
      readonly size: Size;
      readonly bold: boolean;
    }
  /** `=` is the 文武线, `-` a thin rule. */
  | { readonly kind: 'rule'; readonly sign: '=' | '-' }
  /** Left and right flush; at least one column lies between them. */
  | { readonly kind: 'row'; readonly left: string; readonly right: string }
  | { readonly kind: 'qr'; readonly data: string }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut' };
