import { expect, it } from 'vitest';
import { nearestRank } from '../../domain/figures/tally.ts';
import { orderOf } from '../../domain/queue/order/order-of.ts';
import { FIRST_TURN, type OrderRule, type Waiting } from '../../domain/queue/order/order-rule.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import type { Rules } from '../../domain/settings/settings.ts';
import { MINUTE } from '../support/hall-spec.ts';
import { seeded } from '../support/seeded.ts';

const WINDOWS = 3;
const DAYS = 1500;
const DAY_MIN = 8 * 60;
const MEAN_MIN = 8;
const CV = 0.8;
const LOAD = 0.93;
const PRIORITY_SHARE = 0.3;

const SIGMA = Math.sqrt(Math.log(1 + CV * CV));
const MU = Math.log(MEAN_MIN) - (SIGMA * SIGMA) / 2;

interface Waits {
  readonly priority: number[];
  readonly ordinary: number[];
}

/** A day that starts empty and ends when all are served, as METRICS has it; waits in minutes go into `waits`. */
function simulateDay(rule: OrderRule, chance: () => number, waits: Waits): void {
  const exponential = (): number => (-Math.log(1 - chance()) * MEAN_MIN) / (LOAD * WINDOWS);
  const serviceMin = (): number => {
    const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
    return Math.exp(MU + SIGMA * normal);
  };
  const lanes = { priority: [] as Waiting[], ordinary: [] as Waiting[] };
  const next = { priority: 0, ordinary: 0 };
  const freeAt = Array<number>(WINDOWS).fill(0);
  let turn = FIRST_TURN;
  let arrival = exponential();
  for (let issuedSeq = 1; ;) {
    const free = Math.min(...freeAt);
    const priority = lanes.priority[next.priority];
    const ordinary = lanes.ordinary[next.ordinary];
    const nobody = priority === undefined && ordinary === undefined;
    if (nobody && arrival > DAY_MIN) return;
    if (arrival <= DAY_MIN && (arrival <= free || nobody)) {
      const isPriority = chance() < PRIORITY_SHARE;
      lanes[isPriority ? 'priority' : 'ordinary'].push({ since: arrival * MINUTE, issuedSeq, isPriority });
      arrival += exponential();
      issuedSeq += 1;
      continue;
    }
    const called = rule.pick(priority, ordinary, free * MINUTE, turn);
    if (called === undefined) throw new Error('somebody waits and nobody is picked');
    turn = rule.turnAfter(turn, priority !== undefined && ordinary !== undefined);
    const kind = called.isPriority ? 'priority' : 'ordinary';
    next[kind] += 1;
    const start = Math.max(free, called.since / MINUTE);
    waits[kind].push(start - called.since / MINUTE);
    freeAt[freeAt.indexOf(free)] = start + serviceMin();
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const figures = (values: readonly number[]) => [mean(values), nearestRank(values, 95) ?? 0];

/** METRICS: mean and 95th percentile of the wait in minutes; a limit of 480 minutes does not bite. */
const TABLE: readonly (readonly [rules: Partial<Rules>, priority: readonly number[], ordinary: readonly number[]])[] = [
  [{ order: 'first-come' }, [13.8, 48], [13.8, 48]],
  [{ order: 'strict' }, [2.4, 8], [18.7, 66]],
  [{ order: 'ratio', ratioPriority: 2, ratioOrdinary: 1 }, [4.0, 13], [18.0, 64]],
  [{ order: 'ratio', ratioPriority: 1, ratioOrdinary: 2 }, [13.6, 49], [13.9, 51]],
  [{ order: 'accumulating', priorityWeight: 4 }, [5.8, 18], [17.3, 61]],
];

for (const [index, [rules, priority, ordinary]] of TABLE.entries()) {
  const { order = '', ratioPriority, ratioOrdinary } = rules;
  const name = order === 'ratio' ? `ratio ${String(ratioPriority)}:${String(ratioOrdinary)}` : order;
  it(`[C4] ${name} gives the waits of the published simulation (METRICS), within 10 %`, () => {
    const rule = orderOf({ ...demoHall().rules, agedAfterMin: 480, ...rules });
    const chance = seeded(1964 + index);
    const waits: Waits = { priority: [], ordinary: [] };
    for (let day = 0; day < DAYS; day += 1) simulateDay(rule, chance, waits);
    const got = [...figures(waits.priority), ...figures(waits.ordinary)];
    const oracle = [...priority, ...ordinary];
    for (const [each, value] of got.entries()) {
      const of = oracle[each] ?? 0;
      expect(Math.abs(value / of - 1), `${value.toFixed(2)} against ${String(of)}`).toBeLessThan(0.1);
    }
  });
}
