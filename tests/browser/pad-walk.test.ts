import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { done } from '../support/caller.ts';
import { openHall, QINGXI, take } from '../support/hall-in-browser.ts';
import { eventsOf, storedLog } from '../support/stored-log.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const LEVELS = [5, 4, 3, 2, 1];
const WINDOW = `${QINGXI}/windows/1`;
/** All that can be seen of a key but its place and its word. */
const LOOKS = `[...document.querySelectorAll('.five button')].map((key) => {
  const { width, height } = key.getBoundingClientRect();
  const style = getComputedStyle(key);
  const seen = ['color', 'backgroundColor', 'backgroundImage', 'borderTop', 'borderBottom', 'borderRadius', 'boxShadow',
    'outlineStyle', 'opacity', 'filter', 'fontSize', 'fontWeight', 'fontFamily', 'transform', 'cursor'];
  return { width: Math.round(width), height: Math.round(height), ...Object.fromEntries(seen.map((name) => [name, style[name]])) };
})`;

it('[R2] the pad offers five keys alike, none chosen, and sends nothing without a tap', async () => {
  const hall = await openHall(browser);
  await hall.person('0401', 'staff');
  const clerk = await hall.signedIn('0401');
  const dispenser = await hall.device('dispenser');
  const pad = await hall.open(`/rating?window=1#token=${await hall.pair('rating', 1)}`, { size: [1280, 800] });
  await pad.getByTestId('rest').waitFor();
  const asked: string[] = [];
  pad.on('request', (request) => request.method() === 'POST' && asked.push(new URL(request.url()).pathname));
  await done(clerk.post(`${WINDOW}/open`));
  for (let ticket = 0; ticket < 3; ticket += 1) await take(dispenser);
  const serve = async (): Promise<void> => {
    await done(clerk.post(`${WINDOW}/call-next`));
    await done(clerk.post(`${WINDOW}/finish`, { outcome: 'done' }));
  };

  await serve();
  await pad.getByTestId('level-5').waitFor();
  const keys = pad.locator('.five button');
  expect(await keys.evaluateAll((each) => each.map((key) => key.getAttribute('data-testid')))).toEqual(
    LEVELS.map((level) => `level-${String(level)}`),
  );
  const looks = await pad.evaluate<readonly object[]>(LOOKS);
  for (const look of looks) expect(look).toEqual(looks[0]);
  expect(await pad.locator('[aria-checked=true], [aria-pressed=true], :checked').count()).toBe(0);
  expect(await pad.evaluate(() => document.activeElement?.closest('.five') ?? null)).toBeNull();

  await serve(); // the first went without rating
  await pad.getByText('A002').waitFor();
  await pad.getByTestId('skip').waitFor();
  await pad.waitForTimeout(500); // a tap meant for the picture before is none
  await pad.getByTestId('skip').click();
  await pad.getByTestId('last-words').waitFor();
  expect(asked).toEqual([]);
  expect(eventsOf(await storedLog(hall.data), 'rating-given')).toEqual([]);

  await serve();
  await pad.getByText('A003').waitFor();
  await pad.waitForTimeout(500);
  await pad.getByTestId('level-3').click();
  await pad.getByTestId('last-words').waitFor();
  await pad.getByText('谢谢您的评价').waitFor();
  expect(asked).toEqual([`/api/v1${WINDOW}/rating`]);
  const given = eventsOf(await storedLog(hall.data), 'rating-given');
  expect(given.map(({ level, channel }) => [level, channel])).toEqual([[3, 'pad']]);
});
