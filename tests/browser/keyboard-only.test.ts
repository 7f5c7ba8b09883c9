import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { usableKey } from '../support/desk-key.ts';
import { openHall, take } from '../support/hall-in-browser.ts';
import { good } from '../support/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it('a clerk signs in, calls and finishes without a mouse, and sees where the focus is', async () => {
  const hall = await openHall(browser);
  await hall.person('0401', 'staff');
  await take(await hall.device('dispenser'));
  const page = await hall.open('/counter');
  await page.getByTestId('staffNo').waitFor();
  await tabTo(page, 'staffNo');
  await page.keyboard.type('0401');
  await page.keyboard.press('Tab');
  await page.keyboard.type(good);
  await page.keyboard.press('Enter');
  await page.getByTestId('window-2').waitFor();
  await tabTo(page, 'window-2');
  await page.keyboard.press('Enter');
  await page.getByTestId('queue-A001').waitFor();
  await tabTo(page, 'key-callNext');
  await page.keyboard.press('Space');
  await expect.poll(() => page.getByTestId('current-number').textContent()).toBe('A001');
  await usableKey(page, 'arrive').waitFor();
  await tabTo(page, 'key-finish');
  await page.keyboard.press('Enter');
  await page.getByTestId('idle').waitFor();
});

/** Goes on with the Tab key until the focus is there, and holds it to being seen. */
async function tabTo(page: Page, id: string): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate((wanted) => {
      const focused = document.activeElement;
      if (focused === null || focused.getAttribute('data-testid') !== wanted) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      return { outlineStyle, wide: parseFloat(outlineWidth) };
    }, id);
    if (found === null) continue;
    expect(found.outlineStyle).not.toBe('none');
    expect(found.wide).toBeGreaterThanOrEqual(2);
    return;
  }
  throw new Error(`the Tab key never comes to ${id}`);
}
