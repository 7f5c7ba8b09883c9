import type { HallEvent } from './events.ts';
import type { RefusalCode } from './refusals.ts';

/** Plain facts for the caller, JSON as it goes out; stored with the command's id for 48 h. */
export type Answer = Readonly<Record<string, unknown>>;

export type Decision =
  | { readonly ok: true; readonly events: readonly HallEvent[]; readonly answer: Answer }
  | { readonly ok: false; readonly code: RefusalCode; readonly facts: Answer };

export function accept(events: readonly HallEvent[], answer: Answer = {}): Decision {
  return { ok: true, events, answer };
}

export function refuse(code: RefusalCode, facts: Answer = {}): Decision {
  return { ok: false, code, facts };
}
