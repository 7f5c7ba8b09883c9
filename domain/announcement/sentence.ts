/** A call's sentence around its number and its window, to be set large on a screen. */
export interface Sentence {
  readonly before: string;
  readonly number: string;
  readonly between: string;
  readonly window: string;
  readonly after: string;
}

/** Null where the text does not name the number first and the window after it. */
export function sentence(text: string, number: string, window: number): Sentence | null {
  const at = text.indexOf(number);
  if (number === '' || at < 0) return null;
  const rest = text.slice(at + number.length);
  const figures = [...rest.matchAll(/\d+/g)].find(([run]) => run === String(window));
  if (figures === undefined) return null;
  return {
    before: text.slice(0, at).trim(),
    number,
    between: rest.slice(0, figures.index).trim(),
    window: String(window),
    after: rest.slice(figures.index + figures[0].length).trim(),
  };
}
