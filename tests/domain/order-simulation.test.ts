import { expect, it } from 'vitest';
import type { Desk } from '../../domain/hall.ts';
import { emptyHall, type LiveHall, putTicket } from '../../domain/live-hall.ts';
import { newTicket } from '../../domain/queue/new-ticket.ts';
import { pickNext } from '../../domain/queue/order.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { type Instant, ticketNumber } from '../../domain/values.ts';
import { nearestRank } from '../../domain/figures/tally.ts';
import { no, staffAt, svc } from '../support/hall-commands.ts';
import { id } from '../support/hall-events.ts';
import { MINUTE, MONDAY, QINGXI } from '../support/hall-spec.ts';
import { seeded } from '../support/seeded.ts';

const WINDOWS = 3;
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

/** A day that starts empty and ends when all are served; waits in minutes go into `waits`. */
function simulateDay(hall: LiveHall, desk: Desk, chance: () => number, waits: Waits): void {
  const exponential = (): number => (-Math.log(1 - chance()) * MEAN_MIN) / (LOAD * WINDOWS);
  const serviceMin = (): number => {
    const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
    return Math.exp(MU + SIGMA * normal);
  };
  const freeAt = Array<number>(WINDOWS).fill(0);
  let arrival = exponential();
  for (let seq = 1; ;) {
    const free = Math.min(...freeAt);
    const waiting = hall.queues.size > 0;
    if (!waiting && arrival > DAY_MIN) return;
    if (arrival <= DAY_MIN && (arrival <= free || !waiting)) {
      const number = ticketNumber('A', seq);
      const category = chance() < PRIORITY_SHARE ? 'elderly' : 'ordinary';
      const issue = { ticket: id(number), number, service: svc('health'), category, channel: 'dispenser' } as const;
      const facts = { ...issue, day: MONDAY, ahead: 0, foretold: null, hasToken: true, by: 'hub' };
      putTicket(hall, newTicket(facts, seq, Math.round(arrival * MINUTE) as Instant));
      arrival += exponential();
      seq += 1;
      continue;
    }
    const next = pickNext(hall, desk, Math.round(free * MINUTE) as Instant);
    if (next === undefined) throw new Error('somebody waits and nobody is picked');
    const start = Math.max(free, next.issuedAt / MINUTE);
    (next.category === 'ordinary' ? waits.ordinary : waits.priority).push(start - next.issuedAt / MINUTE);
    putTicket(hall, { ...next, status: 'done' });
    hall.tickets.delete(next.id);
    freeAt[freeAt.indexOf(free)] = start + serviceMin();
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

it('accumulating priority of weight 4 gives the waits of the published simulation (METRICS), within 10 %', () => {
  const chance = seeded(1964);
  const hall = emptyHall(QINGXI);
  hall.settings = demoHall();
  const [window, staff] = [no(1), staffAt(1)];
  const none = { pauseReason: null, ticket: null, lastDone: null, undo: null };
  const desk: Desk = { window, staff, status: 'open', since: 0 as Instant, ...none };
  const waits: Waits = { priority: [], ordinary: [] };
  for (let day = 0; day < 1500; day += 1) simulateDay(hall, desk, chance, waits);
  const within = (value: number, oracle: number): void => {
    expect(Math.abs(value / oracle - 1), `${String(value)} against ${String(oracle)}`).toBeLessThan(0.1);
  };
  within(mean(waits.priority), 5.8);
  within(nearestRank(waits.priority, 95) ?? 0, 18);
  within(mean(waits.ordinary), 17.3);
  within(nearestRank(waits.ordinary, 95) ?? 0, 61);
});
