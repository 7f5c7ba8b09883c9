import { type Actor, actorName } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import { accept, type Decision, refuse } from '../decision.ts';
import type { HallEvent } from '../events.ts';
import type { Hall } from '../hall.ts';
import { findTicket } from '../queue/find.ts';
import type { Instant, TicketId } from '../values.ts';
import { type Job, LEASE_MS, type PrinterId, type PrintStatus, STALE_AFTER_MS } from './job.ts';

export function paperQueued(hall: Hall, ticket: TicketId, printer: PrinterId, copy: boolean, by: Actor): HallEvent {
  const job = `${ticket}/${String((hall.papers.get(ticket)?.length ?? 0) + 1)}`;
  return { type: 'paper-queued', job, ticket, printer, copy, by: actorName(by) };
}

export function lastJob(hall: Hall, ticket: TicketId): Job | undefined {
  const last = hall.papers.get(ticket)?.at(-1);
  return last === undefined ? undefined : hall.jobs.get(last);
}

/** The paper's state as people are told it. */
export function printStatus(hall: Hall, ticket: TicketId): PrintStatus {
  const job = lastJob(hall, ticket);
  if (job === undefined) return 'none';
  return job.state === 'sending' ? 'queued' : job.state;
}

/** A dispenser may ask for another paper of what it issued itself this short while ago. */
const JUST_ISSUED_MS = 2 * 60_000;

/** Another paper for the same ticket, marked 补打; never while one may still come out. */
export function reprint(hall: Hall, { ticket: ref, printer, by, at }: CommandOf<'reprint'>): Decision {
  const ticket = findTicket(hall, ref);
  if (ticket === undefined) return refuse('unknown-ticket');
  const justHere = ticket.issuedBy === actorName(by) && at - ticket.issuedAt <= JUST_ISSUED_MS;
  if (by.kind === 'device' && !justHere) return refuse('unknown-ticket');
  if (ticket.status === 'cancelled' || ticket.status === 'expired')
    return refuse('ticket-closed', { stands: ticket.status });
  if (printer === null) return refuse('no-printer');
  const state = lastJob(hall, ticket.id)?.state;
  if (state === 'queued' || state === 'sending') return refuse('paper-under-way', { number: ticket.number });
  return accept([paperQueued(hall, ticket.id, printer, true, by)], { number: ticket.number, print: 'queued' });
}

/** A person saw whether the paper came: that is the truth, whatever the printer said. */
export function confirmPaper(hall: Hall, { ticket: ref, came, by }: CommandOf<'confirm-paper'>): Decision {
  const ticket = findTicket(hall, ref);
  if (ticket === undefined) return refuse('unknown-ticket');
  const job = lastJob(hall, ticket.id);
  if (job === undefined) return refuse('no-paper', { number: ticket.number });
  if (job.state === 'queued' || job.state === 'sending') return refuse('paper-under-way', { number: ticket.number });
  const state = came ? 'printed' : 'failed';
  const answer = { number: ticket.number, print: state };
  if (job.state === state) return accept([], answer);
  return accept(
    [{ type: 'paper-settled', job: job.id, state, failure: came ? null : 'refused', by: actorName(by) }],
    answer,
  );
}

/** Too old, or for a ticket that no longer waits: never printed by itself. A copy was asked for by a person who stands there. */
function isStale(hall: Hall, job: Job, at: Instant): boolean {
  if (at - job.queuedAt > STALE_AFTER_MS) return true;
  return !job.copy && hall.tickets.get(job.ticket)?.status !== 'waiting';
}

function settled(job: Job, state: 'failed' | 'unknown', by: Actor): HallEvent {
  return { type: 'paper-settled', job: job.id, state, failure: state === 'failed' ? 'stale' : null, by: actorName(by) };
}

/**
 * A printer takes its next job. What it still had out was lost with the agent that held it: unknown.
 * The answer is committed before the first byte goes to the paper.
 */
export function claimPaper(hall: Hall, { printer, by, at }: CommandOf<'claim-paper'>): Decision {
  const events: HallEvent[] = [];
  for (const job of hall.jobs.values()) {
    if (job.printer !== printer) continue;
    if (job.state === 'sending') events.push(settled(job, 'unknown', by));
    if (job.state !== 'queued') continue;
    if (isStale(hall, job, at)) {
      events.push(settled(job, 'failed', by));
      continue;
    }
    events.push({ type: 'paper-sending', job: job.id, printer });
    return accept(events, { job: job.id, ticket: job.ticket });
  }
  return accept(events, { job: null });
}

/** What came of a job, told by its printer; told again it changes nothing, and a person's word stands above it. */
export function settlePaper(hall: Hall, { job: id, printer, state, failure, by }: CommandOf<'settle-paper'>): Decision {
  const job = hall.jobs.get(id);
  if (job?.printer !== printer) return refuse('unknown-job', { job: id });
  if (job.state === state) return accept([], { job: id, state });
  if (job.state !== 'sending' && job.state !== 'unknown') return refuse('paper-settled', { job: id, state: job.state });
  return accept([{ type: 'paper-settled', job: id, state, failure, by: actorName(by) }], { job: id, state });
}

/** The clockwork's end of a job nobody took or nobody answered for. */
export function giveUpPaper(hall: Hall, { job: id, by, at }: CommandOf<'give-up-paper'>): Decision {
  const job = hall.jobs.get(id);
  const end = job === undefined ? undefined : overdue(job, at);
  return accept(job === undefined || end === undefined ? [] : [settled(job, end, by)]);
}

export function overdue(job: Job, at: Instant): 'failed' | 'unknown' | undefined {
  if (job.state === 'queued' && at - job.queuedAt > STALE_AFTER_MS) return 'failed';
  if (job.state === 'sending' && job.sentAt !== null && at - job.sentAt > LEASE_MS) return 'unknown';
  return undefined;
}

export function reportPrinter(hall: Hall, { printer, condition }: CommandOf<'report-printer'>): Decision {
  if (hall.printers.get(printer)?.condition === condition) return accept([], { condition });
  return accept([{ type: 'printer-changed', printer, condition }], { condition });
}
