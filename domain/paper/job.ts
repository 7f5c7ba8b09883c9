import type { Instant, TicketId } from '../values.ts';

/** `main` is the hall's first printer (PAIHAO_PRINTER); any other is the id of a paired print agent. */
export type PrinterId = string;

/**
 * `sending` is committed before the first byte goes out. `unknown`: the printer died in mid-ticket or never
 * answered, and only a person can tell whether the paper came.
 */
export type JobState = 'queued' | 'sending' | 'printed' | 'failed' | 'unknown';

export interface Job {
  /** Ticket id and a running number of its papers: `…-A001/1`. */
  readonly id: string;
  readonly ticket: TicketId;
  readonly printer: PrinterId;
  readonly state: JobState;
  /** 补打: a copy somebody asked for. */
  readonly copy: boolean;
  readonly queuedAt: Instant;
  readonly sentAt: Instant | null;
  readonly settledAt: Instant | null;
  readonly failure: PaperFailure | null;
}

export const PAPER_FAILURES = [
  'stale',
  'paper-out',
  'cover-open',
  'offline',
  'unreachable',
  'error',
  'refused',
] as const;
export type PaperFailure = (typeof PAPER_FAILURES)[number];

/** What the printer says of itself. `unasked`: it does not answer by setting (`status=off`). */
export const PRINTER_CONDITIONS = [
  'ready',
  'paper-near-end',
  'paper-out',
  'cover-open',
  'offline',
  'unreachable',
  'unasked',
] as const;
export type PrinterCondition = (typeof PRINTER_CONDITIONS)[number];

/** What a citizen's page is told of the paper; `sending` is still `queued` to them. */
export type PrintStatus = 'none' | 'queued' | 'printed' | 'failed' | 'unknown';

/** A job this old is never printed by itself: dead tickets falling out of a mended printer make two people with one number. */
export const STALE_AFTER_MS = 60_000;
/** A job out this long without a word is `unknown`. */
export const LEASE_MS = 60_000;
