import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Store, TicketRow } from '../../db/store.ts';
import { ticketRow } from '../../db/ticket-row.ts';
import { dayAt, daysBefore } from '../../domain/day/calendar.ts';
import { ForecastTally, type ForecastFigures } from '../../domain/figures/forecast-figures.ts';
import type { Knowledge } from '../../domain/forecast/scene.ts';
import { NOTHING_FORETOLD, type Waits } from '../../domain/forecast/waits.ts';
import type { Hall } from '../../domain/hall.ts';
import { isClosed } from '../../domain/queue/ticket.ts';
import { zoneOf } from '../../domain/settings/zone.ts';
import type { Day, HallId, Instant } from '../../domain/values.ts';
import type { Committed, HallLoop } from '../hub/hall-loop.ts';
import type { Foreteller } from './foreteller.ts';
import { pastVisit } from './past-visit.ts';
import { rangesOf } from './ranges-of.ts';

/** So many days teach what to expect. */
const DAYS_LEARNT = 28;
/** A change of the hall is answered and shown before anything is foretold anew. */
const AFTER_A_CHANGE_MS = 50;
/** No two reckonings follow each other faster. */
const APART_MS = 1_000;
/** Nor does reckoning take more than this share of the hub's thread, however many wait. */
const SHARE = 0.02;
/** Learning takes the hub's thread for so long at a time, and then lets others have it. */
const BUSY_MS = 5;
const REST_MS = 10;
/** Waits shrink while nothing happens. */
const AT_REST_MS = 10_000;
/** By the hub's clock: where that has run away from the reckoning, as in a simulation, nothing is told rather than old news. */
const GOOD_FOR_MS = 3 * 60_000;

export interface HallForecastParts {
  readonly hall: HallId;
  readonly loop: HallLoop;
  readonly records: Store['records'];
  readonly foreteller: Foreteller;
  /** What people read of the forecast is another than before. */
  readonly onChange: () => void;
  /** Told of the first fault only: one that comes every second would fill the log. */
  readonly onFault: (error: unknown) => void;
}

/** The waits foretold in one hall, reckoned beside the hall's work; whatever goes wrong here, nothing is foretold. */
export class HallForecast {
  readonly #parts: HallForecastParts;
  #waits: Waits = NOTHING_FORETOLD;
  #reckonedFor = 0 as Instant;
  #lastDay: ForecastFigures | null = null;
  #ranges = rangesOf(NOTHING_FORETOLD);
  #pending: Committed[] = [];
  #hasLearnt = false;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Number.POSITIVE_INFINITY;
  #notBefore = Number.NEGATIVE_INFINITY;
  #stopped = false;
  #isFaulty = false;
  /** What reads the records; it must be over before they are closed. */
  #reading: Promise<void>;

  constructor(parts: HallForecastParts) {
    this.#parts = parts;
    this.#reading = this.#learn();
  }

  get waits(): Waits {
    return this.#parts.loop.now() - this.#reckonedFor > GOOD_FOR_MS ? NOTHING_FORETOLD : this.#waits;
  }

  /** What a run of the hall goes by; null before enough is known. Good for the turn it is asked in. */
  get knowledge(): Knowledge | null {
    return this.#hasLearnt ? this.#parts.foreteller.knowledge() : null;
  }

  /** Of the last day of service before today; null: there was none in four weeks. */
  get lastDay(): ForecastFigures | null {
    return this.#lastDay;
  }

