import type { Knowledge, Post, Scene, Waiter } from '../../domain/forecast/scene.ts';
import { simulate } from '../../domain/forecast/simulate.ts';
import { firstCome } from '../../domain/queue/order/first-come.ts';
import { sure } from './people.ts';

export const MINUTE = 60_000;
export const AT = 9 * 60 * MINUTE;
export const ALL = new Set(['a', 'b']);

/** Five minutes a handling, always; nobody leaves, nobody with priority comes later. */
export function knowing(change: Partial<Knowledge> = {}): Knowledge {
  const nothing = { gapMs: 0, gone: () => 0, priorityRate: () => 0 };
  return { handlingMs: () => 5 * MINUTE, handlingCv: 0, ...nothing, ...change };
}

/** Who came so many minutes ago; a name that begins with p has priority. */
export function waiter(id: string, minutesAgo: number, service = 'a'): Waiter {
  return { id, service, since: AT - minutesAgo * MINUTE, issuedSeq: 100 - minutesAgo, isPriority: id.startsWith('p') };
}

/** A window; `since` minutes it has served somebody. */
export function post(name: string, since: number | null = null, services: ReadonlySet<string> = ALL): Post {
  const busy = since === null ? null : { service: 'a', since: AT - since * MINUTE };
  return { name, services, cycle: '', busy };
}

export function scene(posts: readonly Post[], waiting: readonly Waiter[] = [], change: Partial<Scene> = {}): Scene {
  return { at: AT, waiting, posts, order: firstCome, turns: new Map(), ...change };
}

/** Minutes until each is called, by the median of 200 futures. */
export function minutes(of: Scene, knowledge: Knowledge = knowing(), runs = 200): Readonly<Record<string, number>> {
  const { waiting, newcomers } = simulate(of, knowledge, { runs, seed: 7 });
  const told = [...waiting].map(([id, { p50S }]) => [id, p50S / 60] as const);
  const coming = [...newcomers].flatMap(([service, { ordinary, priority }]) => [
    [`+${service}`, sure(ordinary).p50S / 60] as const,
    [`+p${service}`, sure(priority).p50S / 60] as const,
  ]);
  return Object.fromEntries([...told, ...coming]);
}
