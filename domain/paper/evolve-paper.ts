import type { HallEvent } from '../events.ts';
import { changeTicket, type LiveHall } from '../live-hall.ts';
import { unreachable } from '../values.ts';
import type { Job } from './job.ts';

export type PaperEvent = Extract<
  HallEvent,
  { type: 'paper-queued' | 'paper-sending' | 'paper-settled' | 'printer-changed' }
>;

export function evolvePaper(hall: LiveHall, event: PaperEvent): void {
  const at = hall.at;
  switch (event.type) {
    case 'paper-queued': {
      const { job: id, ticket, printer, copy } = event;
      const job: Job = {
        id,
        ticket,
        printer,
        copy,
        state: 'queued',
        queuedAt: at,
        sentAt: null,
        settledAt: null,
        failure: null,
      };
      hall.jobs.set(id, job);
      hall.papers.set(ticket, [...(hall.papers.get(ticket) ?? []), id]);
      changeTicket(hall, ticket, { hasToken: true });
      return;
    }
    case 'paper-sending':
      change(hall, event.job, { state: 'sending', sentAt: at });
      return;
    case 'paper-settled':
      change(hall, event.job, { state: event.state, failure: event.failure, settledAt: at });
      return;
    case 'printer-changed':
      hall.printers.set(event.printer, { condition: event.condition, since: at });
      return;
    default:
      unreachable(event);
  }
}

function change(hall: LiveHall, id: string, to: Partial<Job>): void {
  const job = hall.jobs.get(id);
  if (job === undefined) throw new Error(`event names a paper that is not there: ${id}`);
  hall.jobs.set(id, { ...job, ...to });
}
