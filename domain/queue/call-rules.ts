import type { CommandOf } from '../commands.ts';
import { accept, type Decision, refuse } from '../decision.ts';
import type { HallEvent } from '../events.ts';
import type { Hall } from '../hall.ts';
import { atWindow } from './at-window.ts';
import { chooseNext } from './order/pick-next.ts';
import { sinceCallMs } from './ticket.ts';

/** Calls whoever is next by the order, and ends what stands at the window: served is done, called is missed. */
export function callNext(hall: Hall, command: CommandOf<'call-next'>): Decision {
  return atWindow(hall, command, ({ desk, staff, current }) => {
    const { window, at } = command;
    if (desk.status === 'paused') return refuse('window-paused', { window });
    const chosen = chooseNext(hall, desk, at);
    if (chosen === undefined) return refuse('nobody-waiting', { window });
    const { ticket: next, choice } = chosen;
    const called: HallEvent = {
      type: 'ticket-called',
      ticket: next.id,
      window,
      staff,
      choice,
      announcement: hall.lastAnnouncement + 1,
      ended: current?.id ?? null,
    };
    const answer = { number: next.number, service: next.service, category: next.category, rule: choice.rule };
    if (current === undefined) return accept([called], answer);
    const ended: HallEvent =
      current.status === 'serving'
        ? { type: 'ticket-finished', ticket: current.id, window, staff, outcome: 'done', ending: 'ended-by-next' }
        : { type: 'ticket-missed', ticket: current.id, window, ending: 'ended-by-next', announcement: null };
    return accept([ended, called], answer);
  });
}

export function recall(hall: Hall, command: CommandOf<'recall'>): Decision {
  return atWindow(hall, command, ({ current }) => {
    const rules = hall.settings?.rules;
    if (current === undefined || rules === undefined) return refuse('nobody-at-window', { window: command.window });
    if (current.status !== 'called') return refuse('already-arrived', { number: current.number });
    if (current.recalls >= rules.recallsAtMost) return refuse('recalled-enough', { number: current.number });
    const wait = rules.recallIntervalS * 1000 - (sinceCallMs(current, command.at) ?? 0);
    if (wait > 0) return refuse('recall-too-soon', { retryAfterS: Math.ceil(wait / 1000) });
    return accept(
      [
        {
          type: 'ticket-recalled',
          ticket: current.id,
          window: command.window,
          announcement: hall.lastAnnouncement + 1,
        },
      ],
      { number: current.number, recalls: current.recalls + 1 },
    );
  });
}

/** Called is not serving: the arrival starts the handling time. */
export function arrive(hall: Hall, command: CommandOf<'arrive'>): Decision {
  return atWindow(hall, command, ({ current }) => {
    const { window } = command;
    if (current === undefined) return refuse('nobody-at-window', { window });
    if (current.status !== 'called') return refuse('already-arrived', { number: current.number });
    return accept([{ type: 'ticket-arrived', ticket: current.id, window, arrival: 'button' }], {
      number: current.number,
    });
  });
}

/** The set time after the call has run out; the hub's own command, gone stale when anything happened meanwhile. */
export function arriveByItself(hall: Hall, { window, ticket }: CommandOf<'arrive-by-itself'>): Decision {
  const called = hall.tickets.get(ticket);
  if (called?.status !== 'called' || called.window !== window) return accept([]);
  return accept([{ type: 'ticket-arrived', ticket, window, arrival: 'automatic' }]);
}

export function finish(hall: Hall, command: CommandOf<'finish'>): Decision {
  return atWindow(hall, command, ({ current, staff }) => {
    const { window, outcome } = command;
    if (current === undefined) return refuse('nobody-at-window', { window });
    const arrived: HallEvent = { type: 'ticket-arrived', ticket: current.id, window, arrival: 'automatic' };
    const finished: HallEvent = {
      type: 'ticket-finished',
      ticket: current.id,
      window,
      staff,
      outcome,
      ending: 'finish',
    };
    const events = current.status === 'called' ? [arrived, finished] : [finished];
    return accept(events, { number: current.number, outcome });
  });
}

/** Allowed at once: the clerk sees the hall, the program does not. */
export function noShow(hall: Hall, command: CommandOf<'no-show'>): Decision {
  return atWindow(hall, command, ({ current }) => {
    const { window } = command;
    if (current === undefined) return refuse('nobody-at-window', { window });
    if (current.status !== 'called') return refuse('already-arrived', { number: current.number });
    const announcement = (hall.settings?.noShowText ?? null) === null ? null : hall.lastAnnouncement + 1;
    return accept([{ type: 'ticket-missed', ticket: current.id, window, ending: 'no-show', announcement }], {
      number: current.number,
    });
  });
}
