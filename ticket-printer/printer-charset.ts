import iconv from 'iconv-lite';

/** What a printer is asked to print for a sign that nobody has: the geta mark, in every GB font. */
export const MISSING = '〓';

const ASCII = /^[\x20-\x7e]$/;

/**
 * Whether the fonts of common printers have the sign: ASCII, or a pair of GBK as Windows knew it (cp936).
 * GB18030's later pairs (FE50 and up) and its four-byte signs print as blanks or as two wrong signs on many.
 */
export function printerHas(sign: string): boolean {
  if (ASCII.test(sign)) return true;
  if ([...sign].length !== 1) return false;
  const pair = iconv.encode(sign, 'cp936');
  return pair.length === 2 && iconv.decode(pair, 'cp936') === sign && iconv.encode(sign, 'gb18030').equals(pair);
}

/** GB18030 bytes of a text whose signs the printer has. */
export function printerBytes(text: string): Buffer {
  return iconv.encode(text, 'gb18030');
}
