import { handlingMs, waitMs, type Ticket } from '../domain/queue/ticket.ts';
import type { HallId } from '../domain/values.ts';
import type { TicketRow } from './store.ts';

/** A ticket as the reports read it. */
export function ticketRow(hall: HallId, ticket: Ticket): TicketRow {
  return {
    hall,
    id: ticket.id,
    day: ticket.day,
    number: ticket.number,
    service: ticket.service,
    category: ticket.category,
    channel: ticket.channel,
    status: ticket.status,
    hasToken: ticket.hasToken,
    issuedAt: ticket.issuedAt,
    firstCalledAt: ticket.firstCalledAt,
    lastCalledAt: ticket.lastCalledAt,
    arrivedAt: ticket.arrivedAt,
    arrival: ticket.arrival,
    finishedAt: ticket.finishedAt,
    window: ticket.window,
    staff: ticket.staff,
    outcome: ticket.outcome,
    ending: ticket.ending,
    rule: ticket.choice?.rule ?? null,
    noShows: ticket.noShows,
    waitMs: waitMs(ticket),
    handlingMs: handlingMs(ticket),
    foretoldP50S: ticket.foretold?.p50S ?? null,
    foretoldP80S: ticket.foretold?.p80S ?? null,
  };
}
