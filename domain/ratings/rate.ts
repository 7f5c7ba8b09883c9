import { actorName } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import { accept, type Decision, refuse } from '../decision.ts';
import type { Hall } from '../hall.ts';
import { findTicket } from '../queue/find.ts';
import { isHandled, type Ticket } from '../queue/ticket.ts';
import type { Instant } from '../values.ts';

/** How long the pad at the window stands open for the one who just left it. */
export const PAD_OPEN_MS = 2 * 60_000;

export function padIsOpen(ticket: Ticket, at: Instant): boolean {
  return isHandled(ticket) && ticket.finishedAt !== null && at - ticket.finishedAt <= PAD_OPEN_MS;
}

/**
 * The pad stands before whoever just left the window: last night's A005, served past midnight, and not the A005 who
 * waits this morning. Only tickets of its own window are a pad's business.
 */
function ticketOfPad(hall: Hall, { ticket: ref, window }: CommandOf<'rate'>): Ticket | undefined {
  const id = window === null ? undefined : hall.desks.get(window)?.lastDone?.ticket;
  const last = id === undefined ? undefined : hall.tickets.get(id);
  const ticket = last !== undefined && 'number' in ref && ref.number === last.number ? last : findTicket(hall, ref);
  return ticket?.window === window ? ticket : undefined;
}

/** One rating a handled ticket, given by the citizen; nobody else can, and nothing is ever filled in. */
export function rate(hall: Hall, command: CommandOf<'rate'>): Decision {
  const { level, reasons, text, channel, by, at } = command;
  const ticket = channel === 'pad' ? ticketOfPad(hall, command) : findTicket(hall, command.ticket);
  const list = hall.settings?.ratingReasons;
  if (ticket === undefined || list === undefined) return refuse('unknown-ticket');
  if (ticket.rating !== null) return refuse('already-rated', { number: ticket.number });
  if (!isHandled(ticket)) return refuse('not-handled', { number: ticket.number });
  if (channel === 'pad' && !padIsOpen(ticket, at)) return refuse('rating-over', { number: ticket.number });
  const unknown = reasons.find((reason) => !list.items.some((item) => item.id === reason));
  if (unknown !== undefined) return refuse('unknown-reason', { reason: unknown });
  return accept(
    [
      {
        type: 'rating-given',
        ticket: ticket.id,
        level,
        channel,
        reasons,
        reasonsVersion: list.version,
        text,
        by: actorName(by),
      },
    ],
    { number: ticket.number, level },
  );
}
