import { actorName } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import { accept, type Decision, refuse } from '../decision.ts';
import type { Hall, Undo } from '../hall.ts';
import { atWindow } from './at-window.ts';
import type { Ticket } from './ticket.ts';

/**
 * Takes back the last call, finish or no-show at the window while it is fresh; what was rated stays. Whom the call
 * had ended comes back too, unless they went on meanwhile: reinstated, called elsewhere, cancelled.
 */
export function undo(hall: Hall, command: CommandOf<'undo'>): Decision {
  return atWindow(hall, command, ({ desk }) => {
    const { window, at, by } = command;
    const last = desk.undo;
    const rules = hall.settings?.rules;
    if (last === null || rules === undefined) return refuse('nothing-to-undo', { window });
    const ticket = last.what === 'call' ? asCalled(hall, last) : asEnded(hall, last.ticket);
    if (ticket === undefined || desk.ticket !== (last.what === 'call' ? ticket.id : null))
      return refuse('nothing-to-undo', { window });
    if (at - last.at > rules.undoWithinS * 1000) return refuse('undo-too-late', { window });
    const previous = last.previous === null ? undefined : asEnded(hall, last.previous);
    const rated = [ticket, previous].find((each) => each !== undefined && each.rating !== null);
    if (rated !== undefined) return refuse('already-rated', { number: rated.number });
    const { what } = last;
    return accept(
      [{ type: 'undone', what, ticket: ticket.id, window, restored: previous?.id ?? null, by: actorName(by) }],
      { what, number: ticket.number },
    );
  });
}

function asCalled(hall: Hall, { ticket }: Undo): Ticket | undefined {
  const now = hall.tickets.get(ticket.id);
  return now?.status === 'called' ? now : undefined;
}

/** The ticket, if it still stands as the key left it: done, or missed once more and nothing since. */
function asEnded(hall: Hall, before: Ticket): Ticket | undefined {
  const now = hall.tickets.get(before.id);
  const done = now?.status === 'done' && now.noShows === before.noShows;
  const missed = now?.status === 'missed' && now.noShows === before.noShows + 1;
  return done || missed ? now : undefined;
}
