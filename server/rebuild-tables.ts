import { ratingRow } from '../db/rating-row.ts';
import { NotStored, type RatingRow, type RebuiltPage, type Store, type TicketRow } from '../db/store.ts';
import { ticketRow } from '../db/ticket-row.ts';
import { evolve } from '../domain/evolve.ts';
import { emptyHall } from '../domain/live-hall.ts';
import { touched } from '../domain/touched.ts';
import type { HallId, TicketId } from '../domain/values.ts';
import { readEvent } from './hub/stored-event.ts';

const PAGE = 500;

/** The hall goes on meanwhile: what happens between the last page and the swap makes it begin again. */
const TRIES = 5;

/** The derived tables of a hall anew from its whole log, all or nothing. */
export async function rebuildTables(store: Store, hall: HallId): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await store.records.rebuild(hall, replay(store, hall));
      return;
    } catch (error) {
      if (!(error instanceof NotStored) || attempt === TRIES) throw error;
    }
  }
}

async function* replay(store: Store, id: HallId): AsyncGenerator<RebuiltPage> {
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
    yield { tickets: [...tickets.values()], ratings, upTo: hall.seq };
    if (page.length < PAGE) return;
  }
}
