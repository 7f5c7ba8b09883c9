import type { Actor } from '../actor.ts';
import type { Freshness } from '../commands.ts';
import { type Decision, refuse } from '../decision.ts';
import type { Desk, Hall } from '../hall.ts';
import type { Instant, StaffNo, WindowNo } from '../values.ts';
import type { Ticket } from './ticket.ts';

/** A press older than this came out of a dead cable: it is refused, never carried out. */
const PRESS_LIVES_MS = 10_000;

type Press = Freshness & { readonly window: WindowNo; readonly by: Actor; readonly at: Instant };
interface Manned {
  readonly desk: Desk;
  readonly staff: StaffNo;
  /** Who is called to or served at the window. */
  readonly current: Ticket | undefined;
}

/** What every key at a window asks first: is it open, whose is it, and did the screen show what is true? */
export function atWindow(hall: Hall, press: Press, then: (manned: Manned) => Decision): Decision {
  if (!isConfigured(hall, press.window)) return refuse('unknown-window', { window: press.window });
  const desk = hall.desks.get(press.window);
  if (desk === undefined) return refuse('window-closed', { window: press.window });
  const staff = press.by.kind === 'person' ? press.by.staffNo : desk.staff;
  if (desk.staff !== staff) return refuse('not-your-window', { window: press.window });
  const stale = checkFreshness(hall, press);
  if (stale !== undefined) return stale;
  const current = desk.ticket === null ? undefined : hall.tickets.get(desk.ticket);
  return then({ desk, staff, current });
}

/** A second press, an old page, or a late one: refused, so that it changes nothing. */
export function checkFreshness(hall: Hall, press: Press): Decision | undefined {
  if (press.pressedAt !== undefined && Math.abs(press.at - press.pressedAt) > PRESS_LIVES_MS)
    return refuse('too-late', { at: press.at });
  if (press.expected === undefined) return undefined;
  const ticket = hall.desks.get(press.window)?.ticket ?? null;
  const shown = ticket === null ? null : (hall.tickets.get(ticket)?.number ?? null);
  return shown === press.expected ? undefined : refuse('stale-screen', { number: shown });
}

export function isConfigured(hall: Hall, window: WindowNo): boolean {
  return hall.settings?.windows.some((each) => each.no === window) ?? false;
}
