import { type Figure, fraction } from '../figures/figures.ts';
import type { Foretold } from '../forecast/foretold.ts';
import type { Post, Scene } from '../forecast/scene.ts';

/** Another window now, or one fewer, by its name in the scene. */
export type WindowChange =
  { readonly what: 'open'; readonly post: Post } | { readonly what: 'close'; readonly name: string };

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

/** The scene as it would be; whoever stands at a closing window is served to the end and keeps nobody waiting. */
export function changed(scene: Scene, change: WindowChange): Scene {
  const name = change.what === 'open' ? change.post.name : change.name;
  const others = scene.posts.filter((post) => post.name !== name);
  return { ...scene, posts: change.what === 'open' ? [...others, change.post] : others };
}

/** Foretells for the same citizens twice, by the same rule, without the change and with it. */
export function whatIf(
  scene: Scene,
  change: WindowChange,
  foretell: (scene: Scene) => ReadonlyMap<string, Foretold>,
): WhatIf {
  const then = changed(scene, change);
  const [before, after] = [foretell(scene), foretell(then)];
  const told = scene.waiting.map(({ id }) => id).filter((id) => before.has(id) && after.has(id));
  return {
    waiting: scene.waiting.length,
    before: outlook(scene, before, told),
    after: outlook(then, after, told),
  };
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
