import { hash } from 'node:crypto';
import type { HallId, Instant } from '../domain/values.ts';

/** What the hash of an event covers, besides the hash before it. */
export interface Chained {
  readonly hall: HallId;
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly body: string;
}

/**
 * SHA-256 in hex that ties an event to the one before it. Hashed are the UTF-8 bytes of the line
 * `paihao event 1` and a line feed, then six netstrings (`LENGTH:BYTES,`, the length in bytes, decimal): hall, seq
 * and at as decimal integers, type, body as stored, and the previous hash (`GENESIS` before the first). The lengths
 * make it unambiguous: no two different events give the same bytes.
 */
export function eventHash(event: Chained, previous: string): string {
  if (!Number.isSafeInteger(event.seq)) throw new RangeError(`seq is no integer: ${String(event.seq)}`);
  if (!Number.isSafeInteger(event.at)) throw new RangeError(`at is no integer: ${String(event.at)}`);
  const fields = [event.hall, String(event.seq), String(event.at), event.type, event.body, previous];
  return hash('sha256', `paihao event 1\n${fields.map(netstring).join('')}`, 'hex');
}

function netstring(text: string): string {
  return `${String(Buffer.byteLength(text))}:${text},`;
}
