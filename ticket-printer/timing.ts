/** Milliseconds. Together they keep any trouble of an idle printer known within 5 s. */
export interface PrinterTiming {
  /** To get a line for a ticket; a printer that hangs up slowly refuses the next line for a moment, so it is tried again. */
  readonly connectMs: number;
  /** To get a line when only asking how it is. */
  readonly probeMs: number;
  /** For each answer to DLE EOT. */
  readonly answerMs: number;
  /** Without one more byte taken, the line counts as dead. */
  readonly writeIdleMs: number;
  /** For the answer that follows the ticket: the time a slow printer takes to print it. */
  readonly confirmMs: number;
  /** While waiting for it, the printer is asked this often whether the paper ended. */
  readonly watchMs: number;
  /** For the printer to hang up. */
  readonly closeMs: number;
  /** Between two looks at an idle printer, from start to start. */
  readonly idleMs: number;
  /** First and longest wait before a result is reported again. */
  readonly settleMs: readonly [number, number];
}

export const PRINTER_TIMING: PrinterTiming = {
  connectMs: 3_000,
  probeMs: 900,
  answerMs: 500,
  writeIdleMs: 5_000,
  confirmMs: 12_000,
  watchMs: 2_000,
  closeMs: 500,
  idleMs: 2_500,
  settleMs: [300, 5_000],
};
