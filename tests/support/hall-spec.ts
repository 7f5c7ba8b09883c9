import { expect } from 'vitest';
import type { Actor } from '../../domain/actor.ts';
import type { HallCommand } from '../../domain/commands.ts';
import { decide } from '../../domain/decide.ts';
import type { Answer, Decision } from '../../domain/decision.ts';
import { due } from '../../domain/due.ts';
import type { HallEvent, Recorded } from '../../domain/events.ts';
import { evolve } from '../../domain/evolve.ts';
import type { Desk } from '../../domain/hall.ts';
import { emptyHall, type LiveHall } from '../../domain/live-hall.ts';
import type { Ticket } from '../../domain/queue/ticket.ts';
import type { RefusalCode } from '../../domain/refusals.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import type { Rules, Settings } from '../../domain/settings/settings.ts';
import { toSnapshot } from '../../domain/snapshot.ts';
import {
  type Day,
  type HallId,
  type Instant,
  later,
  type ServiceId,
  type TicketNumber,
  type WindowNo,
} from '../../domain/values.ts';
import { actorFor } from './hall-commands.ts';

export const QINGXI = 'qingxi' as HallId;
export const MONDAY = '2026-11-23' as Day;
/** Monday 2026-11-23, nine in the morning in the hall, which lies eight hours before UTC. */
export const NINE = Date.UTC(2026, 10, 23, 1) as Instant;
export const MIDNIGHT = Date.UTC(2026, 10, 23, 16) as Instant;
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** Something that has happened in the hall, as events. */
export type Step = (spec: HallSpec) => void;
/** An event by the fields that matter. */
export type Expected = { readonly type: HallEvent['type'] } & Readonly<Record<string, unknown>>;

/** A rule held to its law: given what happened, when somebody asks, then these events or this refusal. */
export class HallSpec {
  readonly hall: LiveHall = emptyHall(QINGXI);
  readonly log: Recorded[] = [];
  at: Instant = NINE;
  #decision: Decision | null = null;

  constructor(settings: Settings) {
    this.happen({ type: 'hall-configured', settings, by: 'hub' });
    this.happen({ type: 'day-opened', day: MONDAY, until: MIDNIGHT });
  }

  happen(event: HallEvent): void {
    const recorded = { seq: this.hall.seq + 1, at: this.at, event };
    this.log.push(recorded);
    evolve(this.hall, recorded);
  }

  and(...steps: readonly Step[]): this {
    for (const step of steps) step(this);
    return this;
  }

  pass(ms: number): this {
    this.at = later(this.at, ms);
    return this;
  }

  /** Decides; by whoever would press such a key, unless said otherwise. Only reads: held here for every rule. */
  when(command: HallCommand, by: Actor = actorFor(command)): this {
    if (this.#decision !== null) throw new Error('the decision before was not looked at');
    const before = toSnapshot(this.hall);
    this.#decision = decide(this.hall, { ...command, by, at: this.at });
    expect(toSnapshot(this.hall)).toBe(before);
    return this;
  }

  /** Exactly these events, in this order; they happen. */
  then(...events: readonly Expected[]): this {
    const decision = this.#take();
    if (!decision.ok) throw new Error(`refused: ${decision.code} ${JSON.stringify(decision.facts)}`);
    expect(decision.events).toMatchObject(events);
    for (const event of decision.events) this.happen(event);
    return this;
  }

  /** Whatever events come of it happen. */
  done(): this {
    const decision = this.#take();
    if (!decision.ok) throw new Error(`refused: ${decision.code} ${JSON.stringify(decision.facts)}`);
    for (const event of decision.events) this.happen(event);
    return this;
  }

  answered(answer: Answer): this {
    expect(this.#decision).toMatchObject({ ok: true, answer });
    return this;
  }

  refused(code: RefusalCode, facts: Answer = {}): this {
    expect(this.#take()).toMatchObject({ ok: false, code, facts });
    return this;
  }

  /** What is due by itself now happens, as the hub's loop lets it. */
  tick(wall = this.at): this {
    for (const command of due(this.hall, this.at, wall)) this.when(command).done();
    return this;
  }

  ticket(number: string): Ticket {
    const id = this.hall.byNumber.get(number as TicketNumber);
    const ticket = id === undefined ? undefined : this.hall.tickets.get(id);
    if (ticket === undefined) throw new Error(`no ticket ${number}`);
    return ticket;
  }

  desk(window: number): Desk | undefined {
    return this.hall.desks.get(window as WindowNo);
  }

  #take(): Decision {
    const decision = this.#decision;
    if (decision === null) throw new Error('nothing was asked');
    this.#decision = null;
    return decision;
  }
}

/** A hall at nine in the morning, its day open, in which this has happened. */
export function given(...steps: readonly Step[]): HallSpec {
  return new HallSpec(demoHall()).and(...steps);
}

/** A hall in which this service is served at window 2 only, and window 2 serves nothing else. */
export function givenOnlyAtTwo(service: string, ...steps: readonly Step[]): HallSpec {
  const demo = demoHall();
  const others = demo.services.map((each) => each.id).filter((each) => each !== service);
  const windows = demo.windows.map((window) => ({
    ...window,
    services: window.no === 2 ? [service as ServiceId] : others,
  }));
  return new HallSpec({ ...demo, windows }).and(...steps);
}

export function givenRules(rules: Partial<Rules>, ...steps: readonly Step[]): HallSpec {
  const demo = demoHall();
  return new HallSpec({ ...demo, rules: { ...demo.rules, ...rules } }).and(...steps);
}
