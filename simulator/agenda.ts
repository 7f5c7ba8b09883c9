import type { Instant } from '../domain/values.ts';

export type Act = () => Promise<void> | void;

interface Entry {
  readonly at: Instant;
  readonly no: number;
  readonly act: Act;
}

/** What is to happen, by time; at the same time, what was noted first. A binary heap. */
export class Agenda {
  readonly #heap: Entry[] = [];
  #noted = 0;

  note(at: Instant, act: Act): void {
    this.#noted += 1;
    const entry = { at, no: this.#noted, act };
    let place = this.#heap.push(entry) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || !isBefore(entry, parent)) break;
      this.#heap[place] = parent;
      place = above;
    }
    this.#heap[place] = entry;
  }

  take(): Entry | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined || first === last) return first;
    let place = 0;
    for (;;) {
      const left = this.#heap[place * 2 + 1];
      const right = this.#heap[place * 2 + 2];
      const isRight = left !== undefined && right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (child === undefined || !isBefore(child, last)) break;
      this.#heap[place] = child;
      place = place * 2 + (isRight ? 2 : 1);
    }
    this.#heap[place] = last;
    return first;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.no < b.no);
}
