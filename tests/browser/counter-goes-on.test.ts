import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type HallInBrowser, openHall, signIn, take } from '../support/hall-in-browser.ts';
import { logHead } from '../support/stored-rows.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const on = (page: Page, id: string) => page.getByTestId(id);
const PATIENT = { timeout: 20_000 };
const text = (page: Page, id: string) => expect.poll(() => on(page, id).textContent(), PATIENT);

/** A clerk at window 2 in the middle of serving A001. */
async function inMidService(hall: HallInBrowser): Promise<Page> {
  await hall.person('0401', 'staff');
  const page = await hall.counter('0401', 2);
  await take(await hall.device('dispenser'));
  await on(page, 'queue-A001').waitFor(PATIENT);
  await page.keyboard.press('F2');
  await text(page, 'current-number').toBe('A001');
  await page.keyboard.press('F4');
  await expect.poll(() => page.locator('.clockwork dt').textContent(), PATIENT).toBe('办理用时');
  return page;
}

/** Window 2 with A001, as it was left. */
async function expectGoesOn(page: Page): Promise<void> {
  await text(page, 'current-number').toBe('A001');
  expect(await page.locator('.top .seal').textContent()).toBe('2');
  expect(await page.locator('.clockwork dt').textContent()).toBe('办理用时');
}

it('[C20] a browser closed in mid-service loses nothing: signed in on another, the same window and ticket', async () => {
  const hall = await openHall(browser);
  const page = await inMidService(hall);
  const head = logHead(hall.data);
  await page.context().close();
  const other = await hall.open('/counter');
  await signIn(other, '0401');
  await expectGoesOn(other);
  expect(logHead(hall.data)).toEqual(head);
  await other.keyboard.press('F9');
  await on(other, 'idle').waitFor(PATIENT);
});

it('[C20] a session that ended leads to the door, and back to the same window and ticket', async () => {
  const hall = await openHall(browser);
  const page = await inMidService(hall);
  const head = logHead(hall.data);
  const beside = await page.context().newPage();
  await beside.goto(`${hall.hub().url}/`);
  const ended = await beside.evaluate(async () => {
    const { csrfToken } = (await (await fetch('/api/v1/session')).json()) as { csrfToken: string };
    return (await fetch('/api/v1/session', { method: 'DELETE', headers: { 'x-csrf-token': csrfToken } })).status;
  });
  expect(ended).toBe(204);
  await on(page, 'sign-in').waitFor(PATIENT);
  await signIn(page, '0401');
  await expectGoesOn(page);
  expect(logHead(hall.data)).toEqual(head);
});

it('[C20] a supervisor closes the window from the board, and the clerk is told', async () => {
  const hall = await openHall(browser);
  const page = await inMidService(hall);
  await hall.person('0701', 'supervisor');
  const supervisor = await hall.open('/supervisor');
  await signIn(supervisor, '0701');
  await text(supervisor, 'window-2').toContain('A001');
  await on(supervisor, 'close-2').click();
  await text(supervisor, 'close-sure').toContain('A001');
  await on(supervisor, 'close-yes').click();
  await on(page, 'window-2').waitFor(PATIENT);
  expect(await page.locator('.err').textContent()).toContain('窗口已被关闭，请重新选择');
  await text(supervisor, 'window-2').not.toContain('A001');
  expect(await on(supervisor, 'close-2').count()).toBe(0);
});
