import type { Logger } from 'pino';
import type { Store } from '../../db/store.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { HallId, Instant } from '../../domain/values.ts';
import type { TimeSource } from './hall-clock.ts';
import { type Committed, HallLoop } from './hall-loop.ts';

const TICK_MS = 1_000;
const PURGE_MS = 3_600_000;

/** The halls of one store, each with its loop, and the clockwork that lets happen what is due. */
export class Hub {
  readonly #store: Store;
  readonly #time: TimeSource;
  readonly #log: Logger;
  readonly #onCommit: (committed: Committed) => void;
  readonly #loops = new Map<HallId, HallLoop>();
  readonly #timers: NodeJS.Timeout[];

  private constructor(store: Store, time: TimeSource, log: Logger, onCommit: (committed: Committed) => void) {
    this.#store = store;
    this.#time = time;
    this.#log = log;
    this.#onCommit = onCommit;
    this.#timers = [setInterval(() => this.#tick(), TICK_MS), setInterval(() => void this.#purge(), PURGE_MS)];
  }

  static async start(
    store: Store,
    time: TimeSource,
    log: Logger,
    onCommit: (committed: Committed) => void,
  ): Promise<Hub> {
    const hub = new Hub(store, time, log, onCommit);
    try {
      for (const id of await store.log.halls()) await hub.#load(id);
      await hub.#purge();
      hub.#tick();
      return hub;
    } catch (error) {
      await hub.stop();
      throw error;
    }
  }

  halls(): readonly HallId[] {
    return [...this.#loops.keys()];
  }

  hall(id: HallId): HallLoop | undefined {
    return this.#loops.get(id);
  }

  /** The hub's time in a hall; where none is meant, that of the hall furthest ahead. */
  now(hall?: HallId): Instant {
    const loop = hall === undefined ? undefined : this.#loops.get(hall);
    if (loop !== undefined) return loop.now();
    const times = [...this.#loops.values()].map((each) => each.now());
    return Math.max(this.#time.wall(), ...times) as Instant;
  }

  /** A new hall with its first settings. */
  async addHall(settings: Settings): Promise<void> {
    const loop = await this.#load(settings.hall);
    const outcome = await loop.submit({
      command: { type: 'configure', settings },
      by: { kind: 'hub' },
      key: `first:${settings.hall}`,
      request: '',
      texts: [],
    });
    if (outcome.kind !== 'accepted') throw new Error(`the hall could not be made: ${outcome.kind}`);
    await loop.read(() => undefined); // the batch that made it must be over, or this tick would be lost
    loop.tick();
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all([...this.#loops.values()].map((loop) => loop.stop()));
  }

  async #load(id: HallId): Promise<HallLoop> {
    const loop = await HallLoop.start(this.#store, this.#time, id, this.#onCommit);
    this.#loops.set(id, loop);
    return loop;
  }

  #tick(): void {
    for (const loop of this.#loops.values()) loop.tick();
  }

  async #purge(): Promise<void> {
    try {
      await this.#store.purge(this.now());
    } catch (error) {
      this.#log.error({ err: error }, 'what has outlived its time could not be purged');
    }
  }
}
