import { earlier, type Waiting } from '../queue/order/order-rule.ts';
import type { HandlingTimes } from './handling-times.ts';
import { LaterComings } from './later-comings.ts';
import type { Knowledge, Post, Scene } from './scene.ts';

/** Somebody of whom the time of the call is noted. A ghost stands for who might come now: it takes nobody's time. */
export interface Walker extends Waiting {
  /** Mean time of a handling, ms. */
  readonly handling: number;
  readonly isGhost: boolean;
  readonly line: number;
  /** Place in the table of results; -1: nobody asks. */
  readonly place: number;
}

/** Services that the same windows call stand in one line a kind. */
export interface Line {
  readonly services: ReadonlySet<string>;
  readonly priority: readonly Walker[];
  readonly ordinary: readonly Walker[];
  readonly later: LaterComings;
}

export interface Lines {
  readonly lines: readonly Line[];
  readonly walkers: readonly Walker[];
  readonly ghosts: readonly {
    readonly services: ReadonlySet<string>;
    readonly ordinary: number;
    readonly priority: number;
  }[];
}

/** Everybody of a scene in their lines, and a ghost at the end of each. */
export function linesOf({ at, waiting, posts }: Scene, knowledge: Knowledge, times: HandlingTimes): Lines {
  const groups = groupsOf(posts);
  const line = new Map(groups.flatMap((services, index) => [...services].map((service) => [service, index] as const)));
  const walkers: Walker[] = waiting.map(({ service, since, issuedSeq, isPriority }, place) => {
    return {
      since,
      issuedSeq,
      isPriority,
      handling: times.mean(service),
      isGhost: false,
      line: line.get(service) ?? -1,
      place,
    };
  });
  const ghosts = groups.map((services, index) => {
    const place = walkers.length;
    const ghost = { since: at, issuedSeq: Infinity, isPriority: false, handling: 0, isGhost: true, line: index, place };
    walkers.push(ghost, { ...ghost, isPriority: true, place: place + 1 });
    return { services, ordinary: place, priority: place + 1 };
  });
  const lines = groups.map((services, index): Line => {
    const mine = walkers.filter((walker) => walker.line === index).sort(earlier);
    return {
      services,
      priority: mine.filter((walker) => walker.isPriority),
      ordinary: mine.filter((walker) => !walker.isPriority),
      later: new LaterComings(at, (then) => knowledge.priorityRate(services, then)),
    };
  });
  return { lines, walkers, ghosts };
}

/** Services parted by which windows call them. */
function groupsOf(posts: readonly Post[]): readonly ReadonlySet<string>[] {
  const callers = new Map<string, string>();
  posts.forEach(({ services }, index) => {
    for (const service of services) callers.set(service, `${callers.get(service) ?? ''} ${String(index)}`);
  });
  const groups = new Map<string, Set<string>>();
  for (const [service, who] of callers) groups.set(who, (groups.get(who) ?? new Set()).add(service));
  return [...groups.values()];
}
