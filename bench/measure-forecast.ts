import { readFileSync } from 'node:fs';
import { type Foretold } from '../domain/forecast/foretold.ts';
import { HallForecaster } from '../domain/forecast/hall-forecaster.ts';
import type { Visit } from '../domain/forecast/replay.ts';
import type { Instant } from '../domain/values.ts';
import { estimateCalls } from '../server/forecast/estimate-calls.ts';
import { readRecordedCalls } from '../server/forecast/recorded-calls.ts';
import { recordQueue } from '../simulator/record-queue.ts';
import type { Bench } from './bench.ts';
import { type Figure, median } from './figures.ts';
import { type RivalEstimate, rivalEstimates } from './rival-estimates.ts';
import { pastDays, waitingHall } from './waiting-hall.ts';

const DAY_MS = 86_400_000;
const COVER = 0.8;
const WAITING = 150;
const LIMIT_MS = 5;
const RIVALS = [
  ['queue-length', 'queueLength'],
  ['head-of-line', 'headOfLine'],
  ['last-to-enter-service', 'lastToEnterService'],
] as const;

/** Somebody who waited and was served. */
interface Waited {
  readonly visit: Visit;
  readonly waitS: number;
  readonly foretold: Foretold;
  readonly rivals: RivalEstimate;
}

/** How far off the forecast is beside rules of thumb over the same people, and how long a whole hall takes. */
export function measureForecast(bench: Bench): Promise<readonly Figure[]> {
  const { calls: file, without } = bench.recording;
  const text = file === null ? recordQueue({ seed: 1, days: 10 }) : readFileSync(file, 'utf8');
  const calls = readRecordedCalls(text).calls.filter(({ visit }) => visit !== null && !without.includes(visit.service));
  const waited = waitedIn(calls);
  const days = [...new Set(waited.map(({ visit }) => Math.floor(visit.at / DAY_MS)))].sort((a, b) => a - b);
  const lateFrom = (days[Math.floor((days.length * 2) / 3)] ?? 0) * DAY_MS;
  const late = waited.filter(({ visit }) => visit.at >= lateFrom);
  bench.note(
    `wait estimate: ${days.length} days, ${waited.length} waited and were served, ${late.length} in the last third`,
  );
  return Promise.resolve([
    ...accuracy('last-third', late),
    ...accuracy('all-days', waited),
    ...[4, 12].map((windows) => reckoning(windows, bench.quick ? 50 : 300)),
  ]);
}

function waitedIn(calls: ReturnType<typeof readRecordedCalls>['calls']): readonly Waited[] {
  const visits = calls.map(({ visit }, index) => (visit === null ? null : { ...visit, id: String(index) }));
  const foretold = estimateCalls(calls.map((call, index) => ({ ...call, visit: visits[index] ?? null })));
  const rivals = rivalEstimates(visits.filter((visit) => visit !== null));
  return visits.flatMap((visit, index) => {
    const told = foretold[index];
    const by = visit === null ? undefined : rivals.get(visit);
    if (visit === null || visit.calledAt === null || visit.calledAt <= visit.at || !told || !by) return [];
    return [{ visit, waitS: (visit.calledAt - visit.at) / 1000, foretold: told, rivals: by }];
  });
}

function accuracy(over: string, waited: readonly Waited[]): readonly Figure[] {
  const off = (told: (one: Waited) => number): number => mean(waited.map((one) => Math.abs(one.waitS - told(one))));
  const value = off(({ foretold }) => foretold.p50S);
  const beside = RIVALS.map(([name, field]): Figure => {
    const against = { name, value: off(({ rivals }) => rivals[field]) };
    return { name: `wait-estimate-mae-${over}`, value, unit: 's', against };
  });
  const rivals = beside.map(({ against }): Figure => {
    return {
      name: `${against.name}-mae-${over}`,
      value: against.value,
      unit: 's',
      against: { name: 'itself', value: against.value },
    };
  });
  const covered = mean(waited.map(({ waitS, foretold }) => (waitS <= foretold.p80S ? 1 : 0)));
  const against = { name: `aim-${COVER}`, value: COVER };
  return [...beside, ...rivals, { name: `p80-cover-${over}`, value: covered, unit: 'share', against }];
}

/** All tickets of a hall foretold anew. */
function reckoning(windows: number, rounds: number): Figure {
  const full = waitingHall(windows, WAITING);
  const forecaster = new HallForecaster();
  for (const day of pastDays(full, 5)) forecaster.learn(day, full.settings.zone);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const at = (full.at + round * 1_000) as Instant;
    const began = performance.now();
    const { tickets } = forecaster.foretell(full.hall, at);
    times.push(performance.now() - began);
    if (tickets.size !== WAITING) throw new Error(`${tickets.size} of ${WAITING} foretold`);
  }
  const against = { name: `limit-${LIMIT_MS}-ms`, value: LIMIT_MS };
  return { name: `foretell-${WAITING}-waiting-${windows}-windows`, value: median(times), unit: 'ms', against };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
