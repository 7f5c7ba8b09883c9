import type { Comer, Floor } from './floor.ts';

/** A comer who is not yet on the floor, with what the forward run foretells them, and the windows that are on. */
export interface Arrival extends Omit<Comer, 'id'> {
  readonly runS: number;
  readonly posts: number;
}

const MINUTE_MS = 60_000;
/** So many services have a weight of their own; those that come after them go by the rest. */
const SERVICES = 12;
const FIGURES = 20;
const KNOWN = FIGURES + SERVICES;

/** Logarithms are measured from about where they lie, so that the weights do not lean on each other: a wait of 90 s. */
const LOG_WAIT = 4.5;

/** The weights to begin with: the forward run's median times `factor`. */
export function trustingTheRun(factor: number): readonly number[] {
  const weights = Array<number>(KNOWN).fill(0);
  weights[0] = LOG_WAIT + Math.log(factor);
  weights[1] = 1;
  return weights;
}

/** Which place a service's own weight has, as they come up. */
export class ServicePlaces {
  readonly #places = new Map<string, number>();

  /** -1: none. */
  of(service: string): number {
    const known = this.#places.get(service);
    if (known !== undefined) return known;
    if (this.#places.size >= SERVICES) return -1;
    const place = FIGURES + this.#places.size;
    this.#places.set(service, place);
    return place;
  }
}

/** All that is known at an arrival, as figures to learn from. */
export function known(floor: Floor, arrival: Arrival, place: number): Float64Array {
  const { at, service, isPriority, lane, runS, posts } = arrival;
  let priority = 0;
  let longest = 0;
  for (const comers of floor.lanes.values()) {
    const first = firstOf(comers);
    if (first?.isPriority === true) priority += comers.size;
    if (first !== undefined) longest = Math.max(longest, at - first.at);
  }
  const longestAlike = at - (firstOf(floor.lanes.get(lane))?.at ?? at);
  const longestServed = at - Math.min(at, ...[...floor.served.values()].map((served) => served.at));
  const all = floor.waiting.size;
  const crowd = Math.log(all + 1) - 2;
  const { waits } = floor;
  const perPlaceS = floor.handling.of(service) / 1000 / Math.max(1, posts);
  const figures = new Float64Array(KNOWN);
  figures.set([
    1,
    Math.log(runS + 1) - LOG_WAIT,
    Math.log((all + 1) * perPlaceS + 1) - LOG_WAIT,
    Math.log(((isPriority ? priority : all) + 1) * perPlaceS + 1) - LOG_WAIT,
    crowd,
    Math.log(priority + 1) - 1.5,
    Math.log(all - priority + 1) - 1.5,
    isPriority ? 1 : 0,
    isPriority ? crowd : 0,
    logWait(lately(waits, 20, runS)),
    logWait(lately(waits, 5, runS)),
    logWait(lately(waits, 1, runS)),
    logWait(longestAlike),
    logWait(longest),
    Math.log(floor.served.size + 1) - 2,
    Math.log(posts + 1) - 2,
    Math.log(floor.calls.within(10 * MINUTE_MS, at) + 1) - 3,
    Math.log(floor.comings.within(10 * MINUTE_MS, at) + 1) - 3,
    Math.log(floor.goings.within(5 * MINUTE_MS, at) + 1) - 1,
    Math.log(longestServed / 1000 + 60) - 5.5,
  ]);
  if (place >= 0) figures[place] = 1;
  return figures;
}

function firstOf(comers: ReadonlyMap<string, Comer> | undefined): Comer | undefined {
  return comers?.values().next().value;
}

function logWait(ms: number): number {
  return Math.log(Math.max(0, ms) / 1000 + 20) - LOG_WAIT;
}

/** The mean of the last so many waits; before there are so many, what the run says stands for the rest. Ms. */
function lately(waits: readonly number[], count: number, runS: number): number {
  const last = waits.slice(-count);
  const sum = last.reduce((all, wait) => all + wait, (count - last.length) * runS * 1000);
  return sum / count;
}
