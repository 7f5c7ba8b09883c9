import type { Rules } from '../../settings/settings.ts';
import { unreachable } from '../../values.ts';
import { accumulating } from './accumulating.ts';
import { firstCome } from './first-come.ts';
import type { OrderRule } from './order-rule.ts';
import { ratio } from './ratio.ts';
import { strict } from './strict.ts';

export type OrderSettings = Pick<
  Rules,
  'order' | 'priorityWeight' | 'ratioPriority' | 'ratioOrdinary' | 'agedAfterMin'
>;

const MINUTE_MS = 60_000;
const known = new WeakMap<OrderSettings, OrderRule>();

/** The rule a hall has set; asked for with every ticket, so it is made once for each settings. */
export function orderOf(rules: OrderSettings): OrderRule {
  const made = known.get(rules);
  if (made !== undefined) return made;
  const rule = make(rules);
  known.set(rules, rule);
  return rule;
}

function make({ order, priorityWeight, ratioPriority, ratioOrdinary, agedAfterMin }: OrderSettings): OrderRule {
  switch (order) {
    case 'accumulating':
      return accumulating(priorityWeight);
    case 'first-come':
      return firstCome;
    case 'strict':
      return strict(agedAfterMin * MINUTE_MS);
    case 'ratio':
      return ratio({ priority: ratioPriority, ordinary: ratioOrdinary }, agedAfterMin * MINUTE_MS);
    default:
      return unreachable(order);
  }
}
