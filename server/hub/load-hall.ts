import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../../db/store.ts';
import { evolve } from '../../domain/evolve.ts';
import { emptyHall, type LiveHall } from '../../domain/live-hall.ts';
import { fromSnapshot } from '../../domain/snapshot.ts';
import type { HallId } from '../../domain/values.ts';
import { readEvent } from './stored-event.ts';

const PAGE = 1_000;

/** The hall as its log says: the last snapshot, and every event after it. */
export async function loadHall(store: Store, id: HallId): Promise<LiveHall> {
  const snapshot = await store.log.snapshot(id);
  const hall = snapshot === undefined ? emptyHall(id) : fromSnapshot(id, snapshot.body);
  for (;;) {
    const page = await store.log.read(id, hall.seq, PAGE);
    for (const stored of page) evolve(hall, readEvent(stored));
    if (page.length < PAGE) return hall;
    await nextTurn();
  }
}

/** The words behind the ids that the state names: notes of open tickets and reasons of pauses. */
export async function loadTexts(store: Store, hall: LiveHall): Promise<Map<string, string>> {
  const ids = new Set<string>();
  for (const { note } of hall.tickets.values()) if (note !== null) ids.add(note);
  for (const { pauseReason } of hall.desks.values()) if (pauseReason !== null) ids.add(pauseReason);
  const texts = new Map<string, string>();
  for (const id of ids) {
    const text = await store.records.text(hall.id, id);
    if (text !== undefined) texts.set(id, text);
  }
  return texts;
}
