import { Chance } from '../chance.ts';
import type { Foretold } from './foretold.ts';
import { Future, HORIZON_MS } from './future.ts';
import { HandlingTimes } from './handling-times.ts';
import { linesOf } from './lines.ts';
import type { Knowledge, Scene } from './scene.ts';

export interface SimulationOptions {
  /** How many futures are run. */
  readonly runs: number;
  readonly seed: number;
}

/** Whoever is not named waits for windows none of which is on, or is not called within the horizon. */
export interface Simulated {
  /** By ticket, the time from now to the call. */
  readonly waiting: ReadonlyMap<string, Foretold>;
  /** For somebody who takes a number now. */
  readonly newcomers: ReadonlyMap<string, { readonly ordinary: Foretold | null; readonly priority: Foretold | null }>;
}

/**
 * Runs the hall forward from its exact state, many times: windows come free, call by the hall's order, some who are
 * called are gone, priority tickets come later and overtake. What nobody overtakes is not drawn.
 */
export function simulate(scene: Scene, knowledge: Knowledge, { runs, seed }: SimulationOptions): Simulated {
  const times = new HandlingTimes(knowledge, new Chance(seed));
  const { lines, walkers, ghosts } = linesOf(scene, knowledge, times);
  const table = walkers.map(() => new Float64Array(runs).fill(Infinity));
  const future = new Future(scene, knowledge, lines, times, new Chance(seed, 1));
  for (let run = 0; run < runs; run += 1) future.run(run, table);
  const told = table.map(quantiles);
  const waiting = new Map<string, Foretold>();
  scene.waiting.forEach(({ id }, place) => {
    const foretold = told[place];
    if (foretold !== undefined && foretold !== null) waiting.set(id, foretold);
  });
  const newcomers = new Map<string, { ordinary: Foretold | null; priority: Foretold | null }>();
  for (const { services, ordinary, priority } of ghosts) {
    const both = { ordinary: told[ordinary] ?? null, priority: told[priority] ?? null };
    for (const service of services) newcomers.set(service, both);
  }
  return { waiting, newcomers };
}

/** Median and 80th percentile by nearest rank; null where most futures never get there. */
function quantiles(waits: Float64Array): Foretold | null {
  waits.sort();
  const at = (share: number): number => waits[Math.ceil(share * waits.length) - 1] ?? Infinity;
  const p50 = at(0.5);
  return p50 === Infinity ? null : { p50S: p50 / 1000, p80S: Math.min(at(0.8), HORIZON_MS) / 1000 };
}
