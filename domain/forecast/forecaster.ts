import type { Comer } from './floor.ts';
import { Floor } from './floor.ts';
import type { Foretold } from './foretold.ts';
import { known, ServicePlaces, trustingTheRun } from './known.ts';
import { PriorityComings } from './priority-comings.ts';
import { QuantileLearner } from './quantile-learner.ts';
import type { Knowledge } from './scene.ts';

/** What the forward run says of a comer, and how many windows were on in it. */
export interface Run {
  readonly foretold: Foretold;
  readonly posts: number;
}

/** A hall that begins: four in five waits are under this many times the median. */
const P80_OF_P50 = 1.6;
/** Outcomes and handlings after which it may be told to people. */
const ENOUGH = 30;
/** Nobody is told more than twelve hours. */
const TOLD_MOST_S = 12 * 3_600;
/**
 * What was learnt says little of a crowd never seen before, as at a door that opens on a market day, while the run
 * knows who stands there, and how sure it is: it is moved by no more than its P80 lies above its median, and this.
 */
const MOVED_BESIDES_S = 5 * 60;
/** The run knows too little of what may go wrong: P80 may lie as far above P50 as P50 is long, or so far. */
const SPAN_MOST_S = 15 * 60;

/**
 * Foretells the wait of whoever comes: a forward run of the hall (see simulate.ts), put right by what the hall's own
 * outcomes taught since. Told in order of time what happens; what it foretells is made of what was known by then.
 */
export class Forecaster {
  readonly floor = new Floor();
  readonly #priority = new PriorityComings();
  readonly #sinceMidnight: (at: number) => number;
  readonly #places = new ServicePlaces();
  readonly #services = new Set<string>();
  readonly #median = new QuantileLearner(0.5, trustingTheRun(1));
  readonly #eightieth = new QuantileLearner(0.8, trustingTheRun(P80_OF_P50));
  /** What was known when those came who still wait. */
  readonly #knownOf = new Map<string, Float64Array>();

  /** `sinceMidnight`: ms of the hall's local day. */
  constructor(sinceMidnight: (at: number) => number) {
    this.#sinceMidnight = sinceMidnight;
  }

  /** Whether it has seen enough to be told to people. */
  get hasEnough(): boolean {
    return this.#median.outcomes >= ENOUGH && this.floor.handling.seen >= ENOUGH;
  }

  /** For which somebody has come. */
  get services(): ReadonlySet<string> {
    return this.#services;
  }

  knowledge(): Knowledge {
    const { handling, leaving } = this.floor;
    return {
      handlingMs: (service) => handling.of(service),
      handlingCv: handling.cv,
      gapMs: handling.gapMs,
      gone: (from, to) => leaving.gone(from, to),
      priorityRate: (services, at) => this.#priority.rate(services, this.#sinceMidnight(at)),
    };
  }

  /** For somebody who comes now. */
  foretell(comer: Omit<Comer, 'id'>, run: Run): Foretold {
    return this.#tell(this.#known(comer, run), run);
  }

  /** Somebody comes; without a run nothing is learnt of their wait. */
  come(comer: Comer, run: Run | null): Foretold | null {
    this.#services.add(comer.service);
    if (comer.isPriority) this.#priority.add(comer.service, this.#sinceMidnight(comer.at));
    const figures = run === null ? null : this.#known(comer, run);
    this.floor.come(comer);
    if (figures === null || run === null) return null;
    this.#knownOf.set(comer.id, figures);
    return this.#tell(figures, run);
  }

  call(id: string, post: string, at: number): void {
    const comer = this.floor.waiting.get(id);
    const figures = this.#knownOf.get(id);
    this.#knownOf.delete(id);
    this.floor.call(id, post, at);
    if (comer === undefined || figures === undefined || at <= comer.at) return;
    const waitS = (at - comer.at) / 1000;
    this.#median.learn(figures, waitS);
    this.#eightieth.learn(figures, waitS);
  }

  leave(id: string, at: number): void {
    this.#knownOf.delete(id);
    this.floor.leave(id, at);
  }

  /** Whoever waits now, waits no more. */
  endDay(): void {
    this.#knownOf.clear();
    this.floor.clear();
    this.floor.leaving.endDay();
    this.#priority.endDay();
  }

  #known(comer: Omit<Comer, 'id'>, { foretold, posts }: Run): Float64Array {
    return known(this.floor, { ...comer, runS: foretold.p50S, posts }, this.#places.of(comer.service));
  }

  #tell(figures: Float64Array, { foretold }: Run): Foretold {
    const moveS = foretold.p80S - foretold.p50S + MOVED_BESIDES_S;
    const p50S = near(foretold.p50S, moveS, this.#median.foretell(figures));
    const reachS = p50S + Math.min(p50S, SPAN_MOST_S);
    const p80S = near(foretold.p80S, moveS, this.#eightieth.foretell(figures), reachS);
    return { p50S, p80S: Math.max(p50S, p80S) };
  }
}

/** What was learnt, kept within `moveS` of what the run says; up to `reachS` it is trusted in any case. */
function near(runS: number, moveS: number, learntS: number, reachS = 0): number {
  const most = runS + moveS;
  const least = (runS * runS) / most;
  return Math.min(TOLD_MOST_S, Math.max(most, reachS), Math.max(least, learntS));
}
