import type { Ratio } from './ratio.ts';

/**
 * How far above the share of priority tickets their part of the calls must lie to be worth anything. In the simulation
 * of tests/domain/order-simulation.test.ts (30 % priority), mean minutes of priority and ordinary: at 1:3 (25 %) 21 and 10,
 * worse than nothing; at 1:2 (33 %) 13.6 and 13.9; at 2:3 (40 %) 9.5 and 15.4.
 */
const MARGIN = 0.1;

/** Fewer tickets tell no share. */
const FEWEST = 30;

export interface PriorityShare {
  readonly priority: number;
  readonly issued: number;
}

/** The share of priority tickets, in per cent, at which calling by this ratio gives them no advantage; null: it does, or nobody can tell. */
export function ratioWithoutPriority(ratio: Ratio, { priority, issued }: PriorityShare): number | null {
  if (issued < FEWEST) return null;
  const share = priority / issued;
  const part = ratio.priority / (ratio.priority + ratio.ordinary);
  return part < share + MARGIN ? Math.round(share * 100) : null;
}
