import { dayFigures } from '../../domain/figures/day-figures.ts';
import { figureRow } from '../../domain/figures/figure-row.ts';
import type { ForecastFigures } from '../../domain/figures/forecast-figures.ts';
import type { Waits } from '../../domain/forecast/waits.ts';
import type { Hall } from '../../domain/hall.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { Instant } from '../../domain/values.ts';
import type { Alarm, BoardView, DayFigures, ScreenState } from '../views.ts';
import { hallFacts, newcomerWait, paperTroubles, ticketAt, time, timeOrNull, windowState } from './parts.ts';

/** What the hub knows beside the log. */
export interface AroundTheHall {
  readonly screens: readonly ScreenState[];
  /** Alarms of the installation itself: address, store. */
  readonly alarms: readonly Alarm[];
  /** Names of printers by id; those listed are shown even before they said anything. */
  readonly printers: ReadonlyMap<string, string>;
  readonly texts: ReadonlyMap<string, string>;
  readonly waits: Waits;
  /** How well the last day of service was foretold. */
  readonly forecast: ForecastFigures | null;
}

/** A working day. */
const LEAP_TOLD_MS = 8 * 3_600_000;
const FINE = new Set(['ready', 'unasked']);

/** The supervisor's day: what is now, what is wrong, and today's figures from the same tickets. */
export function boardView(hall: Hall, settings: Settings, around: AroundTheHall, at: Instant): BoardView {
  const queues = settings.services.map((service) => queueOf(hall, service, around.waits, at));
  const figures = figuresNow(hall, settings, at);
  return {
    hall: hallFacts(hall, settings),
    day: hall.day?.day ?? null,
    totals: {
      waiting: queues.reduce((sum, queue) => sum + queue.waiting, 0),
      open: [...hall.desks.values()].filter((desk) => desk.status === 'open').length,
      windows: settings.windows.length,
      issued: figures.hall.issued,
      handled: figures.hall.handled,
    },
    queues,
    windows: settings.windows.map((window) => windowLine(hall, window, around.texts)),
    alarms: [
      ...queues.flatMap((queue) => lateAlarm(queue, at)),
      ...printerAlarms(hall, around),
      ...clockAlarm(hall, at),
      ...around.alarms,
    ],
    printers: [...around.printers].map(([id, name]) => ({
      id,
      name,
      condition: hall.printers.get(id)?.condition ?? 'unreachable',
      since: time(hall.printers.get(id)?.since ?? hall.at),
      queued: [...hall.jobs.values()].filter((job) => job.printer === id && job.state === 'queued').length,
    })),
    screens: around.screens,
    papers: paperTroubles(hall),
    forecast: around.forecast,
    figures,
  };
}

export function figuresNow(hall: Hall, settings: Settings, at: Instant): DayFigures {
  const day = hall.day?.day ?? null;
  const today = [...hall.tickets.values()].filter((ticket) => ticket.day === day);
  return dayFigures(today.map(figureRow), settings, time(at), day);
}

type Queue = BoardView['queues'][number];

function queueOf(hall: Hall, service: Settings['services'][number], waits: Waits, at: Instant): Queue {
  let first: { number: string; waited: number } | null = null;
  const queue = hall.queues.get(service.id);
  for (const ticket of queue?.values() ?? []) {
    const waited = at - ticket.issuedAt - ticket.waitSkewMs;
    if (first === null || waited > first.waited) first = { number: ticket.number, waited };
  }
  const { name, prefix, waitLimitMin: limitMin } = service;
  return {
    service: name,
    prefix,
    waiting: queue?.size ?? 0,
    longestMs: first?.waited ?? null,
    longest: first?.number ?? null,
    limitMin,
    wait: newcomerWait(waits, service),
  };
}

function windowLine(
  hall: Hall,
  { no, name }: Settings['windows'][number],
  texts: ReadonlyMap<string, string>,
): BoardView['windows'][number] {
  const desk = hall.desks.get(no);
  const ticket = ticketAt(hall, no);
  const since = ticket?.arrivedAt ?? ticket?.lastCalledAt ?? desk?.since ?? null;
  const reason = desk?.pauseReason ?? null;
  return {
    no,
    name,
    ...windowState(hall, no),
    staff: desk?.staff ?? null,
    since: timeOrNull(since),
    pauseReason: reason === null ? null : (texts.get(reason) ?? null),
    recalls: ticket?.recalls ?? 0,
    choice: ticket?.choice ?? null,
    service: ticket?.service ?? null,
  };
}

function lateAlarm(queue: Queue, at: Instant): Alarm[] {
  const over = queue.longestMs === null ? 0 : queue.longestMs - queue.limitMin * 60_000;
  if (over <= 0) return [];
  const since = time((at - over) as Instant);
  return [{ kind: 'wait-limit', subject: queue.longest ?? '', detail: queue.service, since }];
}

function printerAlarms(hall: Hall, around: AroundTheHall): Alarm[] {
  return [...hall.printers]
    .filter(([id, { condition }]) => around.printers.has(id) && !FINE.has(condition)) // one taken out ails nobody
    .map(([id, { condition, since }]) => ({
      kind: 'printer',
      subject: around.printers.get(id) ?? id,
      detail: condition,
      since: time(since),
    }));
}

/** A clock that is behind is told until it is put right; one that leapt ahead until somebody must have looked. */
function clockAlarm({ clockFault: fault }: Hall, at: Instant): Alarm[] {
  if (fault === null || (fault.what === 'jumped' && at - fault.at > LEAP_TOLD_MS)) return [];
  return [{ kind: 'clock', subject: '', detail: fault.what, since: time(fault.at) }];
}
