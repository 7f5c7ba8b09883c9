import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type Caller, done } from '../support/caller.ts';
import { type HallInBrowser, openHall, QINGXI, take } from '../support/hall-in-browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const PATIENT = { timeout: 20_000 };
const PHONE = [360, 640] as const;
const WINDOW_3 = `${QINGXI}/windows/3`;
const words = async (page: Page): Promise<string> => (await page.locator('#ticket').innerText()).replace(/\s+/g, ' ');

async function clerkAtThree(hall: HallInBrowser): Promise<Caller> {
  await hall.person('0403', 'staff');
  const clerk = await hall.signedIn('0403');
  await done(clerk.post(`${WINDOW_3}/open`));
  return clerk;
}

it('[T16] without any script: number, people ahead, the window when called, cancelling asked twice, rating by form', async () => {
  const hall = await openHall(browser);
  const clerk = await clerkAtThree(hall);
  const dispenser = await hall.device('dispenser');
  const [first, second, third] = [await take(dispenser), await take(dispenser), await take(dispenser)];
  const plain = { size: PHONE, context: { javaScriptEnabled: false } };
  const page = await hall.open(`/t/${second.token}`, plain);
  expect(await words(page)).toMatch(/A002.*前面.*1/);
  await done(clerk.post(`${WINDOW_3}/call-next`));
  await page.reload();
  expect(await words(page)).toMatch(new RegExp(`下一个就是您.*${first.number} 3 号窗口`));
  await done(clerk.post(`${WINDOW_3}/call-next`));
  await page.getByText('再看一次').click();
  expect(await words(page)).toMatch(/A002.*3 ?号窗口/);
  await done(clerk.post(`${WINDOW_3}/finish`, { outcome: 'done' }));
  await page.reload();
  expect(await page.locator('input[name=level]:checked').count()).toBe(0);
  await page.locator('input[name=level][value="4"]').check();
  await page.locator('form[action*=rating] button[type=submit]').click();
  expect(await page.locator('form[action*=rating]').count()).toBe(0);
  expect(await done(hall.nobody.get(`/tickets/${second.token}`))).toMatchObject({ status: 'done' });
  const again = await hall.nobody.post(`/tickets/${second.token}/rating`, { level: 5 });
  expect(again.body).toMatchObject({ code: 'already-rated' });

  const other = await hall.open(`/t/${third.token}`, plain);
  const status = async (): Promise<unknown> => (await done(hall.nobody.get(`/tickets/${third.token}`)))['status'];
  await other.locator('a[href*="ask=cancel"]').click();
  expect(await status(), 'asked only').toBe('waiting');
  await other.locator('form[action*=cancel] button[type=submit]').click();
  expect(await words(other)).toContain('A003');
  expect(await status()).toBe('cancelled');
  expect(await other.locator('a[href*="ask=cancel"]').count()).toBe(0);
});

it('[T16] with scripts it turns to the window by itself when called, and to the rating when done', async () => {
  const hall = await openHall(browser);
  const clerk = await clerkAtThree(hall);
  const { token } = await take(await hall.device('dispenser'));
  const page = await hall.open(`/t/${token}`, { size: PHONE });
  await expect.poll(() => page.locator('#ticket').getAttribute('data-state'), PATIENT).toMatch(/^waiting/);
  let loads = 0;
  page.on('framenavigated', () => (loads += 1));
  await done(clerk.post(`${WINDOW_3}/call-next`));
  await expect.poll(() => words(page), PATIENT).toMatch(/A001.*3 ?号窗口/);
  await done(clerk.post(`${WINDOW_3}/arrived`));
  await done(clerk.post(`${WINDOW_3}/finish`, { outcome: 'done' }));
  await page.locator('input[name=level]').first().waitFor(PATIENT);
  expect(loads).toBe(0);
});
