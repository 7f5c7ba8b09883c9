import { handlingMs, isHandled, waitMs, type Ticket } from '../queue/ticket.ts';

/** What the figures need of one ticket: a stored row has it, and a live ticket gives it. */
export interface FigureRow {
  readonly service: string;
  readonly window: number | null;
  readonly staff: string | null;
  readonly channel: string;
  readonly status: string;
  readonly hasToken: boolean;
  readonly arrivedAt: number | null;
  readonly finishedAt: number | null;
  readonly outcome: string | null;
  readonly noShows: number;
  /** Milliseconds, clock jumps taken out; null before the first call. */
  readonly waitMs: number | null;
  /** Milliseconds, clock jumps taken out; null before the finish. */
  readonly handlingMs: number | null;
  /** 1–5; null: not rated. */
  readonly level: number | null;
}

export function figureRow(ticket: Ticket): FigureRow {
  const { service, window, staff, channel, status, hasToken, arrivedAt, finishedAt, outcome, noShows } = ticket;
  const times = { waitMs: waitMs(ticket), handlingMs: handlingMs(ticket), level: ticket.rating };
  return { service, window, staff, channel, status, hasToken, arrivedAt, finishedAt, outcome, noShows, ...times };
}

/** Who was served without queueing was never called: no wait to speak of. */
export function isCalled(row: FigureRow): boolean {
  return row.channel !== 'walk-in' && row.waitMs !== null;
}

/** 可评: handled, and the citizen holds a token. */
export function isRateable(row: FigureRow): boolean {
  return row.hasToken && isHandled(row);
}

/** 弃号: missed at least once and not served later. */
export function isNoShow(row: FigureRow): boolean {
  return row.noShows > 0 && row.arrivedAt === null && isCalled(row);
}
