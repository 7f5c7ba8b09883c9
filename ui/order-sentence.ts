import type { OrderFacts } from '../domain/queue/order/order-facts.ts';
import { unreachable } from '../domain/values.ts';
import type { Strings } from './strings/zh-CN.ts';

/** The hall's order in one sentence, with its own figures. */
export function orderSentence(facts: OrderFacts, { order: words }: Strings): string {
  switch (facts.rule) {
    case 'accumulating':
      return facts.weight === 1 ? words['first-come'] : words.accumulating(facts.weight);
    case 'first-come':
      return words['first-come'];
    case 'strict':
      return words.strict(facts.agedAfterMin);
    case 'ratio':
      return words.ratio(facts.priority, facts.ordinary, facts.agedAfterMin);
    default:
      return unreachable(facts);
  }
}
