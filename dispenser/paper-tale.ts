import type { PrinterCondition, PrintStatus } from '../domain/paper/job.ts';
import { unreachable } from '../domain/values.ts';

/** Why the paper is not there. `slow`: nothing was heard in time; `claimed`: the citizen says so. */
export type Missing = 'none' | 'failed' | 'unknown' | 'slow' | 'paper-out' | 'cover-open' | 'offline' | 'claimed';

export type PaperTale =
  { readonly is: 'coming' } | { readonly is: 'out' } | { readonly is: 'missing'; readonly why: Missing };

export interface PaperFacts {
  readonly print: PrintStatus;
  readonly printer: PrinterCondition | null;
  /** Milliseconds since the number was answered. */
  readonly age: number;
  readonly claimed: boolean;
}

/** Paper that has not come by now is told as missing, so that nobody waits for it and loses a turn. */
export const SLOW_AFTER_MS = 10_000;

/** What to tell the citizen of the paper: only a printed one is promised. */
export function paperTale({ print, printer, age, claimed }: PaperFacts): PaperTale {
  const trouble = printerTrouble(printer);
  if (print === 'none') return { is: 'missing', why: 'none' };
  if (print === 'failed' || print === 'unknown') return { is: 'missing', why: trouble ?? print };
  if (print === 'printed') return claimed ? { is: 'missing', why: 'claimed' } : { is: 'out' };
  if (trouble !== null) return { is: 'missing', why: trouble };
  return age >= SLOW_AFTER_MS ? { is: 'missing', why: claimed ? 'claimed' : 'slow' } : { is: 'coming' };
}

/** The condition that keeps paper from coming, or null while it may come. */
export function printerTrouble(printer: PrinterCondition | null): 'paper-out' | 'cover-open' | 'offline' | null {
  switch (printer) {
    case null:
    case 'ready':
    case 'unasked':
    case 'paper-near-end':
      return null;
    case 'paper-out':
    case 'cover-open':
      return printer;
    case 'offline':
    case 'unreachable':
      return 'offline';
    default:
      return unreachable(printer);
  }
}
