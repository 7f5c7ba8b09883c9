import type { FigureRow } from './figure-row.ts';
import type { DayFigures, NamedFigureSet } from './figures.ts';
import { Tally } from './tally.ts';

/** What the parts of a hall are called and in which order they stand; a hall's settings fit. */
export interface FigureNames {
  readonly services: readonly { readonly id: string; readonly name: string; readonly waitLimitMin: number }[];
  readonly windows: readonly { readonly no: number; readonly name: string }[];
  /** Names by staff number, where the reader may see them. */
  readonly staff?: ReadonlyMap<string, string>;
}

const MINUTE_MS = 60_000;

/** Takes a day's tickets in pages and tells its figures at the end; each ticket once. */
export class FigureAccumulator {
  readonly #names: FigureNames;
  readonly #limits: ReadonlyMap<string, number>;
  readonly #hall = new Tally();
  readonly #services = new Map<string, Tally>();
  readonly #windows = new Map<string, Tally>();
  readonly #staff = new Map<string, Tally>();

  constructor(names: FigureNames) {
    this.#names = names;
    this.#limits = new Map(names.services.map(({ id, waitLimitMin }) => [id, waitLimitMin * MINUTE_MS]));
    for (const { id } of names.services) this.#services.set(id, new Tally());
    for (const { no } of names.windows) this.#windows.set(String(no), new Tally());
  }

  addRows(rows: Iterable<FigureRow>): void {
    for (const row of rows) {
      // a service that is no longer set has no limit to be over
      const limitMs = this.#limits.get(row.service) ?? Number.POSITIVE_INFINITY;
      this.#hall.add(row, limitMs);
      tallyOf(this.#services, row.service).add(row, limitMs);
      if (row.window !== null) tallyOf(this.#windows, String(row.window)).add(row, limitMs);
      if (row.staff !== null) tallyOf(this.#staff, row.staff).add(row, limitMs);
    }
  }

  /** `at`: RFC 3339 UTC, until when the rows tell. */
  finish(at: string, day: string | null): DayFigures {
    const services = new Map(this.#names.services.map(({ id, name }) => [id, name]));
    const windows = new Map(this.#names.windows.map(({ no, name }) => [String(no), name]));
    return {
      day,
      at,
      hall: this.#hall.figures(),
      services: named(this.#services, services),
      windows: named(this.#windows, windows),
      staff: named(this.#staff, this.#names.staff).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    };
  }
}

export function dayFigures(rows: Iterable<FigureRow>, names: FigureNames, at: string, day: string | null): DayFigures {
  const accumulator = new FigureAccumulator(names);
  accumulator.addRows(rows);
  return accumulator.finish(at, day);
}

function tallyOf(tallies: Map<string, Tally>, key: string): Tally {
  const known = tallies.get(key);
  if (known !== undefined) return known;
  const tally = new Tally();
  tallies.set(key, tally);
  return tally;
}

function named(
  tallies: ReadonlyMap<string, Tally>,
  names: ReadonlyMap<string, string> | undefined,
): readonly NamedFigureSet[] {
  return Array.from(tallies, ([key, tally]) => ({ key, name: names?.get(key) ?? key, ...tally.figures() }));
}
