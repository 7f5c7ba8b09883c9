import { unreachable } from '../../values.ts';
import type { OrderSettings } from './order-of.ts';

/** What a hall's order is, with the figures its sentence for citizens needs. */
export type OrderFacts =
  | { readonly rule: 'accumulating'; readonly weight: number }
  | { readonly rule: 'first-come' }
  | { readonly rule: 'strict'; readonly agedAfterMin: number }
  | {
      readonly rule: 'ratio';
      readonly priority: number;
      readonly ordinary: number;
      readonly agedAfterMin: number;
    };

export function orderFacts(rules: OrderSettings): OrderFacts {
  const { order, agedAfterMin } = rules;
  switch (order) {
    case 'accumulating':
      return { rule: order, weight: rules.priorityWeight };
    case 'first-come':
      return { rule: order };
    case 'strict':
      return { rule: order, agedAfterMin };
    case 'ratio':
      return { rule: order, priority: rules.ratioPriority, ordinary: rules.ratioOrdinary, agedAfterMin };
    default:
      return unreachable(order);
  }
}
