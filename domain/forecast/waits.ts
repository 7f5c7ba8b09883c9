import type { Category } from '../queue/ticket.ts';
import type { ServiceId, TicketId } from '../values.ts';
import type { Foretold } from './foretold.ts';

/** What is foretold of a hall at one moment. Who is not named cannot be told honestly. */
export interface Waits {
  readonly tickets: ReadonlyMap<TicketId, Foretold>;
  /** An ordinary ticket and a priority ticket taken now. */
  readonly newcomers: ReadonlyMap<
    ServiceId,
    { readonly ordinary: Foretold | null; readonly priority: Foretold | null }
  >;
}

export const NOTHING_FORETOLD: Waits = { tickets: new Map(), newcomers: new Map() };

/** What somebody of this category is told who takes a ticket now; null: nothing. */
export function foretoldNewcomer(waits: Waits, service: ServiceId, category: Category): Foretold | null {
  const told = waits.newcomers.get(service);
  return (category === 'ordinary' ? told?.ordinary : told?.priority) ?? null;
}
