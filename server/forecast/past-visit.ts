import type { TicketRow } from '../../db/store.ts';
import type { PastVisit } from '../../domain/forecast/hall-forecaster.ts';

/** What is learnt from a ticket of the past. */
export function pastVisit(row: TicketRow): PastVisit {
  const { service, category, issuedAt, firstCalledAt, finishedAt, window, status } = row;
  return { service, isPriority: category !== 'ordinary', issuedAt, firstCalledAt, finishedAt, window, status };
}
