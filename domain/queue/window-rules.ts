import { actorName } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import { accept, type Decision, refuse } from '../decision.ts';
import type { Hall } from '../hall.ts';
import { atWindow, checkFreshness, isConfigured } from './at-window.ts';

/** Staff may open any free window; opening one's own again goes on where one was. */
export function openWindow(hall: Hall, command: CommandOf<'open-window'>): Decision {
  const { window, by } = command;
  if (!isConfigured(hall, window)) return refuse('unknown-window', { window });
  if (by.kind !== 'person') return refuse('not-your-window', { window });
  const desk = hall.desks.get(window);
  if (desk !== undefined && desk.staff !== by.staffNo) return refuse('window-taken', { window, staff: desk.staff });
  const stale = checkFreshness(hall, command);
  if (stale !== undefined) return stale;
  if (desk !== undefined) return accept([], { window, status: desk.status });
  return accept([{ type: 'window-opened', window, staff: by.staffNo }], { window, status: 'open' });
}

export function pauseWindow(hall: Hall, command: CommandOf<'pause-window'>): Decision {
  return atWindow(hall, command, ({ desk, staff }) => {
    if (desk.status === 'paused') return refuse('window-paused', { window: desk.window });
    const { window, reason } = command;
    return accept([{ type: 'window-paused', window, staff, reason }], { window, status: 'paused' });
  });
}

export function continueWindow(hall: Hall, command: CommandOf<'continue-window'>): Decision {
  return atWindow(hall, command, ({ desk, staff }) => {
    const { window } = command;
    if (desk.status === 'open') return accept([], { window, status: 'open' });
    return accept([{ type: 'window-continued', window, staff }], { window, status: 'open' });
  });
}

/**
 * Whoever works there closes it, or a supervisor for them. Somebody called who has not come yet goes back into the
 * queue: it is not their fault. Somebody being served must be finished first, except by a supervisor, who ends it.
 */
export function closeWindow(hall: Hall, command: CommandOf<'close-window'>): Decision {
  const { window, by } = command;
  const oversees = by.kind === 'person' && (by.role === 'supervisor' || by.role === 'administrator');
  const desk = hall.desks.get(window);
  const press = oversees && desk !== undefined ? { ...command, by: { ...by, staffNo: desk.staff } } : command;
  return atWindow(hall, press, ({ current, staff }) => {
    const closed = { type: 'window-closed', window, by: actorName(by) } as const;
    const answer = { window, status: 'closed' };
    if (current === undefined) return accept([closed], answer);
    if (current.status === 'called') {
      return accept([{ type: 'ticket-returned', ticket: current.id, window }, closed], answer);
    }
    if (!oversees) return refuse('window-busy', { window, number: current.number });
    const finished = {
      type: 'ticket-finished',
      ticket: current.id,
      window,
      staff,
      outcome: 'done',
      ending: 'finish',
    } as const;
    return accept([finished, closed], answer);
  });
}
