import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HallId } from '../domain/values.ts';
import { eventHash } from './chain.ts';
import { GENESIS, type Head, type LogStore, type StoredEvent } from './store.ts';

export type Verdict =
  | { readonly ok: true; readonly events: number; readonly head: Head }
  /** `seq` is the first event that is not as it was written, or not there. */
  | { readonly ok: false; readonly seq: number; readonly reason: string };

/** Events a page: short enough to let others run in between. */
const PAGE = 500;

/**
 * Walks a hall's log from its first event and checks every hash. Alone it finds what was changed, taken out or moved;
 * a cut tail or a log written anew shows only against `notedHead`, a hash noted outside: it must be in the chain
 * (events after it are fine).
 */
export async function verifyChain(log: LogStore, hall: HallId, notedHead?: string): Promise<Verdict> {
  const noted = notedHead?.trim().toLowerCase();
  let head: Head = { seq: 0, hash: GENESIS };
  let found = noted === undefined || noted === GENESIS;
  for (;;) {
    const page = await log.read(hall, head.seq, PAGE);
    for (const event of page) {
      const reason = broken(event, hall, head);
      if (reason !== undefined) return { ok: false, seq: Math.min(event.seq, head.seq + 1), reason };
      head = { seq: event.seq, hash: event.hash };
      found ||= event.hash === noted;
    }
    if (page.length === 0) break;
    await nextTurn();
  }
  if (!found)
    return {
      ok: false,
      seq: head.seq + 1,
      reason: 'the noted head is not in this log: its end was cut off, or all of it written anew',
    };
  return { ok: true, events: head.seq, head };
}

function broken(event: StoredEvent, hall: HallId, before: Head): string | undefined {
  if (event.hall !== hall) return `the event belongs to hall ${event.hall}`;
  if (event.seq !== before.seq + 1) return `event ${String(before.seq + 1)} is missing`;
  if (!Number.isSafeInteger(event.at)) return 'its time is no integer';
  if (eventHash(event, before.hash) !== event.hash) return 'its hash does not fit its content and the event before it';
  return undefined;
}
