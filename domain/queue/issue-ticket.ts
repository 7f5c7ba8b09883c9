import { actorName } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import { accept, type Decision, refuse } from '../decision.ts';
import type { HallEvent } from '../events.ts';
import { waitRange } from '../forecast/foretold.ts';
import { foretoldNow } from '../forecast/waits.ts';
import type { Hall } from '../hall.ts';
import { paperQueued } from '../paper/paper-rules.ts';
import type { Service } from '../settings/settings.ts';
import { type Day, ticketId, ticketNumber } from '../values.ts';
import { atWindow } from './at-window.ts';
import { serviceOf } from './find.ts';
import { newTicket } from './new-ticket.ts';
import { aheadOfNewcomer, waitingBeside } from './order/ahead.ts';

/** The next number of a service's prefix today. */
function nextNumber(hall: Hall, service: Service, day: Day) {
  const sequence = (hall.sequences.get(service.prefix) ?? service.firstNumber - 1) + 1;
  const number = ticketNumber(service.prefix, sequence);
  return { sequence, number, ticket: ticketId(hall.id, day, number) };
}

/** A walk-in needs no identity, phone or code: a service is enough. */
export function issueTicket(hall: Hall, command: CommandOf<'issue-ticket'>): Decision {
  const service = serviceOf(hall, command.service);
  if (service === undefined) return refuse('unknown-service', { service: command.service });
  if (service.closedBecause !== null) return refuse('service-closed', { reason: service.closedBecause });
  if (hall.day === null) return refuse('day-closed');
  const { category, channel, printer, expectation = null, by, at } = command;
  const foretold = expectation && foretoldNow(expectation, waitingBeside(hall, service.id));
  const day = hall.day.day;
  const { sequence, number, ticket } = nextNumber(hall, service, day);
  const issue = {
    type: 'ticket-issued',
    ticket,
    number,
    sequence,
    service: service.id,
    category,
    channel,
    day,
    ahead: 0,
    foretold,
    // a person's page never shows the token: without paper the citizen holds none
    hasToken: by.kind !== 'person' || printer !== null,
    by: actorName(by),
  } as const;
  const ahead = aheadOfNewcomer(hall, newTicket(issue, hall.seq + 1, at), at);
  const events: HallEvent[] = [{ ...issue, ahead }];
  if (printer !== null) events.push(paperQueued(hall, ticket, printer, false, by));
  const print = printer === null ? 'none' : 'queued';
  return accept(events, {
    ticket,
    number,
    service: service.id,
    ahead,
    wait: foretold && waitRange(foretold),
    print,
    issuedAt: at,
  });
}

/** Somebody served without having drawn a number: a ticket of its own kind, served from the first moment. */
export function startWalkIn(hall: Hall, command: CommandOf<'start-walk-in'>): Decision {
  return atWindow(hall, command, ({ desk, staff, current }) => {
    const { window } = command;
    const service = serviceOf(hall, command.service);
    if (service === undefined) return refuse('unknown-service', { service: command.service });
    if (desk.status === 'paused') return refuse('window-paused', { window });
    if (current !== undefined) return refuse('window-busy', { window, number: current.number });
    if (hall.day === null) return refuse('day-closed');
    const day = hall.day.day;
    const next = nextNumber(hall, service, day);
    return accept([{ type: 'walk-in-started', ...next, service: service.id, day, window, staff }], {
      number: next.number,
      service: service.id,
    });
  });
}
