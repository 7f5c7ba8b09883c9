import { Chance } from '../domain/chance.ts';

export interface RecordQueueOptions {
  readonly seed: number;
  readonly days: number;
}

/** Times in seconds of the day throughout. */
interface Person {
  readonly at: number;
  readonly service: string;
  /** 2 is called ahead of 0. */
  readonly priority: 0 | 2;
  readonly handling: number;
  /** Goes away then unless called. */
  readonly until: number;
}

interface Server {
  readonly name: string;
  /** Handlings take so many times as long. */
  readonly pace: number;
  readonly lunchAt: number;
  readonly goesAt: number;
  freeAt: number;
  hasEaten: boolean;
}

const HEADER = 'date,arrived_s,service,priority,outcome,waited_s,served_from_s,service_s,server';
const FIRST_DAY = Date.UTC(2026, 2, 2);
const DAY_MS = 86_400_000;
const OPENS = 8.5 * 3_600;
const LAST_TICKET = 16.75 * 3_600;
const CLOSES = 17 * 3_600;
/** People an hour, by the hour of the day from eight. */
const SHAPE = [38, 66, 62, 44, 20, 30, 52, 46, 30];
interface Service {
  readonly name: string;
  /** Seconds. */
  readonly mean: number;
  /** Coefficient of variation of the handling. */
  readonly cv: number;
}
/** Each with its share of the people. */
const SERVICES: readonly [readonly [Service, number], ...(readonly [Service, number])[]] = [
  [{ name: 'certificate', mean: 150, cv: 0.6 }, 35],
  [{ name: 'insurance', mean: 290, cv: 0.8 }, 30],
  [{ name: 'register', mean: 430, cv: 0.7 }, 20],
  [{ name: 'land', mean: 760, cv: 1 }, 10],
  [{ name: 'question', mean: 70, cv: 1.1 }, 5],
];
const PRIORITY_SHARE = 0.25;
/** Priority counts as having come so much earlier: not a rule that the hall knows. */
const HEAD_START_S = 360;
const LEAVING_SHARE = 0.5;
const PATIENCE_S = 2_700;
const BURSTS_A_DAY = 3;

/**
 * A made-up recording of a queue, days on end, as CSV: arrivals with a daily shape and busloads, servers of different
 * pace who come late, eat and take breaks, people who go away. The same seed gives the same text.
 */
export function recordQueue({ seed, days }: RecordQueueOptions): string {
  const lines = [HEADER];
  for (let day = 0; day < days; day += 1) {
    const date = new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10);
    const chance = new Chance(seed, day);
    for (const row of dayOf(peopleOf(chance), serversOf(chance), chance)) lines.push(`${date},${row}`);
  }
  return `${lines.join('\n')}\n`;
}

function peopleOf(chance: Chance): readonly Person[] {
  const busy = chance.lognormal(1, 0.15);
  const times: number[] = [];
  const most = Math.max(...SHAPE);
  for (let at = OPENS; at < LAST_TICKET; at += chance.exponential(3_600 / (most * busy))) {
    if (chance.isIn((SHAPE[Math.floor(at / 3_600) - 8] ?? 0) / most)) times.push(at);
  }
  for (let burst = 0; burst < BURSTS_A_DAY; burst += 1) {
    const from = chance.between(OPENS, LAST_TICKET - 600);
    const people = Math.round(chance.between(4, 14));
    for (let one = 0; one < people; one += 1) times.push(from + chance.between(0, 240));
  }
  return times.sort((a, b) => a - b).map((time) => personAt(Math.floor(time), chance));
}

function personAt(at: number, chance: Chance): Person {
  const { name: service, mean, cv } = chance.weighted(SERVICES);
  return {
    at,
    service,
    priority: chance.isIn(PRIORITY_SHARE) ? 2 : 0,
    handling: chance.lognormal(mean, cv),
    until: chance.isIn(LEAVING_SHARE) ? at + Math.ceil(chance.exponential(PATIENCE_S)) : Infinity,
  };
}

function serversOf(chance: Chance): readonly Server[] {
  const count = Math.floor(chance.between(4, 7));
  return Array.from({ length: count }, (_, index) => ({
    name: `S${String(index + 1)}`,
    pace: chance.between(0.8, 1.2),
    lunchAt: 11.5 * 3_600 + (index % 3) * 2_400,
    goesAt: index < 2 || chance.isIn(0.7) ? Infinity : chance.between(14 * 3_600, CLOSES),
    freeAt: Math.round(OPENS + (index === 0 ? 0 : chance.exponential(600))),
    hasEaten: false,
  }));
}

/** Lives through a day; its rows without their date, as they came. */
function dayOf(people: readonly Person[], servers: readonly Server[], chance: Chance): readonly string[] {
  const rows = new Map<Person, string>();
  const waiting = new Set<Person>();
  let came = 0;
  while (came < people.length || waiting.size > 0) {
    const server = servers.reduce((first, next) => (next.freeAt < first.freeAt ? next : first));
    const [first] = waiting;
    const at = Math.max(server.freeAt, (first ?? people[came])?.at ?? 0);
    for (let next = people[came]; next !== undefined && next.at <= at; next = people[(came += 1)]) waiting.add(next);
    for (const person of waiting) {
      if (person.until > at) continue;
      waiting.delete(person);
      rows.set(person, rowOf(person, 'abandoned', person.until, '', ''));
    }
    if (rests(server, at, chance)) continue;
    const person = nextOf(waiting);
    if (person === undefined) continue;
    waiting.delete(person);
    const handling = Math.max(1, Math.round(person.handling * server.pace));
    rows.set(person, rowOf(person, 'served', at, String(handling), server.name));
    server.freeAt = at + handling + Math.round(chance.between(2, 25));
    if (chance.isIn(0.04)) server.freeAt += Math.round(chance.between(240, 900)); // a break
  }
  return people.map((person) => rows.get(person) ?? '');
}

/** Whether the server goes to lunch or home instead of calling. */
function rests(server: Server, at: number, chance: Chance): boolean {
  if (at > server.goesAt) {
    server.freeAt = Infinity;
    return true;
  }
  if (server.hasEaten || at < server.lunchAt) return false;
  server.hasEaten = true;
  server.freeAt = at + Math.round(chance.between(1_500, 2_700));
  return true;
}

function nextOf(waiting: ReadonlySet<Person>): Person | undefined {
  let next: Person | undefined;
  const from = (person: Person): number => person.at - (person.priority > 0 ? HEAD_START_S : 0);
  for (const person of waiting) if (next === undefined || from(person) < from(next)) next = person;
  return next;
}

function rowOf(person: Person, outcome: string, until: number, handling: string, server: string): string {
  const { at, service, priority } = person;
  const from = outcome === 'served' ? until : '';
  return [at, service, priority, outcome, until - at, from, handling, server].join(',');
}
