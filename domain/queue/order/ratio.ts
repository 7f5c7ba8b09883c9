import { firstOf, type Kind, type OrderRule, type Turn } from './order-rule.ts';
import { agedAfter } from './strict.ts';

export interface Ratio {
  readonly priority: number;
  readonly ordinary: number;
}

/**
 * So many priority tickets are called, then so many ordinary ones. The cycle moves only when both kinds wait: while
 * one is absent the other goes on, and the cycle stands where it stood. An ordinary ticket that has waited
 * `agedAfterMs` has a part in the priority turns too, by who came first, and keeps its part in the ordinary ones.
 */
export function ratio(parts: Ratio, agedAfterMs: number): OrderRule {
  const isAged = agedAfter(agedAfterMs);
  return {
    name: 'ratio',
    pick: (priority, ordinary, at, turn) => {
      if (priority === undefined || ordinary === undefined) return priority ?? ordinary;
      if (whoseTurn(parts, turn).of === 'ordinary') return ordinary;
      return isAged(ordinary, at) ? firstOf(priority, ordinary) : priority;
    },
    turnAfter: (turn, bothWaited) => {
      if (!bothWaited) return turn;
      const { of, made } = whoseTurn(parts, turn);
      return { of, made: made + 1 };
    },
    weightOf: () => 1,
    isAged,
    comesLast: () => false,
  };
}

/** Whose turn the next call is: a kind that has had its calls gives way to the other. Holds when the figures were changed. */
function whoseTurn(parts: Ratio, turn: Turn): Turn {
  if (turn.made < parts[turn.of]) return turn;
  const other: Kind = turn.of === 'priority' ? 'ordinary' : 'priority';
  return { of: other, made: 0 };
}
