import type { PaperTale } from './paper-tale.ts';
import { IDLE_MS, KEEP_MS, PAPER_OUT_MS, type Visit, WARN_MS } from './visit.ts';

export interface Moment {
  readonly visit: Visit;
  /** Of a number taken, else null. */
  readonly paper: PaperTale | null;
  /** Whether anything differs from the start page as the next citizen should find it. */
  readonly changed: boolean;
  readonly touchedAt: number;
  readonly now: number;
}

/** Milliseconds until the start page comes back; null: it does not by itself. */
export function timeLeft({ visit, paper, changed, touchedAt, now }: Moment): number | null {
  switch (visit.at) {
    case 'taking':
      return null;
    case 'taken':
      if (paper === null || paper.is === 'coming') return null;
      return visit.shownSince + (paper.is === 'out' ? PAPER_OUT_MS : KEEP_MS) - now;
    case 'choose':
      return changed ? touchedAt + IDLE_MS - now : null;
    case 'priority':
    case 'guide':
    case 'troubled':
      return touchedAt + IDLE_MS - now;
  }
}

/** Whether the citizen is being asked if they are still there; a number taken says its seconds on its own key. */
export function isWarning(visit: Visit, left: number | null): left is number {
  return visit.at !== 'taken' && left !== null && left <= WARN_MS;
}
