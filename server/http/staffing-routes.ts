import type { Router } from 'express';
import type { Store } from '../../db/store.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { staffingAdvice, TARGET_MIN, TARGET_SHARE } from '../../domain/staffing/advice.ts';
import { alreadySo, whatIf, type WindowChange } from '../../domain/staffing/what-if.ts';
import { dayAt, dayLater, weekdayOf } from '../../domain/day/calendar.ts';
import { type Day, type HallId, parseDay, parseWindowNo } from '../../domain/values.ts';
import { type StaffingView, targetText } from '../../protocol/schemas/staffing-schema.ts';
import type { WhatIfView } from '../../protocol/schemas/what-if-schema.ts';
import { time } from '../../protocol/views/parts.ts';
import { DAYS_BACK, HallHistory } from '../staffing/hall-history.ts';
import { administrator } from './administrator.ts';
import type { Context } from './context.ts';
import { type Fault, sendProblem } from './problem.ts';

/** How many windows a day should have, half hour by half hour. */
export function staffingRoutes(router: Router, context: Context): void {
  const histories = new WeakMap<Store, HallHistory>(); // a restore brings another store
  const historyOf = (store: Store): HallHistory => {
    const history = histories.get(store) ?? new HallHistory(store);
    histories.set(store, history);
    return history;
  };

  router.get('/halls/:hall/staffing', async (request, response) => {
    const reader = await administrator(context, 'read-reports', request, response);
    if (reader === undefined) return;
    const { day, target } = request.query;
    const faults: Fault[] = [];
    if (day !== undefined && !isDayWithPast(day)) faults.push({ path: 'day', message: 'YYYY-MM-DD' });
    if (target !== undefined && !targetText.safeParse(target).success)
      faults.push({ path: 'target', message: '1–120 minutes' });
    if (faults.length > 0) {
      sendProblem(request, response, 400, 'invalid', { errors: faults });
      return;
    }
    const { store } = context.core();
    const asked = { day: parseDay(day) ?? null, minutes: target === undefined ? null : Number(target) };
    response.json(await staffing(context, historyOf(store), reader.hall, asked));
  });

  router.get('/halls/:hall/what-if', async (request, response) => {
    const reader = await administrator(context, 'watch-board', request, response);
    if (reader === undefined) return;
    const change = changeAsked(request.query);
    if (change === undefined) {
      sendProblem(request, response, 400, 'invalid', { errors: [{ path: 'open', message: 'open=3 or close=2' }] });
      return;
    }
    const answer = await outlook(context, reader.hall, change);
    if (answer === 'unknown-window') sendProblem(request, response, 404, answer);
    else if (answer === 'window-taken' || answer === 'window-closed') sendProblem(request, response, 409, answer);
    else response.json(answer);
  });
}

/** A date with all the days before it that are looked at: not the first weeks of the calendar. */
function isDayWithPast(raw: unknown): boolean {
  const day = parseDay(raw);
  return day !== undefined && parseDay(dayLater(day, -DAYS_BACK)) !== undefined;
}

type NoAnswer = 'unknown-window' | 'window-taken' | 'window-closed';

/** Both runs in one turn, of one state: a few milliseconds. */
async function outlook(
  context: Context,
  hall: HallId,
  change: WindowChange,
): Promise<WhatIfView | NoAnswer | undefined> {
  return context
    .core()
    .hub.hall(hall)
    ?.read((state, _, at) => {
      const { settings } = state;
      const { what, window } = change;
      if (settings === null || !settings.windows.some(({ no }) => no === window)) return 'unknown-window';
      if (alreadySo(state, change)) return what === 'open' ? 'window-taken' : 'window-closed';
      const told = whatIf(state, settings, change, context.forecasts().knowledge(hall), at);
      return { at: time(at), what, window, ...told };
    });
}

/** `open=3` or `close=2`, one of them. */
function changeAsked(query: Readonly<Record<string, unknown>>): WindowChange | undefined {
  const { open, close } = query;
  if ((open === undefined) === (close === undefined)) return undefined;
  const window = parseWindowNo(open ?? close);
  return window === undefined ? undefined : { what: open === undefined ? 'close' : 'open', window };
}

interface Asked {
  /** Null: today. */
  readonly day: Day | null;
  /** Null: as the hall's services promise. */
  readonly minutes: number | null;
}

async function staffing(
  context: Context,
  history: HallHistory,
  hall: HallId,
  asked: Asked,
): Promise<StaffingView | undefined> {
  const { hub } = context.core();
  const settings = await hub.hall(hall)?.read((state) => state.settings);
  if (settings === null || settings === undefined) return undefined;
  const today = dayAt(hub.now(), settings.zone).day;
  const day = asked.day ?? today;
  const end = day < today ? day : today; // what is not over tells of no whole day
  const target = { minutes: asked.minutes ?? promisedMin(settings), share: TARGET_SHARE };
  const weekday = weekdayOf(day);
  const { basis, days, halfHours } = staffingAdvice(await history.before(end, hall, settings.zone), weekday, target);
  return {
    day,
    at: time(hub.now()),
    from: dayLater(end, -DAYS_BACK),
    to: dayLater(end, -1),
    weekday,
    basis,
    days: [...days],
    target,
    halfHours: [...halfHours],
  };
}

/** The shortest wait that any open service promises: the windows are for all of them. */
function promisedMin({ services }: Settings): number {
  const limits = services.flatMap(({ closedBecause, waitLimitMin }) => (closedBecause === null ? [waitLimitMin] : []));
  return limits.length === 0 ? TARGET_MIN : Math.min(...limits);
}
