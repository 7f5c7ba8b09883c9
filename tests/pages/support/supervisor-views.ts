import type { Role } from '../../../domain/actor.ts';
import { dayFigures } from '../../../domain/figures/day-figures.ts';
import type { FigureRow } from '../../../domain/figures/figure-row.ts';
import { demoHall } from '../../../domain/settings/demo-hall.ts';
import type { BoardView, DayFigures, HallView } from '../../../protocol/views.ts';
import type { Connection } from '../../../ui/connection.ts';
import type { StaffPage } from '../../../ui/staff-page.ts';
import { staffPage } from './counter-views.ts';
import { HALL } from './sample-views.ts';

const settings = demoHall();

/** The scripted hub's time, 10:32 in the hall. */
export const NOW = Date.parse('2026-10-20T02:32:00.000Z');

/** An instant some minutes ago, as the wire has it. */
export function ago(minutes: number): string {
  return new Date(NOW - minutes * 60_000).toISOString();
}

export function supervisorPage(connection: Connection, role: Role = 'supervisor'): StaffPage {
  return staffPage(connection, { staffNo: '0301', role, window: null });
}

export function publicView(): HallView {
  const services = settings.services.map(({ id, prefix, name, nameEn }) => {
    return { id, prefix, name, nameEn, waiting: 0, open: true, reason: null, wait: null };
  });
  const windows = settings.windows.map(
    ({ no, name }) => ({ no, name, status: 'open', number: null, stage: null }) as const,
  );
  return { hall: HALL, day: '2026-10-20', services, windows, announcements: [], missed: [], notices: [] };
}

type BoardWindow = BoardView['windows'][number];

export function windowAt(no: number, over: Partial<BoardWindow> = {}): BoardWindow {
  const idle = { status: 'open', number: null, stage: null, since: ago(5), pauseReason: null } as const;
  return { no, name: '综合窗口', ...idle, staff: `031${no}`, recalls: 0, service: null, choice: null, ...over };
}

/** A queue whose first in line has waited some minutes; the limit is 20. */
export function queueOf(prefix: string, minutes: number | null, limitMin = 20): BoardView['queues'][number] {
  const service = settings.services.find((one) => one.prefix === prefix)?.name ?? prefix;
  const longestMs = minutes === null ? null : minutes * 60_000;
  const longest = minutes === null ? null : `${prefix}001`;
  return { service, prefix, waiting: minutes === null ? 0 : 3, longestMs, longest, limitMin, wait: null };
}

const one: FigureRow = {
  service: 'social-insurance',
  window: 1,
  staff: '0311',
  channel: 'dispenser',
  status: 'done',
  hasToken: true,
  arrivedAt: 1,
  finishedAt: 2,
  outcome: 'done',
  noShows: 0,
  waitMs: 12 * 60_000,
  handlingMs: 8 * 60_000,
  level: null,
};

/** Twelve handled, four of them rated: 5, 5, 3 and 1; worked out by the hub's own rules. */
export function figuresOf(day: string | null): DayFigures {
  const levels = [5, 5, 3, 1];
  const rows = Array.from({ length: 12 }, (_, index) => ({ ...one, level: levels[index] ?? null }));
  return dayFigures(rows, settings, ago(0), day);
}

export function boardView(over: Partial<BoardView> = {}): BoardView {
  return {
    hall: HALL,
    day: '2026-10-20',
    totals: { waiting: 30, open: 3, windows: 4, issued: 100, handled: 57 },
    queues: [queueOf('A', 22), queueOf('B', 18), queueOf('C', 9), queueOf('D', null)],
    windows: [1, 2, 3, 4].map((no) => windowAt(no)),
    alarms: [],
    printers: [],
    screens: [],
    papers: [],
    forecast: null,
    figures: figuresOf('2026-10-20'),
    ...over,
  };
}
