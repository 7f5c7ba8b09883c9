import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { openBrowser } from '../support/browser.ts';
import { usableKey } from '../support/desk-key.ts';
import { openHall, take } from '../support/hall-in-browser.ts';
import { storedRows } from '../support/stored-rows.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const on = (page: Page, id: string) => page.getByTestId(id);
const PATIENT = { timeout: 15_000 };

const SHORTCUTS = {
  callNext: 'F2',
  recall: 'F3',
  arrive: 'F4',
  noShow: 'F6',
  finish: 'F9',
  pause: 'F10',
  goOn: 'F10',
  undo: 'F12',
} as const;
type Key = keyof typeof SHORTCUTS;
type Use = (page: Page, key: Key) => Promise<void>;

/** Presses once the key says that it can be used: the hub's view has come. */
const click: Use = async (page, key) => {
  await usableKey(page, key).click(PATIENT);
};
const shortcut: Use = async (page, key) => {
  await usableKey(page, key).waitFor(PATIENT);
  await page.keyboard.press(SHORTCUTS[key]);
};

/** A clerk's work with every key of today, each of them once; two people wait. */
async function workThrough(page: Page, use: Use, first: string, second: string): Promise<void> {
  const number = on(page, 'current-number');
  await use(page, 'callNext');
  await expect.poll(() => number.textContent(), PATIENT).toBe(first);
  await use(page, 'undo');
  await on(page, 'idle').waitFor(PATIENT);
  await use(page, 'callNext');
  await expect.poll(() => number.textContent(), PATIENT).toBe(first);
  await use(page, 'recall');
  await expect.poll(() => page.locator('.tags').textContent(), PATIENT).toContain('已重呼 1 次');
  await use(page, 'noShow');
  await expect.poll(() => on(page, 'queue').textContent(), PATIENT).toMatch(new RegExp(`过号\\s*${first}`));
  await use(page, 'callNext');
  await expect.poll(() => number.textContent(), PATIENT).toBe(second);
  await use(page, 'arrive');
  await expect.poll(() => page.locator('.clockwork dt').textContent(), PATIENT).toBe('办理用时');
  await use(page, 'finish');
  await on(page, 'idle').waitFor(PATIENT);
  await use(page, 'pause');
  if (use === click) await on(page, 'pause-1').click();
  else await page.keyboard.press('1');
  await expect.poll(() => on(page, 'idle').textContent(), PATIENT).toContain('已暂停：暂离岗位');
  await use(page, 'goOn');
  await expect.poll(() => on(page, 'idle').textContent(), PATIENT).toContain('窗口空闲');
}

const HAPPENED = [
  'ticket-called',
  'undone',
  'ticket-called',
  'ticket-recalled',
  'ticket-missed',
  'ticket-called',
  'ticket-arrived',
  'ticket-finished',
  'window-paused',
  'window-continued',
];

it.each([
  ['1366×768', [1366, 768] as const],
  ['a strip of 400×700', [400, 700] as const],
])('[W1] signed in at %s, each key does its work by one click and by its shortcut, and shows it', async (_, size) => {
  const hall = await openHall(browser);
  await hall.configure({ rules: { ...demoHall().rules, recallIntervalS: 0 } });
  await hall.person('0401', 'staff');
  const dispenser = await hall.device('dispenser');
  const page = await hall.counter('0401', 1, { size });
  for (const use of [click, shortcut]) {
    const [first, second] = [await take(dispenser), await take(dispenser)];
    const seq = (storedRows(hall.data, 'SELECT max(seq) AS seq FROM events')[0] as { seq: number }).seq;
    await workThrough(page, use, first.number, second.number);
    const rows = storedRows(hall.data, 'SELECT type FROM events WHERE seq > ? ORDER BY seq', seq);
    expect(rows.map((row) => (row as { type: string }).type)).toEqual(HAPPENED);
  }
  await expectShown(page, size);
  await on(page, 'close-window').click();
  await on(page, 'window-1').waitFor(PATIENT);
});

/** Each key tells its shortcut, none is cut off, and nothing has to be moved aside to see it. */
async function expectShown(page: Page, [width, height]: readonly [number, number]): Promise<void> {
  for (const key of ['callNext', 'recall', 'arrive', 'noShow', 'finish', 'pause', 'undo'] as const) {
    const button = on(page, `key-${key}`);
    expect(await button.locator('kbd').textContent()).toBe(SHORTCUTS[key]);
    expect(await button.locator('kbd').isVisible()).toBe(true);
    expect(await button.getAttribute('aria-keyshortcuts')).toBe(SHORTCUTS[key]);
    const box = await button.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(24);
    expect((box?.x ?? width) + (box?.width ?? width)).toBeLessThanOrEqual(width);
    expect((box?.y ?? height) + (box?.height ?? height)).toBeLessThanOrEqual(height);
    expect(await button.evaluate((each) => each.scrollWidth <= each.clientWidth)).toBe(true);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}

it('[W1] one key opens the other outcomes, and one more chooses', async () => {
  const hall = await openHall(browser);
  await hall.person('0401', 'staff');
  const dispenser = await hall.device('dispenser');
  const page = await hall.counter('0401', 1);
  for (const [open, choose] of [
    [() => on(page, 'key-outcome').click(), () => on(page, 'outcome-materials-missing').click()],
    [() => page.keyboard.press('Shift+F9'), () => page.keyboard.press('3')],
  ] as const) {
    await take(dispenser);
    await click(page, 'callNext');
    await usableKey(page, 'finish').waitFor(PATIENT);
    await open();
    await on(page, 'outcome-materials-missing').waitFor(PATIENT);
    await choose();
    await on(page, 'idle').waitFor(PATIENT);
  }
  const rows = storedRows(hall.data, "SELECT body FROM events WHERE type = 'ticket-finished' ORDER BY seq");
  const outcomes = rows.map((row) => (JSON.parse((row as { body: string }).body) as { outcome: string }).outcome);
  expect(outcomes).toEqual(['materials-missing', 'materials-missing']);
});
