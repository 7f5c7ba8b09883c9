import type { PrintStatus } from '../domain/paper/job.ts';
import type { Category } from '../domain/queue/ticket.ts';
import type { Problem } from '../ui/connection.ts';
import type { WaitRange } from '../protocol/views.ts';

/** What a citizen asked for, once: its key stays the same however often it is sent. */
export interface Order {
  readonly key: string;
  readonly service: string;
  readonly category: Category;
}

/** The hub's answer to a ticket taken. */
export interface IssuedTicket {
  readonly number: string;
  readonly ahead: number;
  readonly wait: WaitRange;
  readonly print: PrintStatus;
  /** The citizen's own page, for the QR code. */
  readonly url: string | null;
}

/** Where one citizen stands at the machine. Times are the page's monotonic milliseconds. */
export type Visit =
  | { readonly at: 'choose' }
  | { readonly at: 'priority' }
  | { readonly at: 'guide'; readonly service: string }
  | { readonly at: 'taking'; readonly order: Order; readonly since: number }
  | { readonly at: 'troubled'; readonly order: Order; readonly problem: Problem }
  | {
      readonly at: 'taken';
      readonly order: Order;
      readonly ticket: IssuedTicket;
      readonly since: number;
      /** The citizen says that no paper came. */
      readonly claimed: boolean;
      /** When what is shown last changed, or the citizen asked for more time. */
      readonly shownSince: number;
    };

/** Milliseconds without a touch before the start page comes back, and how long of it is warned. */
export const IDLE_MS = 60_000;
export const WARN_MS = 15_000;
/** How long a number stands when its paper came, and when it did not (LOOK: 60 s, extendable). */
export const PAPER_OUT_MS = 15_000;
export const KEEP_MS = 60_000;
/** A tap so soon after the picture changed was meant for the picture before. */
export const SETTLE_MS = 400;
/** The words that a second asking is under way come after this long without an answer. */
export const SLOW_ANSWER_MS = 3_000;
