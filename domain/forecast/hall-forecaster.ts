import { dayAt } from '../day/calendar.ts';
import type { HallEvent } from '../events.ts';
import type { Hall } from '../hall.ts';
import { waitingBeside } from '../queue/order/ahead.ts';
import { isPriority } from '../queue/order/pick-next.ts';
import { atWindowSince, type Ticket } from '../queue/ticket.ts';
import { competing } from '../queue/window-services.ts';
import type { Settings } from '../settings/settings.ts';
import type { Instant, ServiceId, TicketId } from '../values.ts';
import type { Comer, Floor, Served } from './floor.ts';
import { Forecaster, type Run } from './forecaster.ts';
import type { Foretold } from './foretold.ts';
import { sceneOf } from './hall-scene.ts';
import { laneOf, type PastVisit, visitOf } from './past-visit.ts';
import { replaySteps } from './replay.ts';
import { runsFor } from './runs-for.ts';
import type { Knowledge, Scene } from './scene.ts';
import { simulate, type Simulated } from './simulate.ts';
import { foretoldNow, type Newcomer, NOTHING_FORETOLD, type Waits } from './waits.ts';

/** What the last run says of somebody who takes a number for a service, and how many waited for the same windows. */
interface NewcomerRun {
  readonly ordinary: Run | null;
  readonly priority: Run | null;
  /** Services that wait for the same windows. */
  readonly rivals: ReadonlySet<ServiceId>;
  readonly waiting: number;
}

/** Futures run for each who came in the past. */
const RUNS_LEARNING = 16;
/** How far what the hall's outcomes taught may move what the run says of those who wait. */
const PUT_RIGHT_AT_MOST = 4;
const DAY_MS = 86_400_000;

/** Foretells every wait of one hall. It is told what happened there, a little later, and asked for all waits at once. */
export class HallForecaster {
  readonly #forecaster = new Forecaster((at) => at - this.#midnight);
  #midnight = 0;
  #runs = new Map<string, NewcomerRun>();
  #isPlaced = false;

  /** Who it holds to be where; true to the hall once it has foretold. */
  get floor(): Floor {
    return this.#forecaster.floor;
  }

  /** What a run of the hall goes by; null before enough is known. */
  knowledge(): Knowledge | null {
    return this.#forecaster.hasEnough ? this.#forecaster.knowledge() : null;
  }

  /** A day, by the hall's zone, days ascending; one that is not over goes on with what is followed. */
  learn(visits: readonly PastVisit[], zone: string, isOver = true): void {
    const steps = this.learning(visits, zone, isOver);
    while (steps.next().done !== true) continue;
  }

