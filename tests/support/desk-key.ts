import type { Locator, Page } from 'playwright-core';

/**
 * A key of the counter once it can be pressed: usable, and no press before it is under way. The hub's view may come
 * before the answer to the press that changed it, and until then another one is refused.
 */
export function usableKey(page: Page, key: string): Locator {
  return page.locator(`body:not(:has([aria-busy=true])) [data-testid=key-${key}][aria-disabled=false]`);
}
