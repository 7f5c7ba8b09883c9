import { interpret } from '../printer/interpreter.ts';

/** A ticket as a person and a phone read it off 80 mm paper. */
export interface PaperRead {
  /** The largest text. */
  readonly number: string;
  readonly texts: readonly string[];
  /** What the QR says. */
  readonly url: string | null;
  readonly isCopy: boolean;
}

/** Throws on anything a printer would have got wrong. */
export function readPaper(bytes: Uint8Array): PaperRead {
  const { seen, problems } = interpret(bytes, 80);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const written = seen.flatMap((item) => (item.kind === 'text' ? [item] : []));
  const largest = written.toSorted((a, b) => b.wide - a.wide)[0];
  const texts = written.map(({ text }) => text);
  const [url = null] = seen.flatMap((item) => (item.kind === 'picture' ? [item.qr] : []));
  return { number: largest?.text ?? '', texts, url, isCopy: texts.some((text) => text.includes('补打')) };
}
