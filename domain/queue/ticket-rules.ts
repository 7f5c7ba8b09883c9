import { actorName } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import { accept, type Decision, refuse } from '../decision.ts';
import type { HallEvent } from '../events.ts';
import type { Hall } from '../hall.ts';
import { atWindow } from './at-window.ts';
import { findTicket, serviceOf } from './find.ts';
import { sinceBehind } from './order/since-behind.ts';
import type { ServiceId, WindowNo } from '../values.ts';
import { isClosed } from './ticket.ts';
import { servicesOf } from './window-services.ts';

/** Takes a ticket out of the queue without a trace in the figures: a double tap, a wrong button, a change of mind. */
export function cancelTicket(hall: Hall, { ticket: ref, by }: CommandOf<'cancel-ticket'>): Decision {
  const ticket = findTicket(hall, ref);
  if (ticket === undefined) return refuse('unknown-ticket');
  if (isClosed(ticket)) return refuse('ticket-closed', { stands: ticket.status });
  if (ticket.status === 'serving') return refuse('already-arrived', { number: ticket.number });
  return accept([{ type: 'ticket-cancelled', ticket: ticket.id, by: actorName(by) }], {
    number: ticket.number,
    status: 'cancelled',
  });
}

/**
 * The number and the time waited stay; only the queue changes. Somebody called to a window that does not serve the
 * true service goes back into the queue with it.
 */
export function changeService(hall: Hall, { ticket: ref, service, by }: CommandOf<'change-service'>): Decision {
  const ticket = findTicket(hall, ref);
  if (ticket === undefined) return refuse('unknown-ticket');
  if (serviceOf(hall, service) === undefined) return refuse('unknown-service', { service });
  if (isClosed(ticket)) return refuse('ticket-closed', { stands: ticket.status });
  if (ticket.service === service) return refuse('same-service', { service });
  const { id, window, status } = ticket;
  const changed: HallEvent = { type: 'service-changed', ticket: id, from: ticket.service, service, by: actorName(by) };
  const astray = status === 'called' && window !== null && !serves(hall, window, service);
  const events: HallEvent[] = astray ? [changed, { type: 'ticket-returned', ticket: id, window }] : [changed];
  return accept(events, { number: ticket.number, service });
}

function serves(hall: Hall, window: WindowNo, service: ServiceId): boolean {
  return hall.settings !== null && servicesOf(hall.settings, window).includes(service);
}

/** A missed ticket goes back into its queue, a few places down, as its paper says. */
export function reinstate(hall: Hall, { ticket: ref, by, at }: CommandOf<'reinstate'>): Decision {
  const ticket = findTicket(hall, ref);
  if (ticket === undefined || hall.settings === null) return refuse('unknown-ticket');
  if (ticket.status !== 'missed') return refuse('not-missed', { stands: ticket.status });
  const since = sinceBehind(hall, ticket, hall.settings.rules.reinstateBehind, at);
  return accept([{ type: 'ticket-reinstated', ticket: ticket.id, since, by: actorName(by) }], {
    number: ticket.number,
    status: 'waiting',
  });
}

/** A note on the ticket at the window; only windows see it. */
export function writeNote(hall: Hall, command: CommandOf<'write-note'>): Decision {
  return atWindow(hall, command, ({ current }) => {
    if (current === undefined) return refuse('nobody-at-window', { window: command.window });
    return accept([{ type: 'note-written', ticket: current.id, text: command.text, by: actorName(command.by) }], {
      number: current.number,
    });
  });
}
