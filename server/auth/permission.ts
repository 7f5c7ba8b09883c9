import type { Channel } from '../../domain/queue/ticket.ts';
import type { HallId, WindowNo } from '../../domain/values.ts';
import { may, mayIssue, type Action } from '../../protocol/rights.ts';
import { whoIs, type Principal } from './principal.ts';

/** 401 for `not-known`, else 403. */
export type Denial = 'not-known' | 'must-change-password' | 'forbidden' | 'other-hall' | 'other-window';

export interface Place {
  readonly hall: HallId;
  readonly window?: WindowNo;
  readonly channel?: Channel;
}

/**
 * Why they may not, or undefined: they may. Public things are open to all, whatever they carry; a password set by
 * another must be changed before anything else; a device at a window reaches that window only.
 */
export function denial(action: Action, principal: Principal, place: Place): Denial | undefined {
  if (may(action, 'nobody')) return undefined;
  if (principal.kind === 'nobody') return 'not-known';
  const mustChange = principal.kind === 'person' && principal.account.mustChange;
  if (mustChange && action !== 'change-own-password') return 'must-change-password';
  const who = whoIs(principal);
  if (!may(action, who)) return 'forbidden';
  if (place.channel !== undefined && !mayIssue(place.channel, who)) return 'forbidden';
  const home = principal.kind === 'person' ? principal.account.hall : principal.device.hall;
  if (home !== place.hall) return 'other-hall';
  const own = principal.kind === 'device' ? principal.device.window : null;
  if (own !== null && place.window !== undefined && place.window !== own) return 'other-window';
  return undefined;
}
