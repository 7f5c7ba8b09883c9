import type { Page } from 'playwright-core';
import type { HallView } from '../../protocol/views.ts';
import { type Caller, done } from '../support/caller.ts';
import { QINGXI } from '../support/hall-in-browser.ts';

/** The numbers of a hall, as a screen draws them or as the hub's answer says they should be drawn. */
export interface DrawnHall {
  /** Number and window, newest first, at most the seven that a screen has room for. */
  readonly calls: readonly string[];
  /** Waiting by service. */
  readonly waiting: Readonly<Record<string, number>>;
  readonly missed: readonly string[];
}

const CALLS_SHOWN = 7;

/** Reads `/display` off its screen. */
export function drawnHall(page: Page): Promise<DrawnHall> {
  return page.evaluate(() => {
    const texts = (selector: string): string[] =>
      [...document.querySelectorAll(selector)].map((each) => each.textContent.trim());
    const newest = [...document.querySelectorAll('[data-testid=call]')].map(
      (call) => `${call.getAttribute('data-number') ?? ''} ${call.getAttribute('data-window') ?? ''}`,
    );
    const earlier = [...document.querySelectorAll('li[data-number]')].map(
      (call) => `${call.getAttribute('data-number') ?? ''} ${call.querySelector('.seal')?.textContent ?? ''}`,
    );
    const waiting = [...document.querySelectorAll('[data-testid=waiting] li[data-service]')].map(
      (line) => [line.getAttribute('data-service') ?? '', Number(line.querySelector('b')?.textContent)] as const,
    );
    return {
      calls: [...newest, ...earlier],
      waiting: Object.fromEntries(waiting),
      missed: texts('[data-testid=missed] b'),
    };
  });
}

/** What the hub says now. */
export async function toldHall(nobody: Caller): Promise<DrawnHall> {
  const view = (await done(nobody.get(QINGXI))) as unknown as HallView;
  const calls: string[] = [];
  for (const { kind, number, window } of [...view.announcements].reverse()) {
    if (kind === 'no-show' || view.missed.includes(number) || calls.some((call) => call.startsWith(`${number} `)))
      continue;
    calls.push(`${number} ${String(window)}`);
  }
  return {
    calls: calls.slice(0, CALLS_SHOWN),
    waiting: Object.fromEntries(view.services.map(({ id, waiting }) => [id, waiting])),
    missed: view.missed.slice(0, 4),
  };
}
