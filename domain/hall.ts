import type { Job, PrinterCondition, PrinterId } from './paper/job.ts';
import type { Turn, TurnMove } from './queue/order/order-rule.ts';
import type { Ticket } from './queue/ticket.ts';
import type { Settings } from './settings/settings.ts';
import type { Day, HallId, Instant, ServiceId, StaffNo, TicketId, TicketNumber, WindowNo } from './values.ts';

/** A hall as it stands after its last event. Rules read it; only `evolve` changes it. */
export interface Hall {
  readonly id: HallId;
  /** Number of the last event, 0 before the first. */
  readonly seq: number;
  /** The hub's time of the last event. */
  readonly at: Instant;
  /** Null until the hall is configured. */
  readonly settings: Settings | null;
  readonly day: { readonly day: Day; readonly until: Instant } | null;
  readonly clock: 'sound' | 'behind';
  /** Since when the clock is behind, or when it last leapt; null: nothing ails it. */
  readonly clockFault: { readonly what: 'behind' | 'jumped'; readonly at: Instant } | null;
  /** The event since which the day's date is in doubt: the hub started with a clock behind its log. Else null. */
  readonly undatedSince: number | null;
  /** Tickets of the open day, and those of an earlier day that are still served. */
  readonly tickets: ReadonlyMap<TicketId, Ticket>;
  readonly byNumber: ReadonlyMap<TicketNumber, TicketId>;
  /** The waiting ones, by service. */
  readonly queues: ReadonlyMap<ServiceId, ReadonlyMap<TicketId, Ticket>>;
  /** Last number given today, by prefix. */
  readonly sequences: ReadonlyMap<string, number>;
  readonly desks: ReadonlyMap<WindowNo, Desk>;
  /** Where each cycle of a ratio stands, by the services its windows call; see queue/order/cycle.ts. */
  readonly turns: ReadonlyMap<string, Turn>;
  /** The last 20, ascending, without no-shows taken back; `no` never restarts and is never given twice. */
  readonly announcements: readonly Announcement[];
  readonly lastAnnouncement: number;
  readonly jobs: ReadonlyMap<string, Job>;
  /** Papers asked for, by ticket, in order. */
  readonly papers: ReadonlyMap<TicketId, readonly string[]>;
  readonly printers: ReadonlyMap<PrinterId, { readonly condition: PrinterCondition; readonly since: Instant }>;
}

/** A window somebody works at; a window that is not in `desks` is closed. */
export interface Desk {
  readonly window: WindowNo;
  readonly staff: StaffNo;
  readonly status: 'open' | 'paused';
  readonly since: Instant;
  readonly pauseReason: string | null;
  /** The ticket called to or served at the window. */
  readonly ticket: TicketId | null;
  /** The last finished here, for the rating pad. */
  readonly lastDone: { readonly ticket: TicketId; readonly at: Instant } | null;
  readonly undo: Undo | null;
}

export interface Undo {
  readonly what: 'call' | 'finish' | 'no-show';
  readonly ticket: Ticket;
  /** What the call had ended, as it was before. */
  readonly previous: Ticket | null;
  /** How a call moved the cycle of a ratio, if it did. */
  readonly turn?: TurnMove;
  readonly at: Instant;
}

/** So many last ones are in the list; older ones are pushed off it. */
export const ANNOUNCEMENTS_KEPT = 20;

export interface Announcement {
  readonly no: number;
  readonly kind: 'call' | 'recall' | 'no-show';
  readonly number: TicketNumber;
  readonly window: WindowNo;
  readonly text: string;
  readonly at: Instant;
}
