import type { Actor } from '../../domain/actor.ts';
import type { HallId, TicketId } from '../../domain/values.ts';
import type { Principal } from '../auth/principal.ts';

/** Who sends, and from where. */
export interface Sender {
  readonly hall: HallId;
  readonly by: Actor;
  readonly ticket: TicketId | null;
  readonly principal: Principal;
}
