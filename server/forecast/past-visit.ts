import type { TicketRow } from '../../db/store.ts';

/** What is learnt from a ticket of the past. Instants in ms, null: it did not come to that. */
export interface PastVisit extends Pick<
  TicketRow,
  'service' | 'issuedAt' | 'firstCalledAt' | 'arrivedAt' | 'finishedAt' | 'window' | 'day' | 'status'
> {
  readonly isPriority: boolean;
}

export function pastVisit(row: TicketRow): PastVisit {
  const { service, category, issuedAt, firstCalledAt, arrivedAt, finishedAt, window, day, status } = row;
  const isPriority = category !== 'ordinary';
  return { service, isPriority, issuedAt, firstCalledAt, arrivedAt, finishedAt, window, day, status };
}
