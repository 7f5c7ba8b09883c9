import type { OrderRule, Turn, Waiting } from '../queue/order/order-rule.ts';

/** Somebody who waits, as the simulation knows them. */
export interface Waiter extends Waiting {
  readonly id: string;
  readonly service: string;
}

/** A window that is on, as the simulation knows it. */
export interface Post {
  readonly name: string;
  readonly services: ReadonlySet<string>;
  /** Windows of one cycle share the turns of a ratio. */
  readonly cycle: string;
  /** What is served there and since when, ms; null: nobody. */
  readonly busy: { readonly service: string; readonly since: number } | null;
}

/** A hall at one moment: who waits, which windows are on and what they call, whom they serve since when, the order. */
export interface Scene {
  readonly at: number;
  readonly waiting: readonly Waiter[];
  readonly posts: readonly Post[];
  readonly order: OrderRule;
  /** Where each cycle stands; one that is not named begins. */
  readonly turns: ReadonlyMap<string, Turn>;
}

/** What the hall's history says of what will come; times in ms. */
export interface Knowledge {
  /** Mean time from the call to the end of the handling. */
  readonly handlingMs: (service: string) => number;
  /** Its coefficient of variation. */
  readonly handlingCv: number;
  /** Mean time from an end to the next call while somebody waits. */
  readonly gapMs: number;
  /** Of those who are still there after `from`, the share that is gone, or does not come when called, by `to`. */
  readonly gone: (from: number, to: number) => number;
  /** Priority tickets taken in a millisecond for these services at that time of day. */
  readonly priorityRate: (services: ReadonlySet<string>, at: number) => number;
}
