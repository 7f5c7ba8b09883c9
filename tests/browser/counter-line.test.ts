import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openLine } from '../support/cuttable-line.ts';
import { openHall, take } from '../support/hall-in-browser.ts';
import { eventsOf, storedLog } from '../support/stored-log.ts';
import { logHead } from '../support/stored-rows.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const on = (page: Page, id: string) => page.getByTestId(id);
const PATIENT = { timeout: 20_000 };
const text = (page: Page, id: string) => expect.poll(() => on(page, id).textContent(), PATIENT);

it('[W2] a ticket issued elsewhere stands in the queue by itself, marked as new; a note is written and read', async () => {
  const hall = await openHall(browser);
  const dispenser = await hall.device('dispenser');
  await hall.person('0401', 'staff');
  await take(dispenser);
  const page = await hall.counter('0401', 1);
  await on(page, 'queue-A001').waitFor(PATIENT);
  await hall.person('0306', 'guide');
  const guide = await hall.open('/counter');
  await on(guide, 'staffNo').fill('0306');
  await on(guide, 'password').fill('Qingxi-2026-hall');
  await on(guide, 'sign-in-go').click();
  await on(guide, 'issue-general').click();
  await on(page, 'queue-H001').waitFor(PATIENT);
  expect(await on(page, 'queue-H001').textContent()).toContain('新到');
  await text(page, 'queue').toContain('等候 2 人');
  expect(await page.locator('.heard').textContent()).toContain('新到 H001');

  await on(page, 'key-callNext').click();
  await text(page, 'current-number').toBe('A001');
  await on(page, 'note').fill('户口簿首页要复印');
  await on(page, 'note').press('Control+Enter');
  await expect.poll(() => page.locator('note-field h3').textContent(), PATIENT).toContain('已保存');
  await page.reload();
  await expect.poll(() => on(page, 'note').inputValue(), PATIENT).toBe('户口簿首页要复印');
});

it('[W3] cut off, the counter says so and refuses at once; healed, nothing of it was done', async () => {
  const hall = await openHall(browser);
  const line = await openLine(hall.hub().url);
  const dispenser = await hall.device('dispenser');
  await hall.person('0401', 'staff');
  const page = await hall.counter('0401', 1, { base: line.url });
  await take(dispenser);
  await on(page, 'queue-A001').waitFor(PATIENT);
  const head = logHead(hall.data);
  line.ail('cut');
  await on(page, 'contact-lost').waitFor({ timeout: 10_000 });
  await text(page, 'contact').toBe('未连接');
  const asked: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && asked.push(request.url()));
  for (const press of [
    () => page.keyboard.press('F2'),
    () => on(page, 'key-callNext').click({ force: true }),
    () => page.keyboard.press('F10'),
    () => on(page, 'close-window').click({ force: true }),
  ]) {
    await press();
    expect(await on(page, 'told').textContent()).toContain('没有连接，刚才的操作没有执行');
  }
  line.heal();
  await on(page, 'contact-lost').waitFor({ ...PATIENT, state: 'detached' });
  await text(page, 'contact').toBe('已连接');
  await on(page, 'queue-A001').waitFor(PATIENT);
  expect(asked).toEqual([]);
  expect(logHead(hall.data)).toEqual(head);
  await page.keyboard.press('F2');
  await text(page, 'current-number').toBe('A001');
});

it('[W3] a press into a line that is dead unnoticed is answered in words, and not done when it comes out late', async () => {
  const hall = await openHall(browser);
  const line = await openLine(hall.hub().url);
  const dispenser = await hall.device('dispenser');
  await hall.person('0401', 'staff');
  const page = await hall.counter('0401', 1, { base: line.url });
  await take(dispenser);
  await on(page, 'queue-A001').waitFor(PATIENT);
  const head = logHead(hall.data);
  line.ail('stalled');
  const pressed = Date.now();
  await page.keyboard.press('F2');
  await expect.poll(() => on(page, 'told').textContent(), { timeout: 10_000 }).toContain('没有回音');
  await on(page, 'contact-lost').waitFor({ timeout: 10_000 });
  await page.waitForTimeout(Math.max(0, pressed + 10_500 - Date.now()));
  line.heal();
  await on(page, 'contact-lost').waitFor({ ...PATIENT, state: 'detached' });
  await on(page, 'queue-A001').waitFor(PATIENT);
  await on(page, 'idle').waitFor();
  expect(logHead(hall.data)).toEqual(head);
});

/** What the hub pushes is kept from the page while \`held\`, as on a screen that hangs; its heartbeats are not. */
const MAY_HANG = `{
  const Line = WebSocket;
  window.WebSocket = class extends Line {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', (event) => {
        if (window.held && String(event.data).startsWith('42')) event.stopImmediatePropagation();
      });
    }
  };
}`;

it('[C2] two quick presses call one; a second browser whose screen is old is refused in words', async () => {
  const hall = await openHall(browser);
  const dispenser = await hall.device('dispenser');
  await hall.person('0401', 'staff');
  const page = await hall.counter('0401', 1);
  for (let ticket = 0; ticket < 4; ticket += 1) await take(dispenser);
  await on(page, 'queue-A004').waitFor(PATIENT);
  const calls = async (): Promise<number> => eventsOf(await storedLog(hall.data), 'ticket-called').length;
  await on(page, 'key-callNext').dblclick();
  await text(page, 'current-number').toBe('A001');
  expect(await calls()).toBe(1);
  await page.keyboard.press('F9');
  await on(page, 'idle').waitFor(PATIENT);
  await Promise.all([page.keyboard.press('F2'), page.keyboard.press('F2')]);
  await text(page, 'current-number').toBe('A002');
  expect(await calls()).toBe(2);
  await page.keyboard.press('F9');
  await on(page, 'idle').waitFor(PATIENT);

  const second = await hall.open('/counter', { before: MAY_HANG });
  await on(second, 'staffNo').fill('0401');
  await on(second, 'password').fill('Qingxi-2026-hall');
  await on(second, 'sign-in-go').click();
  await on(second, 'queue-A003').waitFor(PATIENT);
  await second.evaluate('window.held = true');
  await page.keyboard.press('F2');
  await text(page, 'current-number').toBe('A003');
  await on(second, 'key-callNext').click();
  await text(second, 'told').toContain('屏幕已更新');
  expect(await calls()).toBe(3);
  await second.evaluate('window.held = false');
  await page.keyboard.press('F4');
  await text(second, 'current-number').toBe('A003');
});
