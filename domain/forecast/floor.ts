import { HandlingMeans } from './handling-means.ts';
import { Leaving } from './leaving.ts';
import { Recent } from './recent.ts';

/** Somebody who came. Instants in ms. */
export interface Comer {
  readonly id: string;
  readonly service: string;
  readonly isPriority: boolean;
  /** Those of one lane are called as they came, whatever the order. */
  readonly lane: string;
  readonly at: number;
}

/** Somebody at a window, and since when. */
export interface Served {
  readonly comer: Comer;
  readonly at: number;
}

/** Seen working within this, a window is taken to be on. */
const ON_WITHIN_MS = 10 * 60_000;
const RECENT_WAITS = 20;

/**
 * What goes on in a hall as one who watches would know it: who waits, who is served where since when, what happened
 * lately, and what all of it taught. It is told in order of time and asked in between.
 */
export class Floor {
  readonly handling = new HandlingMeans();
  readonly leaving = new Leaving();
  readonly comings = new Recent(ON_WITHIN_MS);
  readonly calls = new Recent(ON_WITHIN_MS);
  readonly goings = new Recent(ON_WITHIN_MS);
  readonly #waiting = new Map<string, Comer>();
  readonly #lanes = new Map<string, Map<string, Comer>>();
  /** How many wait, by service. */
  readonly #lines = new Map<string, number>();
  readonly #served = new Map<string, Served>();
  /** Last sign of work, by window. */
  readonly #worked = new Map<string, number>();
  /** Windows that came free while somebody waited, and when. */
  readonly #cameFree = new Map<string, number>();
  #waits: readonly number[] = [];

  get waiting(): ReadonlyMap<string, Comer> {
    return this.#waiting;
  }

  /** How many wait for a service. */
  waitingFor(service: string): number {
    return this.#lines.get(service) ?? 0;
  }

  /** By lane, in the order they came. */
  get lanes(): ReadonlyMap<string, ReadonlyMap<string, Comer>> {
    return this.#lanes;
  }

  /** By window. */
  get served(): ReadonlyMap<string, Served> {
    return this.#served;
  }

  /** Of the last who were called, newest last, ms. */
  get waits(): readonly number[] {
    return this.#waits;
  }

  /** Another day: nobody waits or is served; what was learnt stays. */
  clear(): void {
    this.#worked.clear();
    this.#waits = [];
    this.place([], new Map());
  }

  /** Puts things as they are, whatever led there. */
  place(waiting: readonly Comer[], served: ReadonlyMap<string, Served>): void {
    for (const part of [this.#waiting, this.#lanes, this.#lines, this.#served, this.#cameFree]) part.clear();
    for (const comer of waiting) this.#add(comer);
    for (const [post, one] of served) this.#served.set(post, one);
  }

  come(comer: Comer): void {
    this.#add(comer);
    this.comings.add(comer.at);
  }

  /** Called to a window; whoever stood there is done. */
  call(id: string, post: string, at: number): void {
    const free = this.#cameFree.get(post);
    const comer = this.#remove(id);
    if (comer === undefined) return;
    if (free !== undefined) this.handling.addGap(at - free);
    this.serve(comer, post, at);
    this.calls.add(at);
    this.leaving.add(at - comer.at, false);
    this.#waits = [...this.#waits, at - comer.at].slice(-RECENT_WAITS);
  }

  /** At a window, whether called to it or not. */
  serve(comer: Comer, post: string, at: number): void {
    this.finish(post, at);
    this.#cameFree.delete(post);
    this.#served.set(post, { comer, at });
    this.#worked.set(post, at);
  }

  finish(post: string, at: number): void {
    const served = this.#served.get(post);
    if (served === undefined) return;
    this.#served.delete(post);
    this.#worked.set(post, at);
    this.handling.addHandling(served.comer.service, at - served.at);
    if (this.#waiting.size > 0) this.#cameFree.set(post, at);
  }

  /** Gone without having been called. */
  leave(id: string, at: number): void {
    const comer = this.#remove(id);
    if (comer === undefined) return;
    this.goings.add(at);
    this.leaving.add(at - comer.at, true);
  }

  /** Windows at work, and those seen at work lately. */
  postsOn(at: number): readonly string[] {
    const on: string[] = [];
    for (const [post, worked] of this.#worked) {
      if (this.#served.has(post) || at - worked <= ON_WITHIN_MS) on.push(post);
      else this.#worked.delete(post);
    }
    return on;
  }

  #add(comer: Comer): void {
    this.#waiting.set(comer.id, comer);
    this.#lines.set(comer.service, this.waitingFor(comer.service) + 1);
    const lane = this.#lanes.get(comer.lane);
    if (lane === undefined) this.#lanes.set(comer.lane, new Map([[comer.id, comer]]));
    else lane.set(comer.id, comer);
  }

  #remove(id: string): Comer | undefined {
    const comer = this.#waiting.get(id);
    if (comer === undefined) return undefined;
    this.#waiting.delete(id);
    this.#lines.set(comer.service, this.waitingFor(comer.service) - 1);
    if (this.#waiting.size === 0) this.#cameFree.clear(); // who is called later will not have been kept waiting by it
    this.#lanes.get(comer.lane)?.delete(id);
    return comer;
  }
}
