import { firstOf, type OrderRule, sameTurn } from './order-rule.ts';

/** Who came first is called first, whatever their category. */
export const firstCome: OrderRule = {
  name: 'first-come',
  pick: firstOf,
  turnAfter: sameTurn,
  weightOf: () => 1,
  isAged: () => false,
  comesLast: () => true,
};
