import { type OrderRule, sameTurn, type Waiting } from './order-rule.ts';

/**
 * Whoever's waiting time, times the weight of their kind, is longest comes next (Kleinrock 1964). Nobody starves: with
 * weight 4, whoever has waited four times as long as the first of the priority tickets is next, and that one is called
 * before long unless priority tickets alone outrun the windows.
 */
export function accumulating(priorityWeight: number): OrderRule {
  return {
    name: 'accumulating-priority',
    pick: (priority, ordinary, at) => {
      if (priority === undefined || ordinary === undefined) return priority ?? ordinary;
      const lead = (at - priority.since) * priorityWeight - (at - ordinary.since);
      return lead > 0 || (lead === 0 && priority.issuedSeq < ordinary.issuedSeq) ? priority : ordinary;
    },
    turnAfter: sameTurn,
    weightOf: ({ isPriority }: Pick<Waiting, 'isPriority'>) => (isPriority ? priorityWeight : 1),
    isAged: () => false,
    comesLast: ({ isPriority }) => !isPriority,
  };
}
