import type { PrinterCondition } from '../../../domain/paper/job.ts';
import type { PaperJob } from '../../../protocol/paper.ts';
import type { PrintResult } from '../../../ticket-printer/print-job.ts';
import type { Spool } from '../../../ticket-printer/spool.ts';

export interface ListSpool extends Spool {
  readonly settled: readonly { readonly job: string; readonly result: PrintResult }[];
  readonly reports: readonly { readonly condition: PrinterCondition; readonly at: number }[];
  readonly queued: () => number;
  add(...jobs: readonly PaperJob[]): void;
  /** The next so many calls of this kind are lost on the way: the spool takes them, or not, and the caller hears a fault. */
  lose(what: 'claim' | 'settle' | 'report', times: number): void;
  /** The hub is in touch anew. */
  contact(): void;
  /** Resolves once this is so, looked at after every call. */
  when(so: () => boolean): Promise<void>;
}

/** A spool in memory that a job leaves only once. */
export function listSpool(): ListSpool {
  const jobs: PaperJob[] = [];
  const settled: { job: string; result: PrintResult }[] = [];
  const reports: { condition: PrinterCondition; at: number }[] = [];
  const lost = { claim: 0, settle: 0, report: 0 };
  const wakes = new Set<() => void>();
  const contacts = new Set<() => void>();
  const waiting: { readonly so: () => boolean; readonly resolve: () => void }[] = [];
  const look = (): void => {
    for (const each of waiting) if (each.so()) each.resolve();
  };
  const maybeLose = (what: keyof typeof lost): void => {
    if (lost[what] === 0) return;
    lost[what] -= 1;
    throw new Error(`${what} lost`);
  };
  return {
    settled,
    reports,
    queued: () => jobs.length,
    async claim() {
      maybeLose('claim');
      const job = jobs.shift() ?? null;
      look();
      return job;
    },
    async settle(job, result) {
      settled.push({ job, result });
      look();
      maybeLose('settle');
    },
    async report(condition) {
      maybeLose('report');
      reports.push({ condition, at: performance.now() });
      look();
    },
    onWork(wake) {
      wakes.add(wake);
      return () => wakes.delete(wake);
    },
    onContact(again) {
      contacts.add(again);
      return () => contacts.delete(again);
    },
    contact() {
      for (const again of contacts) again();
    },
    add(...more) {
      jobs.push(...more);
      for (const wake of wakes) wake();
    },
    lose: (what, times) => (lost[what] = times),
    when: (so) => (so() ? Promise.resolve() : new Promise((resolve) => waiting.push({ so, resolve }))),
  };
}
