import { later, type Instant } from '../domain/values.ts';

const HOUR = 3_600_000;

/** What a purge takes out: rows whose time lies before these instants. */
export interface KeptSince {
  /** Answers are kept 48 h. */
  readonly answers: Instant;
  /** Sessions unused for more than 12 h are over. */
  readonly sessions: Instant;
  /** Pairing keys stay a day beyond their end, to say "expired" rather than "unknown". */
  readonly pairingKeys: Instant;
}

export function keptSince(at: Instant): KeptSince {
  return { answers: later(at, -48 * HOUR), sessions: later(at, -12 * HOUR), pairingKeys: later(at, -24 * HOUR) };
}
