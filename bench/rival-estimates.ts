import type { Visit } from '../domain/forecast/replay.ts';

/** Seconds, as three usual rules of thumb would have told somebody who came. */
export interface RivalEstimate {
  /** Those who wait and oneself, times the mean handling so far, by the servers seen at work in ten minutes. */
  readonly queueLength: number;
  /** How long the one who waits longest has waited. */
  readonly headOfLine: number;
  /** How long the last who was called had waited. */
  readonly lastToEnterService: number;
}

const DAY_MS = 86_400_000;
const ACTIVE_MS = 10 * 60_000;

/** By visit, each with what was known when they came; those called at the instant they come are called after it. */
export function rivalEstimates(visits: readonly Visit[]): ReadonlyMap<Visit, RivalEstimate> {
  const estimates = new Map<Visit, RivalEstimate>();
  const queue = new Queue();
  const steps = visits.flatMap((visit) => {
    const { at, calledAt, endedAt, leftAt } = visit;
    const gone = calledAt ?? leftAt;
    const come = (): void => {
      estimates.set(visit, queue.estimate(at));
      if (visit.isLost !== true) queue.waiting.set(visit, at);
    };
    return [
      { at, order: 2, act: come },
      ...(gone === null ? [] : [{ at: gone, order: gone === at ? 3 : 1, act: () => queue.go(visit) }]),
      ...(endedAt === null ? [] : [{ at: endedAt, order: endedAt === at ? 4 : 0, act: () => queue.end(visit) }]),
    ];
  });
  steps.sort((a, b) => a.at - b.at || a.order - b.order);
  let day = Number.NEGATIVE_INFINITY;
  for (const { at, order, act } of steps) {
    if (order === 2 && at >= day + DAY_MS) {
      queue.beginDay();
      day = Math.floor(at / DAY_MS) * DAY_MS;
    }
    act();
  }
  return estimates;
}

class Queue {
  readonly waiting = new Map<Visit, number>();
  readonly #served = new Map<string, Visit>();
  readonly #worked = new Map<string, number>();
  #lastWait = 0;
  #handled = 0;
  #handlingMs = 0;

  beginDay(): void {
    for (const part of [this.waiting, this.#served, this.#worked]) part.clear();
    this.#lastWait = 0;
  }

  estimate(at: number): RivalEstimate {
    const active = [...this.#worked].filter(([server, worked]) => this.#served.has(server) || at - worked <= ACTIVE_MS);
    const mean = this.#handled === 0 ? 0 : this.#handlingMs / this.#handled / 1000;
    const [longest = at] = this.waiting.values();
    return {
      queueLength: ((this.waiting.size + 1) * mean) / Math.max(1, active.length),
      headOfLine: (at - longest) / 1000,
      lastToEnterService: this.#lastWait / 1000,
    };
  }

  go(visit: Visit): void {
    const { at, calledAt, post } = visit;
    if (!this.waiting.delete(visit) || calledAt === null || post === null) return;
    this.#served.set(post, visit);
    this.#worked.set(post, calledAt);
    this.#lastWait = calledAt - at;
  }

  end({ post, calledAt, endedAt, id }: Visit): void {
    if (post === null || calledAt === null || endedAt === null) return;
    this.#handled += 1;
    this.#handlingMs += endedAt - calledAt;
    if (this.#served.get(post)?.id !== id) return;
    this.#served.delete(post);
    this.#worked.set(post, endedAt);
  }
}
