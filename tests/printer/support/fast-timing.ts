import type { PrinterTiming } from '../../../ticket-printer/timing.ts';

/** The waits of the hall, made short. */
export const fastTiming: PrinterTiming = {
  connectMs: 300,
  probeMs: 200,
  answerMs: 120,
  writeIdleMs: 250,
  confirmMs: 500,
  watchMs: 100,
  closeMs: 100,
  idleMs: 60,
  settleMs: [10, 40],
};
