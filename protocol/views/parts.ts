import { readingText } from '../../domain/announcement/reading.ts';
import { mandarinSaying } from '../../domain/announcement/sayings.ts';
import { type Foretold, waitRange } from '../../domain/forecast/foretold.ts';
import type { Waits } from '../../domain/forecast/waits.ts';
import type { Announcement, Hall } from '../../domain/hall.ts';
import { lastJob, printStatus } from '../../domain/paper/paper-rules.ts';
import { orderFacts } from '../../domain/queue/order/order-facts.ts';
import type { Ticket } from '../../domain/queue/ticket.ts';
import type { Service, Settings } from '../../domain/settings/settings.ts';
import type { Instant, WindowNo } from '../../domain/values.ts';
import type {
  AnnouncementView,
  HallView,
  HallWindow,
  PaperTrouble,
  ServiceView,
  Time,
  WaitedService,
  WaitRange,
} from '../views.ts';

const MISSED_SHOWN = 12;

/** RFC 3339 UTC with milliseconds. */
export function time(at: Instant): Time {
  return new Date(at).toISOString();
}

export function timeOrNull(at: Instant | null): Time | null {
  return at === null ? null : time(at);
}

export function hallFacts(hall: Hall, settings: Settings): HallView['hall'] {
  const { name, nameEn, mark, hotline, zone } = settings;
  return { id: hall.id, name, nameEn, mark, hotline, zone, order: orderFacts(settings.rules) };
}

export function serviceView(hall: Hall, service: Service): ServiceView {
  const { id, prefix, name, nameEn, closedBecause } = service;
  const waiting = hall.queues.get(id)?.size ?? 0;
  return { id, prefix, name, nameEn, waiting, open: closedBecause === null, reason: closedBecause };
}

/** With what an ordinary ticket taken now would be told. */
export function waitedService(hall: Hall, service: Service, waits: Waits): WaitedService {
  return { ...serviceView(hall, service), wait: newcomerWait(waits, service) };
}

/** Nobody can come to a service that is closed. */
export function newcomerWait(waits: Waits, { id, closedBecause }: Service): WaitRange {
  return closedBecause === null ? rangeOf(waits.newcomers.get(id)?.ordinary) : null;
}

export function rangeOf(foretold: Foretold | null | undefined): WaitRange {
  return foretold === null || foretold === undefined ? null : waitRange(foretold);
}

export function ticketAt(hall: Hall, window: WindowNo): Ticket | null {
  const id = hall.desks.get(window)?.ticket ?? null;
  return id === null ? null : (hall.tickets.get(id) ?? null);
}

export function windowState(hall: Hall, window: WindowNo): Pick<HallWindow, 'status' | 'number' | 'stage'> {
  const ticket = ticketAt(hall, window);
  const stage = ticket === null ? null : ticket.status === 'serving' ? 'serving' : 'called';
  return { status: hall.desks.get(window)?.status ?? 'closed', number: ticket?.number ?? null, stage };
}

export function announcementView(
  { no, kind, number, window, text, at }: Announcement,
  settings: Settings,
): AnnouncementView {
  const { tokens } = mandarinSaying(settings, text); // the caption is what is spoken
  return { no, kind, number, window, text, reading: readingText(tokens), at: time(at) };
}

/** Missed and not reinstated, newest first. */
export function missedNumbers(hall: Hall): readonly string[] {
  return [...hall.tickets.values()]
    .filter((ticket) => ticket.status === 'missed')
    .sort((a, b) => (b.lastCalledAt ?? 0) - (a.lastCalledAt ?? 0))
    .slice(0, MISSED_SHOWN)
    .map((ticket) => ticket.number);
}

/** Tickets that still wait and whose paper failed or may not have come; newest first, at most 20. */
export function paperTroubles(hall: Hall): readonly PaperTrouble[] {
  const troubles: PaperTrouble[] = [];
  for (const id of [...hall.papers.keys()].reverse()) {
    const ticket = hall.tickets.get(id);
    const print = printStatus(hall, id);
    if (ticket?.status !== 'waiting' || (print !== 'failed' && print !== 'unknown')) continue;
    const job = lastJob(hall, id);
    troubles.push({
      number: ticket.number,
      print,
      failure: job?.failure ?? null,
      at: time(job?.settledAt ?? ticket.issuedAt),
    });
    if (troubles.length === 20) break;
  }
  return troubles;
}
