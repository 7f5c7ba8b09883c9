import type { Desk, Hall } from '../../domain/hall.ts';
import { printStatus } from '../../domain/paper/paper-rules.ts';
import { rankWaiting } from '../../domain/queue/order/rank-waiting.ts';
import { isHandled, type Ticket } from '../../domain/queue/ticket.ts';
import { servicesOf } from '../../domain/queue/window-services.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { type Instant, later, type StaffNo, type WindowNo } from '../../domain/values.ts';
import type { CounterTicket, CounterView, QueueLine } from '../views.ts';
import {
  hallFacts,
  missedNumbers,
  paperTroubles,
  serviceView,
  ticketAt,
  time,
  timeOrNull,
  windowState,
} from './parts.ts';

const QUEUE_SHOWN = 50;

/** A window as the person sees it who works there, or would. */
export function counterView(
  hall: Hall,
  settings: Settings,
  no: WindowNo,
  viewer: StaffNo,
  texts: ReadonlyMap<string, string>,
  at: Instant,
): CounterView | undefined {
  const window = settings.windows.find((each) => each.no === no);
  if (window === undefined) return undefined;
  const desk = hall.desks.get(no);
  const ticket = ticketAt(hall, no);
  const called = new Set(servicesOf(settings, no));
  const queue = rankWaiting(hall, at).filter((waiting) => called.has(waiting.service));
  const pauseReason = desk?.pauseReason ?? null;
  return {
    hall: hallFacts(hall, settings),
    no,
    name: window.name,
    status: desk?.status ?? 'closed',
    staff: desk?.staff ?? null,
    mine: desk?.staff === viewer,
    pauseReason: pauseReason === null ? null : (texts.get(pauseReason) ?? null),
    current: ticket === null ? null : counterTicket(hall, settings, ticket, texts),
    queue: queue.slice(0, QUEUE_SHOWN).map((waiting) => queueLine(settings, waiting)),
    waiting: queue.length,
    undo: desk === undefined ? null : undoable(settings, desk, at),
    missed: missedNumbers(hall),
    handledToday: [...hall.tickets.values()].filter((each) => each.staff === viewer && isHandled(each)).length,
    services: settings.services.map((service) => serviceView(hall, service)),
    windows: settings.windows.map((each) => ({
      no: each.no,
      name: each.name,
      ...windowState(hall, each.no),
      staff: hall.desks.get(each.no)?.staff ?? null,
    })),
    rules: { recallIntervalS: settings.rules.recallIntervalS, recallsAtMost: settings.rules.recallsAtMost },
    papers: paperTroubles(hall),
  };
}

function counterTicket(
  hall: Hall,
  settings: Settings,
  ticket: Ticket,
  texts: ReadonlyMap<string, string>,
): CounterTicket {
  const { number, service, category, channel, recalls, lastCalledAt, note } = ticket;
  const { recallsAtMost, recallIntervalS } = settings.rules;
  const canRecall = ticket.status === 'called' && recalls < recallsAtMost && lastCalledAt !== null;
  return {
    number,
    service,
    category,
    channel,
    stage: ticket.status === 'serving' ? 'serving' : 'called',
    issuedAt: time(ticket.issuedAt),
    calledAt: time(ticket.firstCalledAt ?? ticket.issuedAt),
    arrivedAt: timeOrNull(ticket.arrivedAt),
    recalls,
    nextRecallAt: canRecall ? time(later(lastCalledAt, ticket.callSkewMs + recallIntervalS * 1000)) : null,
    rule: ticket.choice?.rule ?? '',
    materials: settings.services.find((each) => each.id === service)?.materials ?? [],
    note: note === null ? null : (texts.get(note) ?? null),
    print: printStatus(hall, ticket.id),
  };
}

function queueLine(settings: Settings, ticket: Ticket): QueueLine {
  const { number, service, category, channel, note } = ticket;
  const limitMin = settings.services.find((each) => each.id === service)?.waitLimitMin ?? 0;
  return { number, service, category, channel, issuedAt: time(ticket.issuedAt), limitMin, hasNote: note !== null };
}

function undoable(settings: Settings, { undo }: Desk, at: Instant): CounterView['undo'] {
  if (undo === null) return null;
  const until = later(undo.at, settings.rules.undoWithinS * 1000);
  return at > until ? null : { what: undo.what, number: undo.ticket.number, until: time(until) };
}
