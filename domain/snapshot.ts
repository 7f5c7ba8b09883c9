import type { Hall } from './hall.ts';
import { emptyHall, type LiveHall, putTicket } from './live-hall.ts';
import type { Ticket } from './queue/ticket.ts';
import type { Settings } from './settings/settings.ts';
import { upcastSettings } from './upcast.ts';
import type { HallId } from './values.ts';

/** A hall as JSON: start is snapshot and tail instead of the whole log. Written when a day opens, when it is small. */
export function toSnapshot(hall: Hall): string {
  return JSON.stringify({
    ...hall,
    tickets: [...hall.tickets.values()],
    byNumber: [...hall.byNumber],
    queues: undefined,
    sequences: [...hall.sequences],
    desks: [...hall.desks],
    turns: [...hall.turns],
    jobs: [...hall.jobs],
    papers: [...hall.papers],
    printers: [...hall.printers],
  });
}

type Entries<M> = M extends ReadonlyMap<infer K, infer V> ? readonly (readonly [K, V])[] : never;
/** A snapshot may be older than the program that reads it. */
type Earlier = Omit<Ticket, 'foretold'> & Partial<Pick<Ticket, 'foretold'>>;
type Stored = Omit<
  Hall,
  'tickets' | 'queues' | 'byNumber' | 'sequences' | 'desks' | 'turns' | 'jobs' | 'papers' | 'printers'
> & {
  readonly tickets: readonly Earlier[];
  readonly turns?: Entries<Hall['turns']>;
} & { readonly [K in 'byNumber' | 'sequences' | 'desks' | 'jobs' | 'papers' | 'printers']: Entries<Hall[K]> };

/** Reads back what `toSnapshot` wrote; the store vouches for its bytes. */
export function fromSnapshot(id: HallId, json: string): LiveHall {
  const stored = JSON.parse(json) as Stored;
  const hall = emptyHall(id);
  const { seq, at, day, clock, clockFault, undatedSince, lastAnnouncement } = stored;
  const settings = upcastSettings(stored.settings) as Settings | null;
  Object.assign(hall, { seq, at, settings, day, clock, clockFault, undatedSince, lastAnnouncement });
  hall.announcements = [...stored.announcements];
  for (const ticket of stored.tickets) putTicket(hall, { ...ticket, foretold: ticket.foretold ?? null });
  fill(hall.byNumber, stored.byNumber);
  fill(hall.sequences, stored.sequences);
  fill(hall.desks, stored.desks);
  fill(hall.turns, stored.turns ?? []);
  fill(hall.jobs, stored.jobs);
  fill(hall.papers, stored.papers);
  fill(hall.printers, stored.printers);
  return hall;
}

function fill<K, V>(map: Map<K, V>, entries: readonly (readonly [K, V])[]): void {
  for (const [key, value] of entries) map.set(key, value);
}
