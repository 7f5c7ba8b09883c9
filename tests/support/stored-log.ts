import { openSqliteStore } from '../../db/sqlite/open-store.ts';
import type { HallEvent, Recorded } from '../../domain/events.ts';
import { readEvent } from '../../server/hub/stored-event.ts';
import { storeFile } from '../../server/replace-store-file.ts';
import { qingxi } from './people.ts';

/** The hall's events as they lie in the folder, read beside whoever holds it. */
export async function storedLog(data: string): Promise<readonly Recorded[]> {
  const store = await openSqliteStore(storeFile(data), { readonly: true });
  try {
    const events: Recorded[] = [];
    for (;;) {
      const page = await store.log.read(qingxi, events.length, 1_000);
      events.push(...page.map(readEvent));
      if (page.length < 1_000) return events;
    }
  } finally {
    await store.close();
  }
}

export function eventsOf<T extends HallEvent['type']>(
  log: readonly Recorded[],
  type: T,
): readonly Extract<HallEvent, { type: T }>[] {
  return log.map(({ event }) => event).filter((event): event is Extract<HallEvent, { type: T }> => event.type === type);
}
