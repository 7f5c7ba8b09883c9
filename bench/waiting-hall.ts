import type { Actor } from '../domain/actor.ts';
import { Chance } from '../domain/chance.ts';
import type { HallCommand } from '../domain/commands.ts';
import { decide } from '../domain/decide.ts';
import { due } from '../domain/due.ts';
import { evolve } from '../domain/evolve.ts';
import type { PastVisit } from '../domain/forecast/past-visit.ts';
import { emptyHall, type LiveHall } from '../domain/live-hall.ts';
import { demoHall } from '../domain/settings/demo-hall.ts';
import type { Settings, Window } from '../domain/settings/settings.ts';
import type { Instant, StaffNo, WindowNo } from '../domain/values.ts';

const PRIORITY_SHARE = 0.25;
const DAY_MS = 86_400_000;
const NINE = Date.UTC(2026, 10, 23, 1);
const MACHINE: Actor = { kind: 'device', device: 'd1', is: 'dispenser', window: null };

export interface WaitingHall {
  readonly hall: LiveHall;
  readonly settings: Settings;
  readonly at: Instant;
}

/** A hall at work: so many windows that each serve somebody, every third calling half of the services, and so many wait. */
export function waitingHall(windows: number, waiting: number): WaitingHall {
  const settings = settingsWith(windows);
  const hall = emptyHall(settings.hall);
  const chance = new Chance(1);
  let at = NINE as Instant;
  const send = (command: HallCommand, by: Actor): void => {
    const decision = decide(hall, { ...command, by, at });
    if (!decision.ok) throw new Error(`${command.type}: ${decision.code}`);
    for (const event of decision.events) evolve(hall, { seq: hall.seq + 1, at, event });
  };
  send({ type: 'configure', settings }, { kind: 'hub' });
  for (const command of due(hall, at, at)) send(command, { kind: 'hub' });
  const take = (count: number): void => {
    for (let one = 0; one < count; one += 1) {
      at = (at + 5_000) as Instant;
      const { id } = settings.services[one % settings.services.length] ?? none();
      const category = chance.isIn(PRIORITY_SHARE) ? 'elderly' : 'ordinary';
      send({ type: 'issue-ticket', service: id, category, channel: 'dispenser', printer: null }, MACHINE);
    }
  };
  take(settings.services.length * windows);
  for (const { no } of settings.windows) {
    const by: Actor = { kind: 'person', staffNo: `03${String(no).padStart(2, '0')}` as StaffNo, role: 'staff' };
    send({ type: 'open-window', window: no }, by);
    send({ type: 'call-next', window: no }, by);
  }
  take(waiting - [...hall.queues.values()].reduce((sum, queue) => sum + queue.size, 0));
  return { hall, settings, at };
}

/** Days gone by in that hall, one list a day, ascending. */
export function pastDays({ settings, at }: WaitingHall, days: number): readonly (readonly PastVisit[])[] {
  const chance = new Chance(2);
  return Array.from({ length: days }, (_, day): readonly PastVisit[] => {
    let issuedAt = at - (days - day) * DAY_MS;
    return Array.from({ length: 300 }, () => {
      issuedAt += Math.round(chance.exponential(80_000));
      const firstCalledAt = issuedAt + Math.round(chance.exponential(420_000));
      return {
        service: (settings.services[Math.floor(chance.next() * settings.services.length)] ?? none()).id,
        isPriority: chance.isIn(PRIORITY_SHARE),
        issuedAt,
        firstCalledAt,
        finishedAt: firstCalledAt + Math.round(chance.lognormal(300_000, 0.8)),
        window: 1 + Math.floor(chance.next() * settings.windows.length),
        status: 'done',
      };
    });
  });
}

function settingsWith(windows: number): Settings {
  const demo = demoHall();
  const [first = none()] = demo.windows;
  const all = demo.services.map(({ id }) => id);
  const made = Array.from({ length: windows }, (_, index): Window => {
    const services = index % 3 === 2 ? all.filter((_, place) => place % 2 === 0) : all;
    return { ...first, no: (index + 1) as WindowNo, services };
  });
  return { ...demo, windows: made };
}

function none(): never {
  throw new Error('the demo hall has services and windows');
}
