import { Forecaster } from '../../domain/forecast/forecaster.ts';
import type { Foretold } from '../../domain/forecast/foretold.ts';
import { replay, type Visit } from '../../domain/forecast/replay.ts';
import type { RecordedCall } from './recorded-calls.ts';

/** Futures run for each who comes. */
const RUNS = 32;

const DAY_MS = 86_400_000;

/** For each call, in its place, what would have been foretold when it came, with what was known then; null: nothing. */
export function estimateCalls(calls: readonly RecordedCall[]): readonly (Foretold | null)[] {
  const estimates: (Foretold | null)[] = calls.map(() => null);
  const forecaster = new Forecaster((at) => at % DAY_MS);
  replay(forecaster, daysOf(calls), { runs: RUNS }, ({ id }, foretold) => {
    estimates[Number(id)] = foretold;
  });
  return estimates;
}

/** By date, ascending. */
function daysOf(calls: readonly RecordedCall[]): readonly (readonly Visit[])[] {
  const days = new Map<number, Visit[]>();
  for (const { visit } of calls) {
    if (visit === null) continue;
    const date = Math.floor(visit.at / DAY_MS);
    const day = days.get(date);
    if (day === undefined) days.set(date, [visit]);
    else day.push(visit);
  }
  return [...days].sort(([a], [b]) => a - b).map(([, day]) => day);
}
