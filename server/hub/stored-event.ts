import type { NewEvent, StoredEvent } from '../../db/store.ts';
import type { HallEvent, Recorded } from '../../domain/events.ts';
import { upcast } from '../../domain/upcast.ts';
import type { Instant } from '../../domain/values.ts';

export function writeEvent(event: HallEvent, at: Instant): NewEvent {
  const { type, ...body } = event;
  return { at, type, body: JSON.stringify(body) };
}

/** The log's own bytes, vouched for by the chain; older shapes are brought up to date here. */
export function readEvent(stored: StoredEvent): Recorded {
  const body = JSON.parse(stored.body) as Record<string, unknown>;
  return { seq: stored.seq, at: stored.at, event: upcast({ ...body, type: stored.type }) };
}
