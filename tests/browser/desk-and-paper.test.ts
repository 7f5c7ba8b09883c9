import { loadImage, createCanvas } from '@napi-rs/canvas';
import jsqr from 'jsqr';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { type FakePrinter, startFakePrinter } from '../printer/support/fake-printer.ts';
import { openBrowser } from '../support/browser.ts';
import { done } from '../support/caller.ts';
import { type HallInBrowser, openHall, QINGXI, signIn } from '../support/hall-in-browser.ts';
import { readPaper } from '../support/read-paper.ts';
import { eventsOf, storedLog } from '../support/stored-log.ts';

let browser: Browser;
let printer: FakePrinter;
beforeAll(async () => {
  browser = await openBrowser();
  printer = await startFakePrinter();
});
afterAll(async () => {
  await browser.close();
  await printer.close();
});

const on = (page: Page, id: string) => page.getByTestId(id);
const PATIENT = { timeout: 20_000 };
const text = (page: Page, id: string) => expect.poll(() => on(page, id).textContent(), PATIENT);
const openPrinting = (): Promise<HallInBrowser> =>
  openHall(browser, { PAIHAO_PRINTER: `tcp://127.0.0.1:${String(printer.port)}` });
const paperNo = (count: number) => readPaper(printer.tickets[count - 1] ?? new Uint8Array());

async function guideDesk(hall: HallInBrowser): Promise<Page> {
  await hall.person('0306', 'guide');
  const page = await hall.open('/counter');
  await signIn(page, '0306');
  await on(page, 'issued-now').waitFor(PATIENT);
  return page;
}

it('[T12] at the guide desk any service is one press, a priority one two, and the paper comes out', async () => {
  const hall = await openPrinting();
  const page = await guideDesk(hall);
  await text(page, 'printer').toContain('打印机正常');
  let papers = printer.tickets.length;
  for (const { id, prefix } of demoHall().services) {
    await on(page, `issue-${id}`).click();
    await text(page, 'issued-number').toBe(`${prefix}001`);
    await printer.printed((papers += 1));
    expect(paperNo(papers)).toMatchObject({ number: `${prefix}001`, isCopy: false });
  }
  await on(page, 'category-disabled').click();
  await on(page, 'issue-general').click();
  await text(page, 'issued-number').toBe('H002');
  await printer.printed((papers += 1));
  expect(paperNo(papers).number).toBe('H002');
  await expect
    .poll(() => page.locator('[data-testid=issued-list] li').first().textContent(), PATIENT)
    .toContain('已打印');
  const issued = eventsOf(await storedLog(hall.data), 'ticket-issued').map(({ channel, category }) => [
    channel,
    category,
  ]);
  expect(issued.at(-1)).toEqual(['reception', 'disabled']);
  expect(new Set(issued.slice(0, -1).map(String))).toEqual(new Set(['reception,ordinary']));
});

/** What a phone held before the screen reads. */
async function scan(page: Page): Promise<string | undefined> {
  const image = await loadImage(await on(page, 'keep').screenshot());
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  const read = typeof jsqr === 'function' ? jsqr : (jsqr as { readonly default: typeof jsqr }).default;
  return read(new Uint8ClampedArray(data), image.width, image.height)?.data;
}

async function takeAt(dispenser: Page, service: string, number: string): Promise<void> {
  for (const key of [`service-${service}`, 'take']) {
    await dispenser.waitForTimeout(800); // the machine takes no second tap of a double tap
    await on(dispenser, key).click();
  }
  await text(dispenser, 'number').toBe(number);
}

it('[P5] without paper the number and its QR stand on the screen, the ticket is good, and nothing stale comes out later', async () => {
  const hall = await openPrinting();
  const desk = await guideDesk(hall);
  const before = printer.tickets.length;
  printer.set({ is: 'paper-out' });
  await text(desk, 'printer').toContain('没纸');
  const dispenser = await hall.open(`/dispenser#token=${await hall.pair('dispenser')}`, { size: [1080, 1920] });
  await takeAt(dispenser, 'social-insurance', 'A001');
  await text(dispenser, 'paper').toContain('没有纸了，号照样有效');
  const height = await on(dispenser, 'number').evaluate((each) => parseFloat(getComputedStyle(each).fontSize));
  expect(height).toBeGreaterThan(200);
  const url = (await scan(dispenser)) ?? '';
  const token = url.split('/t/')[1] ?? '';
  expect(await done(hall.nobody.get(`/tickets/${token}`))).toMatchObject({ number: 'A001', status: 'waiting' });
  const box = await on(dispenser, 'qr').boundingBox();
  expect(box?.width).toBeGreaterThan(200);

  await hall.person('0401', 'staff');
  const clerk = await hall.signedIn('0401');
  await done(clerk.post(`${QINGXI}/windows/1/open`));
  expect(await done(clerk.post(`${QINGXI}/windows/1/call-next`))).toMatchObject({ number: 'A001' });
  printer.set({ is: 'ok' });
  await text(desk, 'printer').toContain('打印机正常');
  await on(desk, 'issue-general').click();
  await printer.printed(before + 1);
  expect(paperNo(before + 1)).toMatchObject({ number: 'H001', isCopy: false });

  await on(desk, 'repair-number').fill('h1');
  await on(desk, 'repair-reprint').click();
  await printer.printed(before + 2);
  expect(paperNo(before + 2)).toMatchObject({ number: 'H001', isCopy: true });
  expect(printer.tickets.slice(before), 'A001 was called meanwhile').toHaveLength(2);
});