  /** Only notes it: whoever sent the command still waits for the answer. */
  committed(committed: Committed): void {
    this.#pending.push(committed);
    if (!this.#hasLearnt) return;
    this.#schedule(AFTER_A_CHANGE_MS);
    if (committed.events.some(({ type }) => type === 'day-opened')) {
      this.#reading = this.#reading.then(() => this.#guarded(() => this.#judgeLastDay()));
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#reading;
  }

  #schedule(afterMs: number): void {
    const dueAt = Math.max(performance.now() + afterMs, this.#notBefore);
    if (this.#stopped || dueAt >= this.#dueAt) return;
    clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => void this.#reckon(), dueAt - performance.now()).unref();
  }

  async #reckon(): Promise<void> {
    this.#dueAt = Number.NEGATIVE_INFINITY; // what comes meanwhile waits to see how long this takes
    this.#waits = await this.#parts.loop
      .read((hall, _, at) => this.#foretell(hall, at))
      .catch((error: unknown) => {
        this.#fault(error);
        return NOTHING_FORETOLD;
      });
    this.#dueAt = Number.POSITIVE_INFINITY;
    if (this.#stopped) return;
    const ranges = rangesOf(this.#waits);
    if (ranges !== this.#ranges) this.#parts.onChange();
    this.#ranges = ranges;
    this.#schedule(this.#pending.length > 0 ? AFTER_A_CHANGE_MS : AT_REST_MS);
  }

  #foretell(hall: Hall, now: Instant): Waits {
    const { foreteller } = this.#parts;
    const began = performance.now();
    try {
      for (const { events, at } of this.#pending.splice(0)) foreteller.follow(hall, events, at);
      this.#reckonedFor = now;
      return foreteller.foretell(hall, now);
    } finally {
      const took = performance.now() - began;
      this.#notBefore = began + Math.max(APART_MS, took / SHARE);
    }
  }

  async #learn(): Promise<void> {
    await this.#guarded(async () => {
      const { hall: id, loop } = this.#parts;
      await nextTurn(); // the hub has yet to say that it is ready
      const { today, zone, closed } = await loop.read((hall, _, at) => {
        this.#pending = []; // the hall as it stands here has them in it
        const today = todayIn(hall, at);
        // after its end a day is in the records, and in the hall until the next one
        const closed = [...hall.tickets.values()].filter((ticket) => ticket.day === today && isClosed(ticket));
        return { today, zone: zoneOf(hall), closed };
      });
      for (const day of daysBefore(today, DAYS_LEARNT).toReversed())
        await this.#learnDay(await this.#rowsOf(day), zone, true);
      const rows = closed.map((ticket) => ticketRow(id, ticket));
      await this.#learnDay(rows, zone, false);
    });
    this.#hasLearnt = true;
    this.#schedule(0);
    await this.#guarded(() => this.#judgeLastDay());
  }

  async #learnDay(rows: readonly TicketRow[], zone: string, isOver: boolean): Promise<void> {
    const steps = this.#parts.foreteller.learning(rows.map(pastVisit), zone, isOver);
    for (let rest = performance.now() + BUSY_MS; !this.#isOver() && steps.next().done !== true;) {
      if (performance.now() < rest) continue;
      await pause(REST_MS);
      rest = performance.now() + BUSY_MS;
    }
  }

  /** The nearest day before today that has tickets. */
  async #judgeLastDay(): Promise<void> {
    const today = await this.#parts.loop.read((hall, _, at) => todayIn(hall, at));
    for (const day of daysBefore(today, DAYS_LEARNT)) {
      const rows = await this.#rowsOf(day);
      if (rows.length === 0) continue;
      const tally = new ForecastTally();
      for (const row of rows) tally.add(row);
      this.#lastDay = tally.figures(day);
      break;
    }
    if (!this.#stopped && this.#lastDay !== null) this.#parts.onChange();
  }

  /** None once it was stopped. */
  async #rowsOf(day: Day): Promise<readonly TicketRow[]> {
    const { hall, records } = this.#parts;
    const rows: TicketRow[] = [];
    if (this.#isOver()) return rows;
    for await (const page of records.day(hall, day)) {
      if (this.#isOver()) return [];
      rows.push(...page);
    }
    return rows;
  }

  #isOver(): boolean {
    return this.#stopped;
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.#stopped) this.#fault(error);
    }
  }

  #fault(error: unknown): void {
    if (!this.#isFaulty) this.#parts.onFault(error);
    this.#isFaulty = true;
  }
}

function todayIn(hall: Hall, at: Instant): Day {
  return hall.day?.day ?? dayAt(at, zoneOf(hall)).day;
}
