import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HallView } from '../../protocol/views.ts';
import { openBrowser } from '../support/browser.ts';
import { done } from '../support/caller.ts';
import { openHall, QINGXI, take } from '../support/hall-in-browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Notes each turn of the announcer with the caption of it, over every reload. */
const NOTE_TURNS = `{
  let line = null;
  let last = null;
  new MutationObserver(() => {
    line ??= document.querySelector('[data-testid=announced]');
    const no = line?.getAttribute('data-no') ?? null;
    if (line === null || no === last) return;
    last = no;
    note(no, line.textContent.trim());
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}`;

interface Turn {
  /** Null: silence begins. */
  readonly no: number | null;
  readonly caption: string;
}

it('[D4] six calls in one go are told one after another, none doubled by a reload', async () => {
  const hall = await openHall(browser);
  const dispenser = await hall.device('dispenser');
  const clerks = await Promise.all(
    [1, 2, 3].map(async (window) => {
      await hall.person(`040${String(window)}`, 'staff');
      const clerk = await hall.signedIn(`040${String(window)}`);
      await done(clerk.post(`${QINGXI}/windows/${String(window)}/open`));
      return (): Promise<object> => done(clerk.post(`${QINGXI}/windows/${String(window)}/call-next`));
    }),
  );
  for (let ticket = 0; ticket < 6; ticket += 1) await take(dispenser);
  const turns: Turn[] = [];
  const screen = await hall.open('/', { size: [1920, 1080] });
  await screen.exposeFunction('note', (no: string | null, caption: string) => {
    turns.push({ no: no === null ? null : Number(no), caption });
  });
  await screen.addInitScript(NOTE_TURNS);
  await screen.goto(`${hall.hub().url}/display#token=${await hall.pair('display')}`);
  await screen.getByTestId('waiting').waitFor();
  await screen.mouse.click(960, 500);
  await screen.getByTestId('sound-on').waitFor({ state: 'detached' });

  for (let each = 0; each < 2; each += 1) await Promise.all(clerks.map((call) => call()));
  expect(turns.filter(({ no }) => no !== null).length, 'the others wait').toBeLessThanOrEqual(1);
  const { announcements } = (await done(hall.nobody.get(QINGXI))) as unknown as HallView;
  const begun = (): Turn[] => turns.filter(({ no }) => no !== null);
  await expect.poll(() => begun().length, { timeout: 40_000 }).toBeGreaterThanOrEqual(3);
  await screen.reload();
  await expect.poll(() => begun().length, { timeout: 60_000 }).toBe(6);
  await expect.poll(() => turns.at(-1)?.no, { timeout: 30_000 }).toBeNull();
  expect(begun()).toEqual(announcements.map(({ no, text }) => ({ no, caption: text })));
}, 180_000);
