import type { TicketRef } from '../commands.ts';
import type { Hall } from '../hall.ts';
import type { Service } from '../settings/settings.ts';
import type { ServiceId } from '../values.ts';
import type { Ticket } from './ticket.ts';

/** A ticket by today's number or by its id. */
export function findTicket(hall: Hall, ref: TicketRef): Ticket | undefined {
  const id = 'id' in ref ? ref.id : hall.byNumber.get(ref.number);
  return id === undefined ? undefined : hall.tickets.get(id);
}

export function serviceOf(hall: Hall, id: ServiceId): Service | undefined {
  return hall.settings?.services.find((service) => service.id === id);
}
