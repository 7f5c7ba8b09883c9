import { actorName } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import { accept, type Decision, refuse } from '../decision.ts';
import type { Hall, Undo } from '../hall.ts';
import { atWindow } from './at-window.ts';
import type { TicketStatus } from './ticket.ts';

const STANDS_AS: Readonly<Record<Undo['what'], TicketStatus>> = { call: 'called', finish: 'done', 'no-show': 'missed' };

/** Takes back the last call, finish or no-show at the window while it is fresh; what was rated stays. */
export function undo(hall: Hall, command: CommandOf<'undo'>): Decision {
  return atWindow(hall, command, ({ desk }) => {
    const { window, at, by } = command;
    const last = desk.undo;
    const rules = hall.settings?.rules;
    if (last === null || rules === undefined) return refuse('nothing-to-undo', { window });
    const ticket = hall.tickets.get(last.ticket.id);
    const atDesk = last.what === 'call' ? last.ticket.id : null;
    if (ticket?.status !== STANDS_AS[last.what] || desk.ticket !== atDesk) return refuse('nothing-to-undo', { window });
    if (at - last.at > rules.undoWithinS * 1000) return refuse('undo-too-late', { window });
    const previous = last.previous === null ? undefined : hall.tickets.get(last.previous.id);
    if (ticket.rating !== null || (previous !== undefined && previous.rating !== null)) {
      return refuse('already-rated', { number: (previous ?? ticket).number });
    }
    return accept(
      [
        {
          type: 'undone',
          what: last.what,
          ticket: ticket.id,
          window,
          restored: last.previous?.id ?? null,
          by: actorName(by),
        },
      ],
      { what: last.what, number: ticket.number },
    );
  });
}
