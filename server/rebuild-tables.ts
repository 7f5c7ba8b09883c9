import { ratingRow } from '../db/rating-row.ts';
import type { RatingRow, Store, TicketRow } from '../db/store.ts';
import { ticketRow } from '../db/ticket-row.ts';
import { evolve } from '../domain/evolve.ts';
import { emptyHall } from '../domain/live-hall.ts';
import { touched } from '../domain/touched.ts';
import type { HallId, TicketId } from '../domain/values.ts';
import { readEvent } from './hub/stored-event.ts';

const PAGE = 500;

/** The derived tables of a hall anew from its whole log, all or nothing. */
export async function rebuildTables(store: Store, hall: HallId): Promise<void> {
  await store.records.rebuild(hall, replay(store, hall));
}

async function* replay(store: Store, id: HallId): AsyncGenerator<{ tickets: TicketRow[]; ratings: RatingRow[] }> {
  const hall = emptyHall(id);
  for (;;) {
    const page = await store.log.read(id, hall.seq, PAGE);
    const tickets = new Map<TicketId, TicketRow>();
    const ratings: RatingRow[] = [];
    for (const stored of page) {
      const recorded = readEvent(stored);
      evolve(hall, recorded);
      for (const ticket of touched(recorded.event)) {
        const found = hall.tickets.get(ticket);
        if (found !== undefined) tickets.set(ticket, ticketRow(id, found));
      }
      if (recorded.event.type === 'rating-given') ratings.push(ratingRow(id, recorded.at, recorded.event));
    }
    yield { tickets: [...tickets.values()], ratings };
    if (page.length < PAGE) return;
  }
}
