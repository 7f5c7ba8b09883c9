import type { TicketRow } from '../../db/store.ts';
import type { PastVisit } from '../../domain/forecast/past-visit.ts';
import { isPriority } from '../../domain/queue/order/pick-next.ts';

/** What is learnt from a ticket of the past. */
export function pastVisit(row: TicketRow): PastVisit {
  const { service, issuedAt, firstCalledAt, finishedAt, window, status } = row;
  return { service, isPriority: isPriority(row), issuedAt, firstCalledAt, finishedAt, window, status };
}