  /** The same in steps of about a millisecond; until the last is taken nothing else may be asked of it. */
  *learning(visits: readonly PastVisit[], zone: string, isOver = true): Generator<undefined, void> {
    const [first] = visits;
    if (first === undefined) return;
    this.#keepDay(first.issuedAt as Instant, zone);
    yield* replaySteps(this.#forecaster, [visits.flatMap(visitOf)], { runs: RUNS_LEARNING, isOver });
    this.#isPlaced = false;
  }

  /** `hall` is the state after these events, or a little later. */
  follow(hall: Hall, events: readonly HallEvent[], at: Instant): void {
    if (hall.settings === null) return;
    this.#keepDay(at, hall.settings.zone);
    if (!this.#isPlaced) return; // it will be, from a state that has these events in it
    const followed = events.map((event) => this.#happen(event, at));
    // not at once: `hall` may be ahead of what is still to be followed
    if (followed.includes(false)) this.#isPlaced = false;
  }

  foretell(hall: Hall, at: Instant): Waits {
    const { settings } = hall;
    if (settings === null || hall.day === null) return NOTHING_FORETOLD;
    this.#keepDay(at, settings.zone);
    if (!this.#isPlaced) this.#place(hall);
    const scene = sceneOf(hall, settings, at);
    this.#runs = new Map();
    if (scene.posts.length === 0) return NOTHING_FORETOLD;
    const runs = runsFor(scene.waiting.length);
    const simulated = simulate(scene, this.#forecaster.knowledge(), { runs, seed: 1 });
    for (const [service, { ordinary, priority }] of simulated.newcomers) {
      const posts = scene.posts.filter((post) => post.services.has(service)).length;
      const run = (foretold: Foretold | null): Run | null => (foretold === null ? null : { foretold, posts });
      const rivals = competing(hall, service as ServiceId);
      const waiting = waitingBeside(hall, service as ServiceId);
      this.#runs.set(service, { ordinary: run(ordinary), priority: run(priority), rivals, waiting });
    }
    if (!this.#forecaster.hasEnough) return NOTHING_FORETOLD;
    return this.#waits(settings, scene, simulated);
  }

  #waits(settings: Settings, scene: Scene, simulated: Simulated): Waits {
    const newcomers = new Map<ServiceId, Newcomer>();
    for (const { id, closedBecause } of settings.services) {
      const runs = this.#runs.get(id);
      if (closedBecause !== null || runs === undefined) continue;
      const ordinary = this.#newcomer(id, false, scene.at, runs.ordinary);
      const priority = this.#newcomer(id, true, scene.at, runs.priority);
      const posts = runs.ordinary?.posts ?? runs.priority?.posts ?? 1;
      newcomers.set(id, { ordinary, priority, waiting: runs.waiting, eachS: this.#eachS(id, posts) });
    }
    const tickets = new Map<TicketId, Foretold>();
    for (const { id, service, isPriority: hasPriority } of scene.waiting) {
      const run = simulated.waiting.get(id);
      const kind = hasPriority ? 'priority' : 'ordinary';
      const told = newcomers.get(service as ServiceId)?.[kind] ?? null;
      const newcomerByRun = this.#runs.get(service)?.[kind]?.foretold;
      if (run !== undefined) tickets.set(id as TicketId, putRight(run, told, newcomerByRun));
    }
    return { tickets, newcomers };
  }

  #newcomer(service: string, hasPriority: boolean, at: number, run: Run | null): Foretold | null {
    if (run === null) return null;
    return this.#forecaster.foretell({ service, isPriority: hasPriority, lane: laneOf(hasPriority), at }, run);
  }

  /** The last run, with those who came since to the same windows: an ordinary ticket stands behind them. */
  #runFor(service: string, hasPriority: boolean): Run | null {
    const runs = this.#runs.get(service);
    const run = (hasPriority ? runs?.priority : runs?.ordinary) ?? null;
    if (runs === undefined || run === null || hasPriority) return run;
    let now = 0;
    for (const rival of runs.rivals) now += this.floor.waitingFor(rival);
    const expectation = { foretold: run.foretold, waiting: runs.waiting, eachS: this.#eachS(service, run.posts) };
    return { ...run, foretold: foretoldNow(expectation, now) };
  }

  /** What one more before you adds, seconds. */
  #eachS(service: string, posts: number): number {
    const { handling } = this.floor;
    return (handling.of(service) + handling.gapMs) / 1000 / Math.max(1, posts);
  }

  /** False: what it did is to be taken from the hall as it stands. */
  #happen(event: HallEvent, at: Instant): boolean {
    const { floor } = this.#forecaster;
    switch (event.type) {
      case 'ticket-issued': {
        const hasPriority = isPriority(event);
        const { ticket: id, service } = event;
        this.#forecaster.come(
          { id, service, isPriority: hasPriority, lane: laneOf(hasPriority), at },
          this.#runFor(service, hasPriority),
        );
        return true;
      }
      case 'ticket-called':
        this.#forecaster.call(event.ticket, String(event.window), at);
        return true;
      case 'ticket-finished':
      case 'ticket-missed':
        floor.finish(String(event.window), at);
        return true;
      case 'ticket-cancelled':
        if (!floor.waiting.has(event.ticket)) return false;
        this.#forecaster.leave(event.ticket, at);
        return true;
      case 'day-ended':
        this.#forecaster.endDay();
        return false;
      // seldom, or of another shape: taken from the hall as it stands
      case 'ticket-returned':
      case 'ticket-reinstated':
      case 'service-changed':
      case 'undone':
      case 'walk-in-started':
      case 'clock-jumped':
      case 'day-carried':
        return false;
      default:
        return true; // nobody comes or goes
    }
  }

  /** Everybody where the hall says they are. */
  #place(hall: Hall): void {
    const waiting: Comer[] = [];
    for (const queue of hall.queues.values()) for (const ticket of queue.values()) waiting.push(comerOf(ticket));
    waiting.sort((a, b) => a.at - b.at);
    const served = new Map<string, Served>();
    for (const { window, ticket: id } of hall.desks.values()) {
      const ticket = id === null ? undefined : hall.tickets.get(id);
      const since = ticket === undefined ? null : atWindowSince(ticket);
      if (ticket !== undefined && since !== null) served.set(String(window), { comer: comerOf(ticket), at: since });
    }
    this.#forecaster.floor.place(waiting, served);
    this.#isPlaced = true;
  }

  #keepDay(at: Instant, zone: string): void {
    if (at >= this.#midnight && at < this.#midnight + DAY_MS) return;
    this.#midnight = dayAt(at, zone).until - DAY_MS;
  }
}

function comerOf(ticket: Ticket): Comer {
  const hasPriority = isPriority(ticket);
  const at = ticket.issuedAt + ticket.waitSkewMs;
  return { id: ticket.id, service: ticket.service, isPriority: hasPriority, lane: laneOf(hasPriority), at };
}

/**
 * What the run says of somebody who waits already, moved as far as it was moved for who comes now. As far as P80 lies
 * above P50 for who comes now, so far it does for them, less by the square root of what is left of the way: runs alone
 * know too little of what may go wrong.
 */
function putRight(run: Foretold, told: Foretold | null, toldByRun: Foretold | undefined): Foretold {
  if (told === null || toldByRun === undefined) return run;
  const whole = Math.max(1, toldByRun.p50S);
  const moved = Math.min(PUT_RIGHT_AT_MOST, Math.max(1 / PUT_RIGHT_AT_MOST, told.p50S / whole));
  const p50S = run.p50S * moved;
  return { p50S, p80S: p50S + (told.p80S - told.p50S) * Math.sqrt(Math.min(1, run.p50S / whole)) };
}
