import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type Caller, done } from '../support/caller.ts';
import { type Ailing, openLine } from '../support/cuttable-line.ts';
import { type HallInBrowser, openHall, QINGXI, take } from '../support/hall-in-browser.ts';
import { runPaihao } from '../support/hub-process.ts';
import { drawnHall, toldHall } from './drawn-hall.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const TOLD_WITHIN_MS = 10_000;
const PATIENT = { timeout: 20_000 };
const cut = (page: Page) => page.getByTestId('contact-lost');

/** Two clerks over HTTP: one of theirs is called and arrived, one missed, one called. */
async function work(dispenser: Caller, clerk: Caller, window: number): Promise<void> {
  const at = `${QINGXI}/windows/${String(window)}`;
  for (const service of ['social-insurance', 'general', 'health', 'general']) await take(dispenser, service);
  await done(clerk.post(`${at}/call-next`));
  await done(clerk.post(`${at}/no-show`));
  await done(clerk.post(`${at}/call-next`));
  await done(clerk.post(`${at}/arrived`));
}

async function clerkAt(hall: HallInBrowser, staffNo: string, window: number): Promise<Caller> {
  await hall.person(staffNo, 'staff');
  const clerk = await hall.signedIn(staffNo);
  await done(clerk.post(`${QINGXI}/windows/${String(window)}/open`));
  return clerk;
}

/** Waits until the page says since when it is out of contact, and holds it to its time. */
async function expectTold(page: Page, from: number): Promise<void> {
  await cut(page).waitFor(PATIENT);
  expect(Date.now() - from).toBeLessThan(TOLD_WITHIN_MS);
  const since = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(11, 16);
  const words = (await cut(page).textContent())?.replace(/\s+/g, ' ') ?? '';
  expect(words).toMatch(/连接中断.*自 \d\d:\d\d 起/);
  expect([since(from), since(Date.now())]).toContain(/\d\d:\d\d/.exec(words)?.[0]);
}

/** Healed, the page draws what the hub answers. */
async function expectAgreed(page: Page, hall: HallInBrowser): Promise<void> {
  await cut(page).waitFor({ ...PATIENT, state: 'detached' });
  await expect.poll(() => drawnHall(page), PATIENT).toEqual(await toldHall(hall.nobody));
}

it('[D7] after every cut each page says 连接中断 and since when within 10 s, and healed it agrees with the hub', async () => {
  const hall = await openHall(browser);
  const line = await openLine(hall.hub().url);
  const token = await hall.pair('display');
  const screen = await hall.open(`/display#token=${token}`, { base: line.url, size: [1920, 1080] });
  const over = await hall.open('/display?window=2', { base: line.url, size: [1920, 1080] });
  await hall.person('0401', 'staff');
  const counter = await hall.counter('0401', 1, { base: line.url });
  const dispenser = await hall.device('dispenser');
  const clerk = await clerkAt(hall, '0402', 2);
  await work(dispenser, clerk, 2);
  await expectAgreed(screen, hall);

  for (const how of ['cut', 'stalled'] satisfies Ailing[]) {
    line.ail(how);
    const from = Date.now();
    await work(dispenser, clerk, 2);
    const before = await drawnHall(screen);
    await Promise.all([screen, over, counter].map((page) => expectTold(page, from)));
    expect(before, 'nothing came through').not.toEqual(await toldHall(hall.nobody));
    line.heal();
    await expectAgreed(screen, hall);
    const { number } = ((await done(hall.nobody.get(QINGXI))) as { windows: { number: string }[] }).windows[1] ?? {};
    await expect.poll(() => over.getByTestId('now-number').textContent(), PATIENT).toBe(number);
    await cut(counter).waitFor({ ...PATIENT, state: 'detached' });
    const { waiting } = await toldHall(hall.nobody);
    const all = Object.values(waiting).reduce((sum, each) => sum + each, 0);
    await expect.poll(() => counter.locator('.queue h2').textContent(), PATIENT).toBe(`等候 ${String(all)} 人`);
  }
});

it('[D7] a killed hub is told, and so is its coming back; after a restore the screen shows the restored state', async () => {
  const hall = await openHall(browser);
  const line = await openLine(hall.hub().url);
  const token = await hall.pair('display');
  const screen = await hall.open(`/display#token=${token}`, { base: line.url, size: [1920, 1080] });
  const dispenser = await hall.device('dispenser');
  const clerk = await clerkAt(hall, '0402', 2);
  await work(dispenser, clerk, 2);
  const kept = await toldHall(hall.nobody);
  const backup = join(hall.data, 'kept.backup');
  expect((await runPaihao(hall.data, ['backup', backup])).exit).toBe(0);
  await work(dispenser, clerk, 2);
  await expectAgreed(screen, hall);

  const from = Date.now();
  await hall.hub().end('SIGKILL');
  await expectTold(screen, from);
  line.lead((await hall.startAgain()).url);
  await expectAgreed(screen, hall);
  expect(await toldHall(hall.nobody)).not.toEqual(kept);

  expect((await runPaihao(hall.data, ['restore', backup])).exit).toBe(0);
  await expect.poll(() => drawnHall(screen), PATIENT).toEqual(kept);
  expect(await toldHall(hall.nobody)).toEqual(kept);
  await cut(screen).waitFor({ ...PATIENT, state: 'detached' });
});
