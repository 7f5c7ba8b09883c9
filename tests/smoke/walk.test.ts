import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DayFigures } from '../../protocol/views.ts';
import { interpret } from '../printer/interpreter.ts';
import { startFakePrinter } from '../printer/support/fake-printer.ts';
import { openBrowser } from '../support/browser.ts';
import { usableKey } from '../support/desk-key.ts';
import { temporaryFolder } from '../support/folder.ts';
import { runPaihao, startHubProcess } from '../support/hub-process.ts';

const PASSWORD = 'Walk-through-1';
const HALL_NAME = 'hall.paihao.test';
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser([`--host-resolver-rules=MAP ${HALL_NAME} 127.0.0.1`]);
});
afterAll(async () => {
  await browser.close();
});

/** The address printed after a page's name at the start. */
function link(out: string, page: string, base: string): string {
  const found = out.split('\n').find((line) => line.includes(`/${page}`));
  const url = new URL(/https?:\S+/.exec(found ?? '')?.[0] ?? '');
  return new URL(`${url.pathname}${url.search}`, base).href;
}

async function open(contexts: BrowserContext[], url: string, width: number, height: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' });
  context.setDefaultTimeout(8_000);
  contexts.push(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(url);
  return page;
}

const on = (page: Page, id: string) => page.getByTestId(id);

/** At a person's pace: the dispenser takes no second tap of a double tap. */
async function tap(page: Page, id: string): Promise<void> {
  await page.waitForTimeout(800);
  await on(page, id).click();
}

async function signIn(page: Page, staffNo: string): Promise<void> {
  await on(page, 'staffNo').fill(staffNo);
  await on(page, 'password').fill(PASSWORD);
  await on(page, 'sign-in-go').click();
}

/** One citizen, from the tap at the dispenser to the finish at window 1; the address on their paper. */
async function handle(
  pages: { dispenser: Page; counter: Page; display: Page },
  number: string,
  paper: () => Promise<string>,
) {
  const { dispenser, counter, display } = pages;
  await tap(dispenser, 'service-social-insurance');
  await tap(dispenser, 'take');
  await expect.poll(() => on(dispenser, 'number').textContent()).toContain(number);
  const url = await paper();
  await tap(dispenser, 'done');
  await usableKey(counter, 'callNext').click();
  await expect.poll(() => on(counter, 'current-number').textContent()).toContain(number);
  await expect.poll(() => on(display, 'call').getAttribute('data-number')).toBe(number);
  expect(await on(display, 'call').getAttribute('data-window')).toBe('1');
  await usableKey(counter, 'arrive').click();
  await expect.poll(() => on(counter, 'timer').isVisible()).toBe(true);
  await usableKey(counter, 'finish').click();
  await expect.poll(() => on(counter, 'idle').isVisible()).toBe(true);
  return url;
}

it.each([
  ['this machine', '127.0.0.1'],
  ['a LAN-like name on plain HTTP', HALL_NAME],
])(
  'a citizen goes from the dispenser to the rating, seen by every screen and in the figures, over %s',
  async (_, host) => {
    const printer = await startFakePrinter();
    const data = temporaryFolder();
    const contexts: BrowserContext[] = [];
    try {
      const hub = await startHubProcess(data, {
        PAIHAO_ADMIN_PASSWORD: PASSWORD,
        PAIHAO_PRINTER: `tcp://127.0.0.1:${String(printer.port)}`,
      });
      const base = hub.url.replace('127.0.0.1', host);
      const user = ['user', 'add', '0401', '--role', 'staff', '--name', '窗口', '--password-stdin'];
      expect((await runPaihao(data, user, { input: `${PASSWORD}\n` })).exit).toBe(0);

      const dispenser = await open(contexts, link(hub.out(), 'dispenser', base), 1080, 1920);
      const display = await open(contexts, link(hub.out(), 'display', base), 1920, 1080);
      const pad = await open(contexts, link(hub.out(), 'rating', base), 1280, 800);
      const counter = await open(contexts, `${base}/counter`, 1366, 768);
      expect(await dispenser.evaluate(() => isSecureContext)).toBe(host === '127.0.0.1');
      await signIn(counter, '0401');
      await on(counter, 'window-1').click();

      const paper = (count: number) => async (): Promise<string> => {
        await printer.printed(count);
        const read = interpret(printer.tickets[count - 1] ?? new Uint8Array(), 80);
        expect(read.problems).toEqual([]);
        const qr = read.seen.find((each) => each.kind === 'picture' && each.qr !== null);
        return (qr?.kind === 'picture' ? (qr.qr ?? '') : '').replace('127.0.0.1', host);
      };
      const pages = { dispenser, counter, display };
      await handle(pages, 'A001', paper(1));
      await on(pad, 'level-5').waitFor();
      await tap(pad, 'level-5');
      await on(pad, 'last-words').waitFor();

      const url = await handle(pages, 'A002', paper(2));
      const phone = await open(contexts, url, 360, 640);
      await phone.locator('input[name=level][value="2"]').check();
      await phone.locator('input[name=reasons]').first().check();
      await phone.locator('form[action*="rating"] button[type=submit]').click();
      await expect.poll(() => phone.locator('form[action*="rating"]').count()).toBe(0);

      const supervisor = await open(contexts, `${base}/supervisor`, 1366, 768);
      await signIn(supervisor, 'admin');
      await on(supervisor, 'totals').waitFor();
      const today = await supervisor.evaluate(async () => (await fetch('/api/v1/halls/qingxi/reports/daily')).text());
      const { hall } = JSON.parse(today) as DayFigures;
      expect(hall).toMatchObject({ issued: 2, called: 2, handled: 2, waiting: 0 });
      expect(hall.ratings).toEqual({ 1: 0, 2: 1, 3: 0, 4: 0, 5: 1 });
      expect(hall.meanWait.denominator).toBe(2);
      expect(hall.meanHandling.numerator).toBeGreaterThan(0);
      expect((await runPaihao(data, ['verify'])).exit).toBe(0);
      expect(await hub.end()).toBe(0);
    } finally {
      for (const context of contexts) await context.close();
      await printer.close();
    }
  },
  60_000,
);
