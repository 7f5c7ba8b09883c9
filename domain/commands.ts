import type { Actor } from './actor.ts';
import type { TextHash } from './events.ts';
import type { Expectation } from './forecast/waits.ts';
import type { PaperFailure, PrinterCondition, PrinterId } from './paper/job.ts';
import type { Category, Channel, Level, Outcome } from './queue/ticket.ts';
import type { Settings } from './settings/settings.ts';
import type { Day, Instant, ServiceId, TicketId, TicketNumber, WindowNo } from './values.ts';

/** What the window's screen showed and when the key was pressed, by the hub's clock. Both optional. */
export interface Freshness {
  /** The number at the window, null for nobody; undefined: not said. */
  readonly expected?: TicketNumber | null | undefined;
  readonly pressedAt?: Instant | undefined;
}

/** A ticket as a person names it (its number, today), or as its own citizen or the hub does (its id). */
export type TicketRef = { readonly number: TicketNumber } | { readonly id: TicketId };

type AtWindow<Type extends string, More = unknown> = { readonly type: Type; readonly window: WindowNo } & Freshness &
  More;

export type HallCommand =
  | { readonly type: 'configure'; readonly settings: Settings }
  | {
      readonly type: 'issue-ticket';
      readonly service: ServiceId;
      readonly category: Category;
      readonly channel: Channel;
      readonly printer: PrinterId | null;
      /** What the hub foretells this newcomer; null or left out: nothing. */
      readonly expectation?: Expectation | null | undefined;
    }
  | AtWindow<'open-window'>
  | AtWindow<'pause-window', { readonly reason: TextHash }>
  | AtWindow<'continue-window'>
  | AtWindow<'close-window'>
  | AtWindow<'call-next'>
  | AtWindow<'recall'>
  | AtWindow<'arrive'>
  | AtWindow<'finish', { readonly outcome: Outcome }>
  | AtWindow<'no-show'>
  | AtWindow<'undo'>
  | AtWindow<'start-walk-in', { readonly service: ServiceId }>
  | AtWindow<'write-note', { readonly text: TextHash }>
  | { readonly type: 'cancel-ticket'; readonly ticket: TicketRef }
  | { readonly type: 'change-service'; readonly ticket: TicketRef; readonly service: ServiceId }
  | { readonly type: 'reinstate'; readonly ticket: TicketRef }
  | { readonly type: 'reprint'; readonly ticket: TicketRef; readonly printer: PrinterId | null }
  | { readonly type: 'confirm-paper'; readonly ticket: TicketRef; readonly came: boolean }
  | {
      readonly type: 'rate';
      readonly ticket: TicketRef;
      readonly channel: 'pad' | 'ticket';
      readonly window: WindowNo | null;
      readonly level: Level;
      readonly reasons: readonly string[];
      readonly text: TextHash | null;
    }
  | { readonly type: 'claim-paper'; readonly printer: PrinterId }
  | {
      readonly type: 'settle-paper';
      readonly job: string;
      readonly printer: PrinterId;
      readonly state: 'printed' | 'failed' | 'unknown';
      readonly failure: PaperFailure | null;
    }
  | { readonly type: 'report-printer'; readonly printer: PrinterId; readonly condition: PrinterCondition }
  /** The hub's clockwork: what must happen by itself, found by `due`. */
  | { readonly type: 'open-day'; readonly day: Day; readonly until: Instant }
  | { readonly type: 'end-day'; readonly day: Day }
  | { readonly type: 'arrive-by-itself'; readonly window: WindowNo; readonly ticket: TicketId }
  | { readonly type: 'give-up-paper'; readonly job: string }
  | { readonly type: 'note-clock'; readonly clock: 'jumped' | 'sound'; readonly byMs: number }
  | { readonly type: 'note-clock'; readonly clock: 'behind'; readonly byMs: number; readonly atStart: boolean };

/** A command with who sent it and the hub's time. */
export type Commanded<C extends HallCommand = HallCommand> = C & { readonly by: Actor; readonly at: Instant };
export type CommandType = HallCommand['type'];
export type CommandOf<T extends CommandType> = Commanded<Extract<HallCommand, { type: T }>>;
