import type { Actor } from '../../domain/actor.ts';
import type { HallCommand } from '../../domain/commands.ts';
import { due } from '../../domain/due.ts';
import type { HallEvent } from '../../domain/events.ts';
import { evolve } from '../../domain/evolve.ts';
import { emptyHall, type LiveHall } from '../../domain/live-hall.ts';
import type { Ticket } from '../../domain/queue/ticket.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { Instant, TicketNumber } from '../../domain/values.ts';
import { Batch, type Outcome } from '../../server/hub/batch.ts';
import { HallClock } from '../../server/hub/hall-clock.ts';
import { readEvent } from '../../server/hub/stored-event.ts';
import { actorFor, HUB } from './hall-commands.ts';
import { QINGXI } from './hall-spec.ts';

/** A hall under a clock in the test's hand: what the hub's loop does with a batch, without a store. */
export class ClockedHall {
  hall: LiveHall = emptyHall(QINGXI);
  readonly events: HallEvent[] = [];
  readonly #log: { readonly at: Instant; readonly type: string; readonly body: string }[] = [];
  #clock = new HallClock(this);
  #wall: number;
  #monotonic = 7_000;
  #sent = 0;

  constructor(wall: number, settings: Settings = demoHall()) {
    this.#wall = wall;
    this.send({ type: 'configure', settings }, HUB);
    this.tick();
  }

  wall(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  /** Time truly passes; the hub ticks each second of it, or is off. */
  pass(ms: number, hub: 'on' | 'off' = 'on'): this {
    const step = hub === 'on' ? Math.min(ms, 1_000) : ms;
    for (let passed = 0; passed < ms; passed += step) {
      this.#wall += step;
      this.#monotonic += step;
      if (hub === 'on') this.tick();
    }
    return this;
  }

  /** Somebody sets the wall clock, and no time passes. */
  leap(byMs: number): this {
    this.#wall += byMs;
    return this;
  }

  /** The hub starts again from its log; its monotonic clock begins anywhere. */
  restart(): this {
    this.#monotonic = 3;
    this.#clock = new HallClock(this);
    this.hall = emptyHall(QINGXI);
    this.#log.forEach((stored, index) => {
      evolve(this.hall, readEvent({ hall: QINGXI, seq: index + 1, hash: '', ...stored }));
    });
    return this;
  }

  /** Somebody looks at the time, as every view does. */
  now(): Instant {
    return this.#clock.read(this.hall).at;
  }

  tick(): this {
    this.#commit(null);
    return this;
  }

  send(command: HallCommand, by: Actor = actorFor(command)): Outcome {
    this.#sent += 1;
    return this.#commit({ command, by, key: String(this.#sent), request: '', texts: [] });
  }

  ticket(number: string): Ticket {
    const id = this.hall.byNumber.get(number as TicketNumber);
    const ticket = id === undefined ? undefined : this.hall.tickets.get(id);
    if (ticket === undefined) throw new Error(`no ticket ${number}`);
    return ticket;
  }

  /** What the log says of the clock. */
  clockEvents(): readonly HallEvent[] {
    return this.events.filter(({ type }) => type.startsWith('clock-'));
  }

  #commit(submission: Parameters<Batch['take']>[0] | null): Outcome {
    const batch = new Batch(this.hall, []);
    const { at, wall, note } = this.#clock.read(this.hall);
    if (note !== null) batch.happen(note, at);
    for (const command of due(this.hall, at, wall)) batch.happen(command, at);
    const outcome: Outcome = submission === null ? { kind: 'not-stored' } : batch.take(submission, at);
    this.#log.push(...(batch.commit()?.events ?? []));
    this.events.push(...batch.events);
    if (note !== null) this.#clock.noted(note);
    return outcome;
  }
}
