import type { Role } from '../domain/actor.ts';
import type { DayFigures } from '../domain/figures/figures.ts';
import type { ForecastFigures } from '../domain/figures/forecast-figures.ts';
import type { JobState, PaperFailure, PrinterCondition, PrintStatus } from '../domain/paper/job.ts';
import type { OrderFacts } from '../domain/queue/order/order-facts.ts';
import type { Category, Channel, Choice, Level, TicketStatus } from '../domain/queue/ticket.ts';
import type { Material, RatingReasons } from '../domain/settings/settings.ts';

export type { DayFigures, Figure, FigureSet } from '../domain/figures/figures.ts';

/**
 * What the clients see: whole views, newest wins. JSON as it goes out: instants are RFC 3339 UTC with
 * milliseconds. Names: `hall`, `window/3`, `counter/3`, `reception`, `dispenser`, `ticket/TOKEN`, `board`, `printer`.
 */
export interface Views {
  hall: HallView;
  window: WindowView;
  counter: CounterView;
  reception: ReceptionView;
  dispenser: DispenserView;
  ticket: TicketView;
  board: BoardView;
  printer: PrinterView;
}
export type ViewKind = keyof Views;

/** RFC 3339 UTC with milliseconds. */
export type Time = string;

/** Minutes, or null while it cannot be told honestly. */
export type WaitRange = { readonly low: number; readonly high: number } | null;

/** What answers `watch` and comes with each `view` event. */
export interface Pushed<V> {
  readonly seq: number;
  readonly epoch: string;
  readonly now: Time;
  readonly view: V;
}

/** Public: no names, no tokens. */
export interface HallView {
  readonly hall: {
    readonly id: string;
    readonly name: string;
    readonly nameEn: string;
    readonly mark: string;
    readonly hotline: string;
    readonly zone: string;
    /** Who is called next, for the sentence said of it. */
    readonly order: OrderFacts;
  };
  readonly day: string | null;
  readonly services: readonly WaitedService[];
  readonly windows: readonly HallWindow[];
  /** Ascending, the last 20; `no` never restarts. */
  readonly announcements: readonly AnnouncementView[];
  /** Numbers missed today that were not reinstated, newest first, at most 12. */
  readonly missed: readonly string[];
  readonly notices: readonly string[];
}

export interface ServiceView {
  readonly id: string;
  readonly prefix: string;
  readonly name: string;
  readonly nameEn: string;
  readonly waiting: number;
  readonly open: boolean;
  /** Why it is closed, in words for citizens. */
  readonly reason: string | null;
}

export interface WaitedService extends ServiceView {
  /** What an ordinary ticket taken now would be told. */
  readonly wait: WaitRange;
}

export interface HallWindow {
  readonly no: number;
  readonly name: string;
  readonly status: 'open' | 'paused' | 'closed';
  /** Who is called to or served there. */
  readonly number: string | null;
  readonly stage: 'called' | 'serving' | null;
}

export interface AnnouncementView {
  readonly no: number;
  readonly kind: 'call' | 'recall' | 'no-show';
  readonly number: string;
  readonly window: number;
  readonly text: string;
  /** The text as it is read out, sign by sign: A012 is A 零 一 二. */
  readonly reading: string;
  readonly at: Time;
}

/** The screen over a window and its rating pad. */
export interface WindowView extends HallWindow {
  readonly hall: HallView['hall'];
  /** Services called here. */
  readonly services: readonly Pick<ServiceView, 'id' | 'prefix' | 'name' | 'nameEn'>[];
  /** The finished ticket whose citizen may rate on the pad now, until the next call and for two minutes at most. */
  readonly rate: { readonly number: string; readonly until: Time } | null;
  readonly reasons: RatingReasons;
}

/** A clerk's own window. */
export interface CounterView extends Pick<HallWindow, 'no' | 'name' | 'status'> {
  readonly hall: HallView['hall'];
  /** Staff number of who works there. */
  readonly staff: string | null;
  readonly mine: boolean;
  readonly pauseReason: string | null;
  readonly current: CounterTicket | null;
  /** Own queue in the order it would be called now; at most 50. */
  readonly queue: readonly QueueLine[];
  readonly waiting: number;
  /** What an undo would take back now, and until when. */
  readonly undo: { readonly what: 'call' | 'finish' | 'no-show'; readonly number: string; readonly until: Time } | null;
  readonly missed: readonly string[];
  readonly handledToday: number;
  readonly services: readonly ServiceView[];
  /** All windows, for choosing one. */
  readonly windows: readonly (HallWindow & { readonly staff: string | null })[];
  readonly rules: { readonly recallIntervalS: number; readonly recallsAtMost: number };
  /** Tickets whose paper is failed or unknown: somebody must look. */
  readonly papers: readonly PaperTrouble[];
}

export interface CounterTicket {
  readonly number: string;
  readonly service: string;
  readonly category: Category;
  readonly channel: Channel;
  readonly stage: 'called' | 'serving';
  readonly issuedAt: Time;
  readonly calledAt: Time;
  readonly arrivedAt: Time | null;
  readonly recalls: number;
  readonly nextRecallAt: Time | null;
  readonly rule: string;
  readonly materials: readonly Material[];
  readonly note: string | null;
  readonly print: PrintStatus;
}

