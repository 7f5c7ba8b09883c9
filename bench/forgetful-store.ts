import { memoryStore } from '../db/memory/memory-store.ts';
import { GENESIS, type Head, type Store } from '../db/store.ts';
import type { HallId } from '../domain/values.ts';

/** People and devices as ever; what happens in the hall is accepted and kept nowhere: no log, no chain, no tables. */
export function forgetfulStore(): Promise<Store> {
  const heads = new Map<HallId, Head>();
  const headOf = (hall: HallId): Head => heads.get(hall) ?? { seq: 0, hash: GENESIS };
  return Promise.resolve({
    ...memoryStore(),
    log: {
      halls: () => Promise.resolve([...heads.keys()]),
      head: (hall) => Promise.resolve(headOf(hall)),
      append: (commits) =>
        Promise.resolve(
          commits.map(({ hall, events }) => {
            const head = { seq: headOf(hall).seq + events.length, hash: GENESIS };
            heads.set(hall, head);
            return { ok: true, head };
          }),
        ),
      read: () => Promise.resolve([]),
      snapshot: () => Promise.resolve(undefined),
    },
    answers: { find: () => Promise.resolve([]) },
  });
}
