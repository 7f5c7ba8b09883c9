import { firstOf, type OrderRule, sameTurn, type Waiting } from './order-rule.ts';

/**
 * Priority before ordinary. An ordinary ticket that has waited `agedAfterMs` ranks with the priority tickets, by who
 * came first; were it above them, an overloaded hall would end up calling priority last.
 */
export function strict(agedAfterMs: number): OrderRule {
  const isAged = agedAfter(agedAfterMs);
  return {
    name: 'strict',
    pick: (priority, ordinary, at) => {
      if (priority === undefined || ordinary === undefined) return priority ?? ordinary;
      return isAged(ordinary, at) ? firstOf(priority, ordinary) : priority;
    },
    turnAfter: sameTurn,
    weightOf: () => 1,
    isAged,
    comesLast: ({ isPriority }) => !isPriority,
  };
}

/** An ordinary ticket that has waited its limit: equal to priority, not above. */
export function agedAfter(agedAfterMs: number): (waiting: Waiting, at: number) => boolean {
  return ({ isPriority, since }, at) => !isPriority && at - since >= agedAfterMs;
}
