import { setImmediate as nextTurn } from 'node:timers/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { NotStored, type Store } from '../../db/store.ts';
import { actorName } from '../../domain/actor.ts';
import { due } from '../../domain/due.ts';
import type { HallEvent } from '../../domain/events.ts';
import type { Hall } from '../../domain/hall.ts';
import type { LiveHall } from '../../domain/live-hall.ts';
import type { HallId, Instant } from '../../domain/values.ts';
import { Batch, type Outcome, readOutcome, type Submission } from './batch.ts';
import { HallClock, type TimeSource } from './hall-clock.ts';
import { loadHall, loadTexts } from './load-hall.ts';

export interface Committed {
  readonly hall: HallId;
  readonly events: readonly HallEvent[];
  /** When they happened, by the hub's time. */
  readonly at: Instant;
}

interface Waiting {
  readonly submission: Submission;
  readonly answer: (outcome: Outcome) => void;
}

const BATCH_AT_MOST = 256;
/** Another writer got in between: catch up and decide again, so often. */
const TRIES = 5;
const PROBE_EVERY_MS = 1_000;

/**
 * One loop a hall takes commands in order. What arrives while a commit is under way is decided together, each command
 * seeing the ones before it, and committed together. Whoever reads sees only what was committed.
 */
export class HallLoop {
  readonly #store: Store;
  readonly #clock: HallClock;
  readonly #onCommit: (committed: Committed) => void;
  #hall: LiveHall;
  #texts: Map<string, string>;
  #queue: Waiting[] = [];
  /** Looks that wait for the commit under way; they come before the next batch. */
  readonly #readers: (() => void)[] = [];
  #running: Promise<void> | null = null;
  /** Set while the store cannot be written: commands are refused at once. */
  #failingSince: Instant | null = null;
  #stopped = false;

  private constructor(
    store: Store,
    time: TimeSource,
    hall: LiveHall,
    texts: Map<string, string>,
    onCommit: (committed: Committed) => void,
  ) {
    this.#store = store;
    this.#clock = new HallClock(time);
    this.#hall = hall;
    this.#texts = texts;
    this.#onCommit = onCommit;
  }

  static async start(
    store: Store,
    time: TimeSource,
    id: HallId,
    onCommit: (committed: Committed) => void,
  ): Promise<HallLoop> {
    const hall = await loadHall(store, id);
    return new HallLoop(store, time, hall, await loadTexts(store, hall), onCommit);
  }

  /** The hub's time in this hall. */
  now(): Instant {
    return this.#clock.read(this.#hall).at;
  }

  get failingSince(): Instant | null {
    return this.#failingSince;
  }

  /** Resolves when the outcome is durable, or sure not to be. */
  submit(submission: Submission): Promise<Outcome> {
    if (this.#failingSince !== null || this.#stopped) return Promise.resolve({ kind: 'not-stored' });
    return new Promise((answer) => {
      this.#queue.push({ submission, answer });
      this.#wake();
    });
  }

  /** Reads the committed hall: waits out a commit under way, never sees the middle of a batch. */
  read<T>(look: (hall: Hall, texts: ReadonlyMap<string, string>, at: Instant) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const now = (): void => {
        try {
          resolve(look(this.#hall, this.#texts, this.now()));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      if (this.#running === null) now();
      else this.#readers.push(now);
    });
  }

  /** Lets what is due by itself happen now. */
  tick(): void {
    if (this.#failingSince === null && !this.#stopped) this.#wake();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    while (this.#running !== null) await this.#running;
  }

  #wake(): void {
    if (this.#running !== null) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
      for (const read of this.#readers.splice(0)) read();
      if (this.#queue.length > 0) this.#wake();
    });
  }

  async #run(): Promise<void> {
    await nextTurn(); // let all that has arrived in this turn of the event loop into the batch
    const waiting = this.#queue.splice(0, BATCH_AT_MOST);
    try {
      for (let attempt = 1; ; attempt += 1) {
        if (await this.#commit(waiting)) return;
        this.#hall = await loadHall(this.#store, this.#hall.id);
        if (attempt === TRIES) throw new NotStored('lost to another writer too often');
      }
    } catch (error) {
      await this.#fail(waiting, error);
    }
  }

  /** Decides and commits once; false when another writer was faster and the hall must be read anew. */
  async #commit(waiting: readonly Waiting[]): Promise<boolean> {
    const keys = waiting.map(({ submission }) => ({ sender: actorName(submission.by), key: submission.key }));
    const known = keys.length === 0 ? [] : await this.#store.answers.find(this.#hall.id, keys);
    const batch = new Batch(this.#hall, known);
    const { at, wall, note } = this.#clock.read(this.#hall);
    if (note !== null) batch.happen(note, at);
    for (const command of due(this.#hall, at, wall)) batch.happen(command, at);
    const outcomes = waiting.map(({ submission }) => batch.take(submission, at));
    const commit = batch.commit();
    if (commit !== null) {
      const [result] = await this.#store.log.append([commit]);
      if (result?.ok !== true) return false;
    }
    if (note !== null) this.#clock.noted(note);
    for (const { id, text } of batch.texts) this.#texts.set(id, text);
    if (batch.events.some((event) => event.type === 'day-opened'))
      this.#texts = await loadTexts(this.#store, this.#hall);
    waiting.forEach(({ answer }, index) => answer(outcomes[index] ?? { kind: 'not-stored' }));
    if (batch.events.length > 0) this.#tellOf({ hall: this.#hall.id, events: batch.events, at });
    return true;
  }

  /** Nobody who only watches can undo what was stored and answered. */
  #tellOf(committed: Committed): void {
    try {
      this.#onCommit(committed);
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  }

  /** Nothing of the batch was kept, or it cannot be told: the log tells. Until it can be written again, all is refused. */
  async #fail(waiting: readonly Waiting[], error: unknown): Promise<void> {
    if (!(error instanceof NotStored)) process.emitWarning(error instanceof Error ? error : String(error));
    this.#failingSince = this.now();
    for (;;) {
      try {
        this.#hall = await loadHall(this.#store, this.#hall.id);
        break;
      } catch {
        if (this.#stopped) break;
        await delay(PROBE_EVERY_MS);
      }
    }
    for (const { submission, answer } of waiting) answer(await this.#tell(submission));
    for (const { answer } of this.#queue.splice(0)) answer({ kind: 'not-stored' });
    void this.#probe();
  }

  async #tell({ by, key }: Submission): Promise<Outcome> {
    const [found] = await this.#store.answers.find(this.#hall.id, [{ sender: actorName(by), key }]).catch(() => []);
    return found === undefined ? { kind: 'not-stored' } : readOutcome(found.answer);
  }

  async #probe(): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#store.probe();
        this.#failingSince = null;
        return;
      } catch {
        await delay(PROBE_EVERY_MS, undefined, { ref: false });
      }
    }
  }
}
