import type { Figure, FigureSet } from '../protocol/views.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';

/** A figure as it is shown: never without its formula and what it was worked out from. */
export interface FigureCell {
  readonly key: keyof Strings['supervisor']['report']['figures'];
  readonly name: string;
  /** Null: there is nothing to work it out from. */
  readonly value: string | null;
  readonly unit: string;
  readonly formula: string;
  readonly fraction: string;
  /** Worked out from fewer than ten. */
  readonly few: boolean;
}

const MINUTE_MS = 60_000;
const FEW = 10;

type Words = Strings['supervisor']['report'];

export function isFew(n: number): boolean {
  return n > 0 && n < FEW;
}

/** Minutes with one place behind the point. */
export function minutesText(ms: number): string {
  return (ms / MINUTE_MS).toFixed(1);
}

/** Percent with at most one place behind the point. */
export function percentText(share: number): string {
  return String(Number((share * 100).toFixed(1)));
}

/** The twelve figures of a day in the order of the sheet: how much and how long, then how it went. */
export function figureCells(set: FigureSet, words: Words): readonly FigureCell[] {
  const { called, handled, rated } = set;
  const { figures, minutes, tickets, cases } = words;
  const count = (key: 'issued' | 'handled', value: number, fraction: string): FigureCell => {
    const { name, unit, formula } = figures[key];
    return { key, name, value: String(value), unit, formula, fraction, few: false };
  };
  const mean = (key: 'meanWait' | 'meanHandling', figure: Figure, of: string): FigureCell => ({
    key,
    ...figures[key],
    value: figure.value === null ? null : minutesText(figure.value),
    unit: minutes,
    fraction: words.minutesOver(minutesText(figure.numerator), figure.denominator, of),
    few: isFew(figure.denominator),
  });
  const ninth = (key: 'p90Wait' | 'p90Handling', ms: number | null, n: number): FigureCell => ({
    key,
    ...figures[key],
    value: ms === null ? null : minutesText(ms),
    unit: minutes,
    fraction: words.ofValues(n),
    few: isFew(n),
  });
  const share = (key: 'overLimit' | 'noShow' | 'rated' | 'unrated' | 'good' | 'bad'): FigureCell => ({
    key,
    ...figures[key],
    value: set[key].value === null ? null : percentText(set[key].value),
    unit: words.percent,
    fraction: words.fraction(String(set[key].numerator), String(set[key].denominator)),
    few: isFew(set[key].denominator),
  });
  return [
    count('issued', set.issued, words.waitingAndCalled(set.waiting, called)),
    count('handled', handled, words.rateable(rated.denominator)),
    mean('meanWait', set.meanWait, tickets),
    ninth('p90Wait', set.p90Wait, called),
    share('overLimit'),
    share('noShow'),
    mean('meanHandling', set.meanHandling, cases),
    ninth('p90Handling', set.p90Handling, handled),
    share('rated'),
    share('unrated'),
    share('good'),
    share('bad'),
  ];
}
