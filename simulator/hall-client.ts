import type { Category, Level, Outcome } from '../domain/queue/ticket.ts';
import type { Instant, ServiceId, StaffNo, WindowNo } from '../domain/values.ts';

/** What people do in a hall, as the simulator does it: by the same commands as the pages. */
export interface HallClient {
  takeTicket(from: 'dispenser' | 'guide', wish: Wish): Promise<Reply<Taken>>;
  press(at: Desk, press: Press, fresh: Shown): Promise<Reply<{ readonly number?: string }>>;
  reinstate(number: string): Promise<Reply<unknown>>;
  cancelOwn(token: string): Promise<Reply<unknown>>;
  rateOwn(token: string, rating: Rating): Promise<Reply<unknown>>;
  rateOnPad(window: WindowNo, number: string, rating: Rating): Promise<Reply<unknown>>;
}

export interface Wish {
  readonly service: ServiceId;
  readonly category: Category;
}

export interface Taken {
  readonly number: string;
  /** The citizen's own; null when a person issued it. */
  readonly token: string | null;
}

export interface Desk {
  readonly window: WindowNo;
  readonly staffNo: StaffNo;
}

/** A key at a window. */
export type Press =
  | { readonly key: 'open' | 'close' | 'continue' | 'call-next' | 'recall' | 'arrived' | 'no-show' }
  | { readonly key: 'pause'; readonly reason: string }
  | { readonly key: 'finish'; readonly outcome: Outcome };

/** What the clerk's screen shows as they press. */
export interface Shown {
  readonly expected: string | null;
  readonly pressedAt: Instant;
}

export interface Rating {
  readonly level: Level;
  readonly reasons: readonly string[];
}

/** A refusal is an answer; a fault is an exception. */
export type Reply<Body> =
  | { readonly ok: true; readonly body: Body }
  /** `number`: what truly stands at the window, where the screen was stale. */
  | { readonly ok: false; readonly code: string; readonly number: string | null };
