import type { Ratio } from './ratio.ts';

/**
 * How far above the share of priority tickets their part of the calls must lie to be worth anything. In the simulation
 * of tests/domain/order-simulation.test.ts, with 30 % priority, a part of 1/3 leaves priority waiting as long as all
 * the others (13.6 against 13.9 minutes); the least above this margin, 1/2, does not.
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
