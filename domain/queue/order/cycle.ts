import type { Hall } from '../../hall.ts';
import type { LiveHall } from '../../live-hall.ts';
import type { ServiceId, WindowNo } from '../../values.ts';
import type { Choice } from '../ticket.ts';
import { servicesOf } from '../window-services.ts';
import { FIRST_TURN, type Turn, type TurnMove } from './order-rule.ts';

const names = new WeakMap<readonly ServiceId[], string>();

/**
 * Windows that call the same services share one cycle; a hall-wide one would give a window for ordinary matters the
 * turns of all the others.
 */
export function cycleOf(called: readonly ServiceId[]): string {
  const known = names.get(called);
  if (known !== undefined) return known;
  const name = called.toSorted().join(' ');
  names.set(called, name);
  return name;
}

/** Where the cycle of the windows stands that call these services; it begins anew each day. */
export function turnOf(hall: Hall, called: readonly ServiceId[]): Turn {
  return hall.turns.get(cycleOf(called)) ?? FIRST_TURN;
}

/** A call that was a turn of a cycle moves it; undefined: it was not. */
export function moveTurn(hall: LiveHall, window: WindowNo, { turn }: Choice): TurnMove | undefined {
  if (turn === undefined || hall.settings === null) return undefined;
  const cycle = cycleOf(servicesOf(hall.settings, window));
  const before = hall.turns.get(cycle) ?? null;
  const after = { of: turn.of, made: turn.made };
  hall.turns.set(cycle, after);
  return { cycle, before, after };
}

/** Puts the cycle back where it stood before a call, unless others have called on from there. */
export function takeBackTurn(hall: LiveHall, { cycle, before, after }: TurnMove): void {
  const now = hall.turns.get(cycle);
  if (now?.of !== after.of || now.made !== after.made) return;
  if (before === null) hall.turns.delete(cycle);
  else hall.turns.set(cycle, before);
}
