import type { QueueLine } from '../protocol/views.ts';

/** How long a number that has just joined the queue is marked, in ms. */
const NEW_FOR_MS = 60_000;

/** Remembers since when each number stands in the own queue, by the hub's clock. */
export class NewArrivals {
  #since: ReadonlyMap<string, number> | null = null;

  /** Takes the newest queue and answers the numbers that were not in the one before; none on the first look. */
  take(queue: readonly QueueLine[], now: number): readonly string[] {
    const before = this.#since;
    const joined = before === null ? [] : queue.map((line) => line.number).filter((number) => !before.has(number));
    this.#since = new Map(
      queue.map((line) => [
        line.number,
        before === null ? Date.parse(line.issuedAt) : (before.get(line.number) ?? now),
      ]),
    );
    return joined;
  }

  isNew(number: string, now: number): boolean {
    const since = this.#since?.get(number);
    return since !== undefined && now - since < NEW_FOR_MS;
  }
}
