import { type Figure, fraction } from '../figures/figures.ts';
import type { Foretold } from '../forecast/foretold.ts';
import { sceneOf } from '../forecast/hall-scene.ts';
import { runsFor } from '../forecast/runs-for.ts';
import type { Knowledge, Scene } from '../forecast/scene.ts';
import { simulate } from '../forecast/simulate.ts';
import type { Desk, Hall } from '../hall.ts';
import type { Settings } from '../settings/settings.ts';
import type { Instant, StaffNo, WindowNo } from '../values.ts';

/** A window that would open now, or close. */
export interface WindowChange {
  readonly what: 'open' | 'close';
  readonly window: WindowNo;
}

/** What those who wait may expect. */
export interface WaitOutlook {
  /** Whom none of the windows calls: their wait has no end, and they are in no mean. */
  readonly uncalled: number;
  /** Seconds still to wait: mean of the P50, and of the P80, over the same citizens before and after. */
  readonly p50S: Figure;
  readonly p80S: Figure;
}

export interface WhatIf {
  readonly waiting: number;
  readonly before: WaitOutlook;
  readonly after: WaitOutlook;
}

/** Why a question has no answer: what it supposes is so already. */
export function alreadySo({ desks }: Hall, { what, window }: WindowChange): boolean {
  return (desks.get(window)?.status === 'open') === (what === 'open');
}

/** Runs the hall forward twice, as it stands and as it would be; null knowledge: nothing can be told but who is called. */
export function whatIf(
  hall: Hall,
  settings: Settings,
  change: WindowChange,
  knowledge: Knowledge | null,
  at: Instant,
): WhatIf {
  const now = sceneOf(hall, settings, at);
  const then = sceneOf(withChange(hall, change, at), settings, at);
  const [before, after] = [foretell(now, knowledge), foretell(then, knowledge)];
  const told = now.waiting.map(({ id }) => id).filter((id) => before.has(id) && after.has(id));
  return { waiting: now.waiting.length, before: outlook(now, before, told), after: outlook(then, after, told) };
}

/** Whoever stands at a closing window is served to the end and keeps nobody waiting. */
function withChange(hall: Hall, { what, window }: WindowChange, at: Instant): Hall {
  const desks = new Map<WindowNo, Desk>(hall.desks);
  if (what === 'close') desks.delete(window);
  else desks.set(window, { ...(desks.get(window) ?? newDesk(window, at)), status: 'open' });
  return { ...hall, desks };
}

function newDesk(window: WindowNo, since: Instant): Desk {
  return {
    window,
    staff: '' as StaffNo,
    status: 'open',
    since,
    pauseReason: null,
    ticket: null,
    lastDone: null,
    undo: null,
  };
}

function foretell(scene: Scene, knowledge: Knowledge | null): ReadonlyMap<string, Foretold> {
  if (knowledge === null || scene.posts.length === 0) return new Map();
  // the hall as it is and as it would be, from one seed: what differs is the window
  return simulate(scene, knowledge, { runs: runsFor(scene.waiting.length, 2), seed: 1 }).waiting;
}

function outlook(scene: Scene, foretold: ReadonlyMap<string, Foretold>, told: readonly string[]): WaitOutlook {
  const total = (of: keyof Foretold): number => told.reduce((sum, id) => sum + (foretold.get(id)?.[of] ?? 0), 0);
  const isCalled = (service: string): boolean => scene.posts.some((post) => post.services.has(service));
  return {
    uncalled: scene.waiting.filter(({ service }) => !isCalled(service)).length,
    p50S: fraction(total('p50S'), told.length),
    p80S: fraction(total('p80S'), told.length),
  };
}
