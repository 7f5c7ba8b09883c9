import type { Chance } from '../chance.ts';
import { earlier, FIRST_TURN, type Turn } from '../queue/order/order-rule.ts';
import type { HandlingTimes } from './handling-times.ts';
import type { Line, Walker } from './lines.ts';
import type { Knowledge, Post, Scene } from './scene.ts';

/** Nobody is told of a call later than this. */
export const HORIZON_MS = 12 * 3_600_000;

/** One future after the other; what they share is made once. */
export class Future {
  readonly #scene: Scene;
  readonly #knowledge: Knowledge;
  readonly #lines: readonly Line[];
  readonly #times: HandlingTimes;
  readonly #chance: Chance;
  /** By post, the lines it calls. */
  readonly #calls: readonly (readonly number[])[];
  /** By post, mean time of the handling at hand, ms; -1: nobody is there. */
  readonly #busy: readonly number[];
  /** By post, its cycle. */
  readonly #cycles: readonly number[];
  readonly #firstTurns: readonly Turn[];
  readonly #anyHandling: number;
  readonly #gap: number;
  readonly #free: Float64Array;
  readonly #ordinaryAt: Int32Array;
  readonly #priorityAt: Int32Array;
  /** By line, when the next priority ticket is taken. */
  readonly #nextComes: Float64Array;
  /** By line, who came later and waits. */
  readonly #late: Walker[][];
  #left = 0;

  constructor(scene: Scene, knowledge: Knowledge, lines: readonly Line[], times: HandlingTimes, chance: Chance) {
    this.#scene = scene;
    this.#knowledge = knowledge;
    this.#lines = lines;
    this.#times = times;
    this.#chance = chance;
    const indices = lines.map((_, index) => index);
    this.#calls = scene.posts.map((post) => indices.filter((line) => isCalledBy(lines[line], post)));
    this.#busy = scene.posts.map(({ busy }) => (busy === null ? -1 : times.mean(busy.service)));
    const cycles = [...new Set(scene.posts.map(({ cycle }) => cycle))];
    this.#cycles = scene.posts.map(({ cycle }) => cycles.indexOf(cycle));
    this.#firstTurns = cycles.map((cycle) => scene.turns.get(cycle) ?? FIRST_TURN);
    this.#anyHandling = times.mean('');
    this.#gap = knowledge.gapMs;
    this.#free = new Float64Array(scene.posts.length);
    this.#ordinaryAt = new Int32Array(lines.length);
    this.#priorityAt = new Int32Array(lines.length);
    this.#nextComes = new Float64Array(lines.length);
    this.#late = lines.map(() => []);
  }

  /** Notes in `table`, by place, how long after now each is called. */
  run(run: number, table: readonly Float64Array[]): void {
    this.#begin();
    const { at: start, order } = this.#scene;
    const turns = [...this.#firstTurns];
    while (this.#left > 0) {
      const post = this.#firstFree();
      const at = this.#free[post] ?? Infinity;
      if (at - start > HORIZON_MS) return;
      const priority = this.#head(post, 'priority', at);
      const ordinary = this.#head(post, 'ordinary', at);
      const cycle = this.#cycles[post] ?? 0;
      const turn = turns[cycle] ?? FIRST_TURN;
      const next = order.pick(priority, ordinary, at, turn);
      if (next === undefined) {
        this.#free[post] = this.#comesFor(post);
        continue;
      }
      this.#take(next);
      const waits = table[next.place];
      if (waits !== undefined) waits[run] = at - start;
      if (next.isGhost) continue;
      turns[cycle] = order.turnAfter(turn, priority !== undefined && ordinary !== undefined);
      const gone = this.#knowledge.gone(Math.max(0, start - next.since), at - next.since);
      if (this.#chance.next() < gone) continue;
      this.#free[post] = at + this.#times.draw(next.handling) + this.#gap;
    }
  }

  #begin(): void {
    const { at, posts } = this.#scene;
    posts.forEach(({ busy }, post) => {
      const left = busy === null ? 0 : this.#times.left(this.#busy[post] ?? 0, at - busy.since);
      this.#free[post] = at + left + this.#gap;
    });
    this.#ordinaryAt.fill(0);
    this.#priorityAt.fill(0);
    this.#left = 0;
    this.#lines.forEach(({ priority, ordinary, later }, line) => {
      this.#left += priority.length + ordinary.length;
      this.#late[line] = [];
      this.#nextComes[line] = later.after(at, this.#chance);
    });
  }

  #firstFree(): number {
    let first = 0;
    for (let post = 1; post < this.#free.length; post += 1) {
      if ((this.#free[post] ?? Infinity) < (this.#free[first] ?? Infinity)) first = post;
    }
    return first;
  }

  /** The first of a kind whom this post may call. */
  #head(post: number, kind: 'priority' | 'ordinary', at: number): Walker | undefined {
    let head: Walker | undefined;
    const lines = this.#calls[post] ?? [];
    for (const line of lines) {
      const walker = kind === 'ordinary' ? this.#ordinaryHead(line) : this.#priorityHead(line, at);
      if (walker !== undefined && (head === undefined || earlier(walker, head) < 0)) head = walker;
    }
    return head;
  }

  #ordinaryHead(line: number): Walker | undefined {
    return this.#lines[line]?.ordinary[this.#ordinaryAt[line] ?? 0];
  }

  /** Those of now came before those who come later. */
  #priorityHead(line: number, at: number): Walker | undefined {
    const now = this.#lines[line]?.priority[this.#priorityAt[line] ?? 0];
    return now ?? this.#lateHead(line, at);
  }

  #lateHead(line: number, at: number): Walker | undefined {
    const late = this.#late[line];
    const later = this.#lines[line]?.later;
    if (late === undefined || later === undefined) return undefined;
    for (let comes = this.#nextComes[line] ?? Infinity; comes <= at; comes = this.#nextComes[line] ?? Infinity) {
      const handling = this.#anyHandling;
      late.push({ since: comes, issuedSeq: Infinity, isPriority: true, handling, isGhost: false, line, place: -1 });
      this.#nextComes[line] = later.after(comes, this.#chance);
    }
    return late[0];
  }

  #take({ line, isPriority, place }: Walker): void {
    if (place < 0) {
      this.#late[line]?.shift();
      return;
    }
    const heads = isPriority ? this.#priorityAt : this.#ordinaryAt;
    heads[line] = (heads[line] ?? 0) + 1;
    this.#left -= 1;
  }

  /** When somebody comes for whom this post, which has nobody to call, would be there. */
  #comesFor(post: number): number {
    const comes = (this.#calls[post] ?? []).map((line) => this.#nextComes[line] ?? Infinity);
    return Math.min(Infinity, ...comes);
  }
}

function isCalledBy(line: Line | undefined, post: Post): boolean {
  const [service] = line?.services ?? [];
  return service !== undefined && post.services.has(service);
}
