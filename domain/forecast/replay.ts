import { accumulating } from '../queue/order/accumulating.ts';
import type { OrderRule } from '../queue/order/order-rule.ts';
import type { Comer } from './floor.ts';
import type { Forecaster, Run } from './forecaster.ts';
import type { Foretold } from './foretold.ts';
import { simulate } from './simulate.ts';

/** Somebody's visit as it was recorded. Instants in ms; null: it did not come to that. */
export interface Visit extends Comer {
  readonly calledAt: number | null;
  readonly post: string | null;
  readonly endedAt: number | null;
  /** Gone before being called. */
  readonly leftAt: number | null;
}

/** What records do not say: every window calls everything. */
const ALL = new Set(['']);
const WEIGHT = 4;
/** Somebody must be about to open. */
const UNSEEN = 'unseen';

interface Happening {
  readonly at: number;
  /** Of what happens at one instant, ends come first and arrivals last: whoever comes sees the rest done. */
  readonly step: 0 | 1 | 2 | 3;
  readonly act: () => void;
}

/**
 * Lives through a day that was recorded, each instant with what was known by then. `onCome` gets what was foretold to
 * each who came; null before anything could be known. Whoever is called at the instant they come counts as called
 * after it.
 */
export function replay(...day: Parameters<typeof replaySteps>): void {
  const steps = replaySteps(...day);
  while (steps.next().done !== true) continue;
}

/** The same a happening at a time, so that whoever has other work may do it in between. */
export function* replaySteps(
  forecaster: Forecaster,
  visits: readonly Visit[],
  { runs, order = accumulating(WEIGHT) }: { readonly runs: number; readonly order?: OrderRule },
  onCome: (visit: Visit, foretold: Foretold | null) => void = () => undefined,
): Generator<undefined, void> {
  const happenings = visits.flatMap((visit) =>
    happeningsOf(forecaster, visit, () => {
      onCome(visit, forecaster.come(visit, runFor(forecaster, visit, order, runs)));
    }),
  );
  happenings.sort((a, b) => a.at - b.at || a.step - b.step);
  for (const { act } of happenings) {
    act();
    yield;
  }
  forecaster.endDay();
}

function happeningsOf(forecaster: Forecaster, visit: Visit, come: () => void): Happening[] {
  const { id, at, calledAt, post, endedAt, leftAt } = visit;
  const steps: Happening[] = [{ at, step: 2, act: come }];
  const after = (until: number): 1 | 3 => (until === at ? 3 : 1);
  if (calledAt !== null && post !== null) {
    steps.push({ at: calledAt, step: after(calledAt), act: () => forecaster.call(id, post, calledAt) });
    if (endedAt !== null) {
      const end = (): void => {
        if (forecaster.floor.served.get(post)?.comer.id === id) forecaster.floor.finish(post, endedAt);
      };
      steps.push({ at: endedAt, step: endedAt === calledAt ? 3 : 0, act: end });
    }
  } else if (leftAt !== null) steps.push({ at: leftAt, step: after(leftAt), act: () => forecaster.leave(id, leftAt) });
  return steps;
}

/** The forward run of the floor as it is watched: the windows seen at work, each calling everything. */
function runFor(forecaster: Forecaster, { at, isPriority }: Visit, order: OrderRule, runs: number): Run | null {
  const { floor } = forecaster;
  const seen = floor.postsOn(at);
  const on = seen.length === 0 ? [UNSEEN] : seen;
  const waiting = [...floor.waiting.values()].map((comer, index) => {
    return { id: comer.id, service: '', since: comer.at, issuedSeq: index, isPriority: comer.isPriority };
  });
  const posts = on.map((name) => {
    const served = floor.served.get(name);
    const busy = served === undefined ? null : { service: served.comer.service, since: served.at };
    return { name, services: ALL, cycle: '', busy };
  });
  const scene = { at, waiting, posts, order, turns: new Map() };
  const told = simulate(scene, forecaster.knowledge(), { runs, seed: waiting.length }).newcomers.get('');
  const foretold = (isPriority ? told?.priority : told?.ordinary) ?? null;
  return foretold === null ? null : { foretold, posts: on.length };
}
