import type { HallEvent } from './events.ts';
import { readStoredSettings } from './settings/parse-settings.ts';

type Stored = { readonly type: string } & Readonly<Record<string, unknown>>;

/**
 * Brings an event as it was once stored to the shape of today. Stored bytes never change; each older shape gets a
 * case here and a test that holds its JSON.
 */
export function upcast(stored: Stored): HallEvent {
  switch (stored.type) {
    case 'hall-configured':
      return as({ ...stored, settings: upcastSettings(stored['settings']) });
    case 'ticket-issued':
      return as({ foretold: null, ...stored });
    case 'ticket-missed':
      return as({ announcement: null, ...stored });
    default:
      return as(stored);
  }
}

/** At first there was one order and no voice. */
export function upcastSettings(stored: unknown): unknown {
  return readStoredSettings(stored) ?? stored;
}

/** Written by this program, and held by the chain. */
function as(stored: Stored): HallEvent {
  return stored as unknown as HallEvent;
}
