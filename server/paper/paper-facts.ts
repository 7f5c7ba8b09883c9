import { Temporal } from 'temporal-polyfill';
import { waitRange } from '../../domain/forecast/foretold.ts';
import type { Hall } from '../../domain/hall.ts';
import type { Job } from '../../domain/paper/job.ts';
import type { Ticket } from '../../domain/queue/ticket.ts';
import { servicesOf } from '../../domain/queue/window-services.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { HallId, TicketId } from '../../domain/values.ts';
import type { PaperFacts, PaperJob } from '../../protocol/paper.ts';
import { languages } from '../../ui/strings/strings.ts';
import type { Core } from '../core.ts';

/** What a print agent is given for a job: the only place where a ticket's token leaves for paper. */
export async function paperJob(
  core: Core,
  hall: HallId,
  job: string,
  ticket: TicketId,
  publicUrl: string,
): Promise<PaperJob | null> {
  const url = `${publicUrl}/t/${core.tokens.ticketToken(ticket)}`;
  const facts = await core.hub.hall(hall)?.read((state) => {
    const found = state.tickets.get(ticket);
    const its = state.jobs.get(job);
    if (found === undefined || its === undefined || state.settings === null) return null;
    return paperFacts(state, state.settings, found, its, url);
  });
  return facts === null || facts === undefined ? null : { job, facts };
}

function paperFacts(hall: Hall, settings: Settings, ticket: Ticket, job: Job, url: string): PaperFacts {
  const service = settings.services.find((each) => each.id === ticket.service);
  const windows = settings.windows
    .map((window) => window.no)
    .filter((no) => servicesOf(settings, no).includes(ticket.service));
  const { noShowRule, waitWithin, ...words } = languages['zh-CN'].paper;
  const wait = ticket.foretold && waitRange(ticket.foretold);
  return {
    hall: settings.name,
    service: service?.name ?? ticket.service,
    number: ticket.number,
    ahead: ticket.aheadAtIssue,
    wait,
    windows: windows.toSorted((a, b) => a - b),
    materials: service?.materials ?? [],
    issued: localTime(ticket.issuedAt, settings.zone),
    dispenser: '',
    hotline: settings.hotline,
    url,
    copy: job.copy,
    words: {
      ...words,
      wait: wait?.low === 0 ? waitWithin : words.wait,
      noShowRule: noShowRule(settings.rules.reinstateBehind),
    },
  };
}

/** `MM-DD HH:mm` in the hall's zone. */
function localTime(at: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(local.month)}-${two(local.day)} ${two(local.hour)}:${two(local.minute)}`;
}
