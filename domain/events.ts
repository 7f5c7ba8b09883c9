import type { JobState, PaperFailure, PrinterCondition, PrinterId } from './paper/job.ts';
import type { Category, Channel, Choice, Level, Outcome } from './queue/ticket.ts';
import type { Foretold } from './forecast/foretold.ts';
import type { Settings } from './settings/settings.ts';
import type { Day, Instant, ServiceId, StaffNo, TicketId, TicketNumber, WindowNo } from './values.ts';

/**
 * What happened in a hall. For ever: a stored field is never renamed or given another meaning; add a type,
 * or upgrade on reading in `upcast.ts`. No names, no free text: a text is a salted hash, its words lie in the
 * private table. `by` is an actor's name (see actor.ts). The instant is kept beside the event, not in it.
 */
export type HallEvent =
  | { readonly type: 'hall-configured'; readonly settings: Settings; readonly by: string }
  | { readonly type: 'day-opened'; readonly day: Day; readonly until: Instant }
  | {
      readonly type: 'day-ended';
      readonly day: Day;
      readonly expired: readonly TicketId[];
      readonly closed: readonly WindowNo[];
    }
  /** A clock found wrong at a start was put right across the end of a day: who took a number since goes on under the true date. */
  | { readonly type: 'day-carried'; readonly day: Day; readonly until: Instant; readonly open: readonly TicketId[] }
  /**
   * The wall clock is behind the log, or before this program was written; the hub counts on by itself. Found at a
   * start, even the date is in doubt: nobody knows how long the hub was off.
   */
  | { readonly type: 'clock-behind'; readonly byMs: number; readonly atStart: boolean }
  /** The wall clock moved against the monotonic one by this much; the hub's time moved with it when forward. */
  | { readonly type: 'clock-jumped'; readonly byMs: number }
  | { readonly type: 'clock-sound' }
  | {
      readonly type: 'ticket-issued';
      readonly ticket: TicketId;
      readonly number: TicketNumber;
      readonly sequence: number;
      readonly service: ServiceId;
      readonly category: Category;
      readonly channel: Channel;
      readonly day: Day;
      readonly ahead: number;
      /** The wait foretold at the issue: half of such waits are at most p50, four in five at most p80. Null: not told. */
      readonly foretold: Foretold | null;
      readonly hasToken: boolean;
      readonly by: string;
    }
  | {
      readonly type: 'ticket-called';
      readonly ticket: TicketId;
      readonly window: WindowNo;
      readonly staff: StaffNo;
      readonly choice: Choice;
      readonly announcement: number;
      /** Who stood at the window and was ended by this call. */
      readonly ended: TicketId | null;
    }
  | {
      readonly type: 'ticket-recalled';
      readonly ticket: TicketId;
      readonly window: WindowNo;
      readonly announcement: number;
    }
  | {
      readonly type: 'ticket-arrived';
      readonly ticket: TicketId;
      readonly window: WindowNo;
      readonly arrival: 'button' | 'automatic';
    }
  | {
      readonly type: 'ticket-finished';
      readonly ticket: TicketId;
      readonly window: WindowNo;
      readonly staff: StaffNo;
      readonly outcome: Outcome;
      readonly ending: 'finish' | 'ended-by-next';
    }
  | {
      readonly type: 'ticket-missed';
      readonly ticket: TicketId;
      readonly window: WindowNo;
      readonly ending: 'no-show' | 'ended-by-next';
      /** The number of its announcement; null: nothing is said. */
      readonly announcement: number | null;
    }
  /** Called, not come, and not to be served at that window after all: back in the queue, with all the time waited. */
  | { readonly type: 'ticket-returned'; readonly ticket: TicketId; readonly window: WindowNo }
  | { readonly type: 'ticket-reinstated'; readonly ticket: TicketId; readonly since: Instant; readonly by: string }
  | { readonly type: 'ticket-cancelled'; readonly ticket: TicketId; readonly by: string }
  | {
      readonly type: 'service-changed';
      readonly ticket: TicketId;
      readonly from: ServiceId;
      readonly service: ServiceId;
      readonly by: string;
    }
  /** A call, finish or no-show taken back; `restored` is what the call had ended. */
  | {
      readonly type: 'undone';
      readonly what: 'call' | 'finish' | 'no-show';
      readonly ticket: TicketId;
      readonly window: WindowNo;
      readonly restored: TicketId | null;
      readonly by: string;
    }
  | {
      readonly type: 'walk-in-started';
      readonly ticket: TicketId;
      readonly number: TicketNumber;
      readonly sequence: number;
      readonly service: ServiceId;
      readonly day: Day;
      readonly window: WindowNo;
      readonly staff: StaffNo;
    }
  | { readonly type: 'note-written'; readonly ticket: TicketId; readonly text: TextHash; readonly by: string }
  | { readonly type: 'window-opened'; readonly window: WindowNo; readonly staff: StaffNo }
  | { readonly type: 'window-paused'; readonly window: WindowNo; readonly staff: StaffNo; readonly reason: TextHash }
  | { readonly type: 'window-continued'; readonly window: WindowNo; readonly staff: StaffNo }
  | { readonly type: 'window-closed'; readonly window: WindowNo; readonly by: string }
  | {
      readonly type: 'rating-given';
      readonly ticket: TicketId;
      readonly level: Level;
      readonly channel: 'pad' | 'ticket';
      readonly reasons: readonly string[];
      readonly reasonsVersion: number;
      readonly text: TextHash | null;
      readonly by: string;
    }
  | {
      readonly type: 'paper-queued';
      readonly job: string;
      readonly ticket: TicketId;
      readonly printer: PrinterId;
      readonly copy: boolean;
      readonly by: string;
    }
  | { readonly type: 'paper-sending'; readonly job: string; readonly printer: PrinterId }
  | {
      readonly type: 'paper-settled';
      readonly job: string;
      readonly state: Exclude<JobState, 'queued' | 'sending'>;
      readonly failure: PaperFailure | null;
      readonly by: string;
    }
  | { readonly type: 'printer-changed'; readonly printer: PrinterId; readonly condition: PrinterCondition };

/** SHA-256 of salt and text in hex; the salt goes with the text. */
export interface TextHash {
  readonly id: string;
  readonly hash: string;
}

/** An event with its place in the hall's log. */
export interface Recorded {
  readonly seq: number;
  readonly at: Instant;
  readonly event: HallEvent;
}
