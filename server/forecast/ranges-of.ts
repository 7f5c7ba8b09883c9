import { type Foretold, waitRange } from '../../domain/forecast/foretold.ts';
import type { Waits } from '../../domain/forecast/waits.ts';

/** All that people read of a forecast, as one text: another text means that something must be shown anew. */
export function rangesOf({ tickets, newcomers }: Waits): string {
  const parts: string[] = [];
  for (const [id, foretold] of tickets) parts.push(id, words(foretold));
  for (const [id, { ordinary, priority }] of newcomers) parts.push(id, words(ordinary), words(priority));
  return parts.join(' ');
}

function words(foretold: Foretold | null): string {
  if (foretold === null) return '-';
  const { low, high } = waitRange(foretold);
  return `${String(low)}-${String(high)}`;
}
