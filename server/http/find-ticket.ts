import type { Request } from 'express';
import type { HallId, TicketId } from '../../domain/values.ts';
import type { TicketView } from '../../protocol/views.ts';
import { aheadNow, pastTicketView, ticketView } from '../../protocol/views/ticket-view.ts';
import { readTicketId } from '../tokens.ts';
import { addressOf, type Context } from './context.ts';

export interface FoundTicket {
  readonly hall: HallId;
  readonly ticket: TicketId;
  readonly view: TicketView;
}

/** The ticket of a token as its citizen sees it, today's or an earlier day's. Unknown tokens count against the address. */
export async function findByToken(
  context: Context,
  request: Request,
  token: string,
): Promise<FoundTicket | 'too-many' | undefined> {
  const core = context.core();
  const ticket = core.tokens.readTicketToken(token);
  const parts = ticket === undefined ? undefined : readTicketId(ticket);
  const loop = parts === undefined ? undefined : core.hub.hall(parts.hall);
  if (ticket === undefined || parts === undefined || loop === undefined) {
    return context.countStranger(addressOf(request)) ? 'too-many' : undefined;
  }
  const live = await loop.read((state, _, at) => {
    const found = state.tickets.get(ticket);
    if (found === undefined || state.settings === null) return undefined;
    const ahead = found.status === 'waiting' ? aheadNow(state, at) : new Map<TicketId, number>();
    return ticketView(state, state.settings, found, ahead, context.forecasts().waits(parts.hall));
  });
  const view = live ?? (await pastTicket(context, parts.hall, ticket));
  return view === undefined ? undefined : { hall: parts.hall, ticket, view };
}

async function pastTicket(context: Context, hall: HallId, ticket: TicketId): Promise<TicketView | undefined> {
  const core = context.core();
  const row = await core.store.records.ticket(hall, ticket);
  if (row === undefined) return undefined;
  return core.hub
    .hall(hall)
    ?.read((state) => (state.settings === null ? undefined : pastTicketView(state, state.settings, row)));
}
