import { accumulating } from '../queue/order/accumulating.ts';
import type { OrderRule } from '../queue/order/order-rule.ts';
import type { Comer } from './floor.ts';
import type { Forecaster, Run } from './forecaster.ts';
import type { Foretold } from './foretold.ts';
import { simulate } from './simulate.ts';

/** Somebody's visit as it was recorded. Instants in ms; null: it did not come to that, or nobody knows when. */
export interface Visit extends Comer {
  readonly calledAt: number | null;
  readonly post: string | null;
  readonly endedAt: number | null;
  /** Gone before being called. */
  readonly leftAt: number | null;
  /** Never waited: walked up to a window. */
  readonly isWalkIn?: boolean;
  /** What became of them is not known: they are told what to expect, and nobody counts on their being there. */
  readonly isLost?: boolean;
}

const WEIGHT = 4;
/** Somebody must be about to open. */
const UNSEEN = 'unseen';

interface Happening {
  readonly at: number;
  /** Of what happens at one instant, ends come first and arrivals last: whoever comes sees the rest done. */
  readonly step: (typeof STEPS)[keyof typeof STEPS];
  readonly act: () => void;
}

const STEPS = { end: 0, call: 1, nextDay: 2, come: 3, after: 4 } as const;

export interface ReplayOptions {
  readonly runs: number;
  readonly order?: OrderRule;
  /** Whether nobody comes after the last of these; a day that goes on is not yet counted as one. */
  readonly isOver?: boolean;
}

/**
 * Lives through days that were recorded, each instant with what was known by then. `onCome` gets what was foretold to
 * each who came; null before anything could be known. Whoever is called at the instant they come counts as called
 * after it. Whoever still waits when the first of another day comes is lost sight of.
 */
export function replay(...days: Parameters<typeof replaySteps>): void {
  const steps = replaySteps(...days);
  while (steps.next().done !== true) continue;
}

/** The same a happening at a time, so that whoever has other work may do it in between. Days ascend. */
export function* replaySteps(
  forecaster: Forecaster,
  days: readonly (readonly Visit[])[],
  { runs, order = accumulating(WEIGHT), isOver = true }: ReplayOptions,
  onCome: (visit: Visit, foretold: Foretold | null) => void = () => undefined,
): Generator<undefined, void> {
  const happenings: Happening[] = [];
  days.forEach((visits, day) => {
    for (const visit of visits) {
      const come = (): void => {
        const run = runFor(forecaster, visit, order, runs);
        if (visit.isLost !== true) onCome(visit, forecaster.come(visit, run));
        else onCome(visit, run === null ? null : forecaster.foretell(visit, run));
      };
      happenings.push(...happeningsOf(forecaster, visit, come));
    }
    const first = visits.reduce((at, visit) => Math.min(at, visit.at), Infinity);
    if (day > 0) happenings.push({ at: first, step: STEPS.nextDay, act: () => forecaster.endDay() });
  });
  happenings.sort((a, b) => a.at - b.at || a.step - b.step);
  for (const { act } of happenings) {
    act();
    yield;
  }
  if (isOver) forecaster.endDay();
}

function happeningsOf(forecaster: Forecaster, visit: Visit, come: () => void): Happening[] {
  const { id, at, calledAt, post, endedAt, leftAt, isWalkIn = false } = visit;
  const { floor } = forecaster;
  const steps: Happening[] = isWalkIn ? [] : [{ at, step: STEPS.come, act: come }];
  const after = (until: number): Happening['step'] => (until === at ? STEPS.after : STEPS.call);
  if (calledAt !== null && post !== null) {
    const call = (): void => (isWalkIn ? floor.serve(visit, post, calledAt) : forecaster.call(id, post, calledAt));
    steps.push({ at: calledAt, step: after(calledAt), act: call });
    if (endedAt !== null) {
      const end = (): void => {
        if (floor.served.get(post)?.comer.id === id) floor.finish(post, endedAt);
      };
      steps.push({ at: endedAt, step: endedAt === calledAt ? STEPS.after : STEPS.end, act: end });
    }
  } else if (leftAt !== null) steps.push({ at: leftAt, step: after(leftAt), act: () => forecaster.leave(id, leftAt) });
  return steps;
}

/** The forward run of the floor as it is watched: the windows seen at work; that each calls everything is assumed. */
function runFor(forecaster: Forecaster, comer: Visit, order: OrderRule, runs: number): Run | null {
  const { at, isPriority } = comer;
  const { floor } = forecaster;
  const seen = floor.postsOn(at);
  const on = seen.length === 0 ? [UNSEEN] : seen;
  const waiting = [...floor.waiting.values()].map(({ id, service, at: since, isPriority }, index) => {
    return { id, service, since, issuedSeq: index, isPriority };
  });
  const services = new Set([...forecaster.services, comer.service]);
  const posts = on.map((name) => {
    const served = floor.served.get(name);
    const busy = served === undefined ? null : { service: served.comer.service, since: served.at };
    return { name, services, cycle: '', busy };
  });
  const scene = { at, waiting, posts, order, turns: new Map() };
  const told = simulate(scene, forecaster.knowledge(), { runs, seed: waiting.length }).newcomers.get(comer.service);
  const foretold = (isPriority ? told?.priority : told?.ordinary) ?? null;
  return foretold === null ? null : { foretold, posts: on.length };
}
