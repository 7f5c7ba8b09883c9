/** A figure with its fraction: n under 10 is marked by the page. `value` is null when the denominator is 0. */
export interface Figure {
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
}

/** A day's figures of the hall, or of one service, window or person. Times in milliseconds. Formulas: docs/METRICS.md. */
export interface FigureSet {
  /** Every number given, those of citizens served without queueing among them. */
  readonly issued: number;
  readonly waiting: number;
  /** Called at least once; who is served without queueing is never called. */
  readonly called: number;
  /** 办件量: arrived and finished with any outcome but withdrawn. */
  readonly handled: number;
  /** Mean of first call − issue: numerator the sum of waits in ms. */
  readonly meanWait: Figure;
  readonly p90Wait: number | null;
  /** Mean of finish − arrival. */
  readonly meanHandling: Figure;
  readonly p90Handling: number | null;
  /** Tickets missed at least once and not served later ÷ called. */
  readonly noShow: Figure;
  /** Waits over the service's limit ÷ called. */
  readonly overLimit: Figure;
  readonly ratings: Readonly<Record<'1' | '2' | '3' | '4' | '5', number>>;
  readonly rated: Figure;
  readonly unrated: Figure;
  readonly good: Figure;
  readonly bad: Figure;
}

export type NamedFigureSet = FigureSet & { readonly key: string; readonly name: string };

export interface DayFigures {
  /** The hall's local date, `YYYY-MM-DD`. */
  readonly day: string | null;
  /** RFC 3339 UTC with milliseconds: until when the figures tell. */
  readonly at: string;
  readonly hall: FigureSet;
  readonly services: readonly NamedFigureSet[];
  readonly windows: readonly NamedFigureSet[];
  readonly staff: readonly NamedFigureSet[];
}

export function fraction(numerator: number, denominator: number): Figure {
  return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator };
}
