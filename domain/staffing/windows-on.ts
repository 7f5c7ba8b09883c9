import type { HallEvent } from '../events.ts';
import { type Instant, unreachable, type WindowNo } from '../values.ts';

/** A window open and not paused; instants in ms. */
export interface OnTime {
  readonly window: WindowNo;
  readonly from: number;
  readonly to: number;
}

const TYPES = [
  'window-opened',
  'window-continued',
  'window-paused',
  'window-closed',
  'day-ended',
  'clock-jumped',
] as const satisfies readonly HallEvent['type'][];

/** Tells which windows are on; no other event does. */
export type WindowEvent = Extract<HallEvent, { readonly type: (typeof TYPES)[number] }>;

export function isWindowEvent<T extends { readonly type: string }>(
  event: T,
): event is T & { readonly type: WindowEvent['type'] } {
  return (TYPES as readonly string[]).includes(event.type);
}

/** Follows a hall's log in its order and tells when each window was on. */
export class WindowsOn {
  readonly #since = new Map<WindowNo, number>();
  #found: OnTime[] = [];

  add(event: WindowEvent, at: Instant): void {
    switch (event.type) {
      case 'window-opened':
      case 'window-continued':
        if (!this.#since.has(event.window)) this.#since.set(event.window, at);
        return;
      case 'window-paused':
      case 'window-closed':
        this.#end(event.window, at);
        return;
      case 'day-ended':
        for (const window of event.closed) this.#end(window, at);
        return;
      case 'clock-jumped':
        this.#leap(at, event.byMs);
        return;
      default:
        unreachable(event);
    }
  }

  /** What is told since the last taking, up to this instant. */
  take(at: number): readonly OnTime[] {
    const [found, on] = [this.#found, [...this.#since.keys()]];
    for (const window of on) {
      found.push({ window, from: this.#since.get(window) ?? at, to: at });
      this.#since.set(window, at);
    }
    this.#found = [];
    return found.filter(({ from, to }) => to > from);
  }

  #end(window: WindowNo, at: number): void {
    const from = this.#since.get(window);
    if (from === undefined) return;
    this.#since.delete(window);
    this.#found.push({ window, from, to: at });
  }

  /** The time a forward leap skips was no time: nobody sat at a window in it. */
  #leap(at: Instant, byMs: number): void {
    if (byMs <= 0) return;
    for (const [window, from] of this.#since) {
      this.#found.push({ window, from, to: at - byMs });
      this.#since.set(window, at);
    }
  }
}
