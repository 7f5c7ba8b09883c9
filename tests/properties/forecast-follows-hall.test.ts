import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decide } from '../../domain/decide.ts';
import { due } from '../../domain/due.ts';
import type { HallEvent } from '../../domain/events.ts';
import { evolve } from '../../domain/evolve.ts';
import { HallForecaster } from '../../domain/forecast/hall-forecaster.ts';
import type { PastVisit } from '../../domain/forecast/past-visit.ts';
import type { Waits } from '../../domain/forecast/waits.ts';
import { emptyHall, type LiveHall } from '../../domain/live-hall.ts';
import { ORDER_RULES, type OrderRule } from '../../domain/settings/settings.ts';
import { type Instant, later } from '../../domain/values.ts';
import { actorFor } from '../support/hall-commands.ts';
import { HOUR, MINUTE, NINE, QINGXI } from '../support/hall-spec.ts';
import { commandOf, type Deed, deeds, smallHall } from '../support/random-hall.ts';

const DAY = 24 * HOUR;

/** The days before: enough to tell. */
function learnt(): HallForecaster {
  const forecaster = new HallForecaster();
  for (const before of [2, 1]) {
    const visits = Array.from({ length: 40 }, (_, index): PastVisit => {
      const issuedAt = NINE - before * DAY + index * 3 * MINUTE;
      const firstCalledAt = issuedAt + (index % 7) * MINUTE + 30_000;
      const isPriority = index % 5 === 0;
      const finishedAt = firstCalledAt + 4 * MINUTE;
      return {
        service: 'civil-affairs',
        isPriority,
        issuedAt,
        firstCalledAt,
        finishedAt,
        window: (index % 2) + 1,
        status: 'done',
      };
    });
    forecaster.learn(visits, 'Asia/Shanghai');
  }
  return forecaster;
}

/** A hall lived through by chance, followed as the hub follows it. */
class Followed {
  readonly hall: LiveHall = emptyHall(QINGXI);
  readonly forecaster = learnt();
  at: Instant = NINE;
  readonly #unheard: { readonly events: readonly HallEvent[]; readonly at: Instant }[] = [];

  constructor(order: OrderRule) {
    const settings = smallHall();
    this.#send({ type: 'configure', settings: { ...settings, rules: { ...settings.rules, order } } });
    this.#due();
  }

  live(deed: Deed): void {
    this.at = later(this.at, deed.passMs);
    this.#due();
    const command = commandOf(this.hall, deed, this.at);
    if (command.type === 'note-clock' && command.clock === 'jumped') this.at = later(this.at, command.byMs);
    this.#send(command);
  }

  foretell(): Waits {
    for (const { events, at } of this.#unheard.splice(0)) this.forecaster.follow(this.hall, events, at);
    return this.forecaster.foretell(this.hall, this.at);
  }

  #send(command: Parameters<typeof actorFor>[0]): void {
    const decision = decide(this.hall, { ...command, by: actorFor(command), at: this.at });
    if (!decision.ok) return;
    for (const event of decision.events) evolve(this.hall, { seq: this.hall.seq + 1, at: this.at, event });
    this.#unheard.push({ events: decision.events, at: this.at });
  }

  #due(): void {
    for (const command of due(this.hall, this.at, this.at)) this.#send(command);
  }
}

it('whatever happens: those who wait for a window that is on are told, nobody else; P80 at or above P50, never below nothing', () => {
  fc.assert(
    fc.property(deeds, fc.constantFrom(...ORDER_RULES), (script, order) => {
      const followed = new Followed(order);
      for (const deed of script) {
        followed.live(deed);
        const { tickets, newcomers } = followed.foretell();
        const { hall } = followed;
        const on = [...hall.desks.values()].filter(({ status }) => status === 'open').map(({ window }) => window);
        const called = new Set(
          on.flatMap((no) => {
            const services = hall.settings?.windows.find((window) => window.no === no)?.services ?? [];
            return services === 'all' ? (hall.settings?.services.map(({ id }) => id) ?? []) : services;
          }),
        );
        const waiting = [...hall.queues].flatMap(([service, queue]) => (called.has(service) ? [...queue.keys()] : []));
        expect(new Set(tickets.keys())).toEqual(new Set(hall.day === null ? [] : waiting));
        expect(new Set(newcomers.keys())).toEqual(hall.day === null ? new Set() : called);
        const told = [...newcomers.values()].flatMap(({ ordinary, priority }) => [ordinary, priority]);
        for (const foretold of [...tickets.values(), ...told]) {
          expect(foretold?.p50S).toBeGreaterThanOrEqual(0);
          expect(foretold?.p80S).toBeGreaterThanOrEqual(Number(foretold?.p50S));
          expect(foretold?.p80S).toBeLessThan(13 * 3_600);
        }
      }
    }),
    { seed: 20261123, numRuns: 25 },
  );
});

it('following events it holds everybody to be where the hall has them, however many it hears of at once', () => {
  fc.assert(
    fc.property(deeds, fc.constantFrom(...ORDER_RULES), fc.integer({ min: 1, max: 7 }), (script, order, atOnce) => {
      const followed = new Followed(order);
      script.forEach((deed, index) => {
        followed.live(deed);
        if (index % atOnce !== 0) return;
        followed.foretell();
        const { hall, forecaster } = followed;
        if (hall.day === null) return;
        const { waiting, lanes, served } = forecaster.floor;
        const queued = [...hall.queues.values()].flatMap((queue) => [...queue.keys()]);
        expect(new Set(waiting.keys())).toEqual(new Set(queued));
        expect([...lanes.values()].flatMap((lane) => [...lane.keys()]).toSorted()).toEqual(queued.toSorted());
        const atWindows = [...hall.desks.values()].filter(({ ticket }) => ticket !== null);
        const holds = [...served].map(([post, { comer }]) => `${post} ${comer.id}`);
        expect(holds.toSorted()).toEqual(
          atWindows.map(({ window, ticket }) => `${String(window)} ${String(ticket)}`).toSorted(),
        );
      });
    }),
    { seed: 20261124, numRuns: 60 },
  );
});