export interface QueueLine {
  readonly number: string;
  readonly service: string;
  readonly category: Category;
  readonly channel: Channel;
  readonly issuedAt: Time;
  /** Minutes the service promises to keep a citizen waiting at most. */
  readonly limitMin: number;
  readonly hasNote: boolean;
}

export interface PaperTrouble {
  readonly number: string;
  readonly print: 'failed' | 'unknown';
  readonly failure: PaperFailure | null;
  readonly at: Time;
}

/** The guide desk. */
export interface ReceptionView {
  readonly hall: HallView['hall'];
  readonly services: readonly WaitedService[];
  readonly missed: readonly string[];
  readonly papers: readonly PaperTrouble[];
  readonly printer: PrinterCondition | null;
  /** The newest tickets issued at a desk, newest first, at most 20. */
  readonly issued: readonly {
    readonly number: string;
    readonly service: string;
    readonly at: Time;
    readonly status: TicketStatus;
    readonly print: PrintStatus;
  }[];
}

export interface DispenserView {
  readonly hall: HallView['hall'];
  readonly services: readonly (WaitedService & { readonly materials: readonly Material[] })[];
  /** Whether it speaks; where not it makes no sound at all. */
  readonly prompts: boolean;
  /** This dispenser's printer; null: it has none. */
  readonly printer: PrinterCondition | null;
  /** Papers of the tickets issued here in the last two minutes, by ticket id's last part: its number. */
  readonly papers: readonly { readonly number: string; readonly print: PrintStatus }[];
}

/** A citizen's own ticket. */
export interface TicketView {
  readonly hall: HallView['hall'];
  readonly number: string;
  /** The service's id; its names for people. */
  readonly service: string;
  readonly serviceName: string;
  readonly serviceNameEn: string;
  readonly status: TicketStatus;
  /** Who would be called first if nobody else came; null unless waiting. */
  readonly ahead: number | null;
  readonly wait: WaitRange;
  readonly window: number | null;
  readonly print: PrintStatus;
  readonly issuedAt: Time;
  /** Last calls of the hall, newest first, at most 3. */
  readonly calls: readonly { readonly number: string; readonly window: number }[];
  readonly canCancel: boolean;
  readonly rating: { readonly can: boolean; readonly level: Level | null; readonly reasons: RatingReasons };
}

export interface BoardView {
  readonly hall: HallView['hall'];
  readonly day: string | null;
  readonly totals: {
    readonly waiting: number;
    readonly open: number;
    readonly windows: number;
    readonly issued: number;
    readonly handled: number;
  };
  readonly queues: readonly {
    readonly service: string;
    readonly prefix: string;
    readonly waiting: number;
    /** Milliseconds the first in line has waited, null when nobody waits. */
    readonly longestMs: number | null;
    readonly longest: string | null;
    readonly limitMin: number;
    /** What an ordinary ticket taken now would be told. */
    readonly wait: WaitRange;
  }[];
  readonly windows: readonly (HallWindow & {
    readonly staff: string | null;
    readonly since: Time | null;
    readonly pauseReason: string | null;
    readonly recalls: number;
    readonly service: string | null;
    /** Why the ticket at the window was called. */
    readonly choice: Choice | null;
  })[];
  readonly alarms: readonly Alarm[];
  readonly printers: readonly {
    readonly id: string;
    readonly name: string;
    readonly condition: PrinterCondition;
    readonly since: Time;
    readonly queued: number;
  }[];
  readonly screens: readonly ScreenState[];
  readonly papers: readonly PaperTrouble[];
  /** How well the last day of service before today was foretold; null: there was none in four weeks. */
  readonly forecast: ForecastFigures | null;
  readonly figures: DayFigures;
}

/** A paired device, as the hub sees it. */
export interface ScreenState {
  readonly device: string;
  readonly kind: string;
  readonly name: string;
  readonly window: number | null;
  readonly connected: boolean;
  readonly since: Time;
  /** Whether its browser lets it sound; null: it has not said, or has no voice. */
  readonly sound: 'on' | 'off' | null;
}

export interface Alarm {
  readonly kind: 'wait-limit' | 'printer' | 'paper' | 'clock' | 'screen' | 'sound' | 'public-url' | 'store' | 'voice';
  /** What it is about: a number, a printer, a device, a hall. */
  readonly subject: string;
  readonly detail: string;
  readonly since: Time;
}

/** For a print agent: whether there is work. */
export interface PrinterView {
  readonly printer: string;
  readonly queued: number;
  readonly sending: readonly { readonly job: string; readonly state: JobState }[];
}

/** Who is signed in, from `POST /session` and `GET /session`. */
export interface SessionView {
  readonly staffNo: string;
  readonly name: string;
  readonly role: Role;
  readonly hall: string;
  readonly csrfToken: string;
  readonly mustChange: boolean;
  /** The window opened by this person, if any. */
  readonly window: number | null;
}
