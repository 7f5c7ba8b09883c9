import type { PrinterCondition } from '../domain/paper/job.ts';
import type { PaperJob } from '../protocol/paper.ts';
import type { PrintResult } from './print-job.ts';

/** Where a printer's jobs come from and go back to; the hub's own, or the hub over the network. */
export interface Spool {
  /** The next job, now `sending` and this agent's alone; null when there is none. */
  claim(): Promise<PaperJob | null>;
  /** May be told twice. Rejects while it cannot be told. */
  settle(job: string, result: PrintResult): Promise<void>;
  report(condition: PrinterCondition): Promise<void>;
  /**
   * Calls `again` whenever the hub is in touch anew: it may have taken the printer for gone, or another state been
   * restored under it. Returns how to stop that.
   */
  onContact(again: () => void): () => void;
  /** Calls `wake` whenever there may be work; returns how to stop that. */
  onWork(wake: () => void): () => void;
}
