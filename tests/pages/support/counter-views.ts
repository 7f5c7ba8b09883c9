import { demoHall } from '../../../domain/settings/demo-hall.ts';
import type {
  CounterTicket,
  CounterView,
  HallView,
  QueueLine,
  ReceptionView,
  WaitedService,
  SessionView,
} from '../../../protocol/views.ts';
import type { Connection } from '../../../ui/connection.ts';
import type { StaffPage } from '../../../ui/staff-page.ts';
import { zhCN } from '../../../ui/strings/zh-CN.ts';
import { HALL } from './sample-views.ts';

const settings = demoHall();
/** Half past ten in the hall; the scripted hub starts two minutes later. */
const HALF_PAST_TEN = Date.parse('2026-10-20T02:30:00.000Z');

/** Minutes (and seconds) after half past ten. */
export function time(minutes: number, seconds = 0): string {
  return new Date(HALF_PAST_TEN + minutes * 60_000 + seconds * 1_000).toISOString();
}

export const SERVICES: readonly WaitedService[] = settings.services.map(({ id, prefix, name, nameEn }) => ({
  id,
  prefix,
  name,
  nameEn,
  waiting: prefix === 'A' ? 2 : 0,
  open: prefix !== 'J',
  reason: prefix === 'J' ? '今日号已取完' : null,
  wait: null,
}));

const SOCIAL = 'social-insurance';

export function waitingLine(number: string, over: Partial<QueueLine> = {}): QueueLine {
  return {
    number,
    service: SOCIAL,
    category: 'ordinary',
    channel: 'dispenser',
    issuedAt: time(-3),
    limitMin: 20,
    hasNote: false,
    ...over,
  };
}

export function ticketAt(stage: 'called' | 'serving', over: Partial<CounterTicket> = {}): CounterTicket {
  return {
    number: 'A012',
    service: SOCIAL,
    category: 'elderly',
    channel: 'dispenser',
    stage,
    issuedAt: time(-20),
    calledAt: time(-1),
    arrivedAt: stage === 'serving' ? time(0) : null,
    recalls: 0,
    nextRecallAt: null,
    rule: 'accumulating',
    materials: [{ name: '户口簿', note: '首页和本人页' }],
    note: null,
    print: 'printed',
    ...over,
  };
}

/** Window 3, open, nobody there, two waiting. */
export function counterView(over: Partial<CounterView> = {}): CounterView {
  return {
    hall: HALL,
    no: 3,
    name: '综合窗口',
    status: 'open',
    staff: '0312',
    mine: true,
    pauseReason: null,
    current: null,
    queue: [waitingLine('A013'), waitingLine('A014')],
    waiting: 2,
    undo: null,
    missed: [],
    handledToday: 21,
    services: SERVICES,
    windows: [],
    rules: { recallIntervalS: 10, recallsAtMost: 3 },
    papers: [],
    ...over,
  };
}

/** Four windows, the second taken. */
export function hallView(): HallView {
  const windows = settings.windows.map(({ no, name }) => ({
    no,
    name,
    status: no === 2 ? ('open' as const) : ('closed' as const),
    number: null,
    stage: null,
  }));
  return { hall: HALL, day: '2026-10-20', services: SERVICES, windows, announcements: [], missed: [], notices: [] };
}

export function receptionView(over: Partial<ReceptionView> = {}): ReceptionView {
  return { hall: HALL, services: SERVICES, missed: [], papers: [], printer: 'ready', issued: [], ...over };
}

/** What the sign-in hands to a staff page. */
export function staffPage(connection: Connection, over: Partial<SessionView> = {}): StaffPage {
  const session: SessionView = {
    staffNo: '0312',
    name: '王芳',
    role: 'staff',
    hall: 'qingxi',
    csrfToken: 'token',
    mustChange: false,
    window: 3,
    ...over,
  };
  return { connection, session, strings: zhCN, language: 'zh-CN', signOut: () => Promise.resolve() };
}
