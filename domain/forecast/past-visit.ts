import type { Visit } from './replay.ts';

/** What is learnt from a ticket of the past. Instants in ms, null: it did not come to that. */
export interface PastVisit {
  readonly service: string;
  readonly isPriority: boolean;
  readonly issuedAt: number;
  readonly firstCalledAt: number | null;
  readonly finishedAt: number | null;
  readonly window: number | null;
  readonly status: string;
}

/**
 * When somebody cancelled is not on record, so nobody knows how long they stood in the way: they are left out. Who was
 * served without having been called walked up to a window that was free for them.
 */
export function visitOf(past: PastVisit, index: number): readonly Visit[] {
  const { service, isPriority, issuedAt, firstCalledAt, finishedAt, window, status } = past;
  if (firstCalledAt === null && status === 'cancelled') return [];
  const comer = { id: String(index), service, isPriority, lane: laneOf(isPriority), at: issuedAt };
  const post = window === null ? null : String(window);
  const isWalkIn = firstCalledAt === null && post !== null;
  const calledAt = isWalkIn ? issuedAt : firstCalledAt;
  return [{ ...comer, calledAt: post === null ? null : calledAt, post, endedAt: finishedAt, leftAt: null, isWalkIn }];
}

export function laneOf(isPriority: boolean): string {
  return isPriority ? 'priority' : 'ordinary';
}
