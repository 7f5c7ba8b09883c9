import { Forecaster } from '../../domain/forecast/forecaster.ts';
import type { Foretold } from '../../domain/forecast/foretold.ts';
import { replay, type Visit } from '../../domain/forecast/replay.ts';
import type { RecordedCall } from './recorded-calls.ts';

/** Futures run for each who comes. */
const RUNS = 32;

/** For each call, in its place, what would have been foretold when it came, with what was known then; null: nothing. */
export function estimateCalls(calls: readonly RecordedCall[]): readonly (Foretold | null)[] {
  const estimates: (Foretold | null)[] = calls.map(() => null);
  const forecaster = new Forecaster((at) => at);
  for (const day of daysOf(calls)) {
    replay(forecaster, day, { runs: RUNS }, ({ id }, foretold) => {
      estimates[Number(id)] = foretold;
    });
  }
  return estimates;
}

/** By date, ascending; what came across midnight counts on from its own day. */
function daysOf(calls: readonly RecordedCall[]): readonly (readonly Visit[])[] {
  const days = new Map<string, Visit[]>();
  for (const { date, visit } of calls) {
    if (visit === null) continue;
    const day = days.get(date);
    if (day === undefined) days.set(date, [visit]);
    else day.push(visit);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day);
}
