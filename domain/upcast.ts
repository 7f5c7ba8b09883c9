import type { HallEvent } from './events.ts';

/**
 * Brings an event as it was once stored to the shape of today. Stored bytes never change; each older shape gets a
 * case here and a test that holds its JSON. So far there is only one shape of each.
 */
export function upcast(stored: { readonly type: string } & Readonly<Record<string, unknown>>): HallEvent {
  return stored as unknown as HallEvent;
}
