import type { OrderRule, Turn, Waiting } from './order-rule.ts';

/** Who waits, each kind in the order of `since`. */
export interface Lanes<W extends Waiting> {
  readonly priority: readonly W[];
  readonly ordinary: readonly W[];
}

/** When calls are made: the first one pace from `at`, then one after another. */
export interface Calling {
  readonly rule: OrderRule;
  readonly at: number;
  readonly paceMs: number;
  readonly turn: Turn;
}

/** One call after another, as they would be made if nobody else came; undefined when all are called. */
export function callsOf<W extends Waiting>(lanes: Lanes<W>, { rule, at, paceMs, turn }: Calling): () => W | undefined {
  let priorityNext = 0;
  let ordinaryNext = 0;
  let now = turn;
  return () => {
    const priority = lanes.priority[priorityNext];
    const ordinary = lanes.ordinary[ordinaryNext];
    const time = at + (priorityNext + ordinaryNext + 1) * paceMs;
    const next = rule.pick(priority, ordinary, time, now);
    if (next === undefined) return undefined;
    now = rule.turnAfter(now, priority !== undefined && ordinary !== undefined);
    if (next.isPriority) priorityNext += 1;
    else ordinaryNext += 1;
    return next;
  };
}
