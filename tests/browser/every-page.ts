import type { Page } from 'playwright-core';
import type { Language } from '../../ui/strings/strings.ts';
import { usableKey } from '../support/desk-key.ts';
import { done } from '../support/caller.ts';
import { type HallInBrowser, type OpenOptions, QINGXI, signIn, take } from '../support/hall-in-browser.ts';

type Look = (name: string, page: Page) => Promise<void>;

interface Walk {
  readonly hall: HallInBrowser;
  readonly look: Look;
  readonly open: (path: string, options?: OpenOptions) => Promise<Page>;
}

const SCREEN = { size: [1920, 1080] } as const;
const on = (page: Page, id: string) => page.getByTestId(id);

/** Shows every page in this language, in each of its main states, to `look`. */
export async function walkEveryPage(hall: HallInBrowser, language: Language, look: Look): Promise<void> {
  const open: Walk['open'] = (path, options) => {
    const [place = '', hash] = path.split('#');
    const asked = `${place}${place.includes('?') ? '&' : '?'}lang=${language}`;
    return hall.open(hash === undefined ? asked : `${asked}#${hash}`, options);
  };
  const walk = { hall, look, open };
  await hall.person('0401', 'staff', 'Wang');
  await hall.person('0306', 'guide', 'Li');
  const dispenser = await hall.device('dispenser');
  for (const service of ['general', 'health', 'general', 'general']) await take(dispenser, service);
  const clerk = await hall.signedIn('0401');
  await done(clerk.post(`${QINGXI}/windows/1/open`));
  await done(clerk.post(`${QINGXI}/windows/1/call-next`));
  await done(clerk.post(`${QINGXI}/windows/1/no-show`));
  await done(clerk.post(`${QINGXI}/windows/1/call-next`));
  await publicPages(walk);
  await dispenserPage(walk);
  await counterPages(walk);
  await done(clerk.post(`${QINGXI}/windows/1/finish`, { outcome: 'done' }));
  await padPage(walk);
  await phonePage(walk);
  await done(clerk.post(`${QINGXI}/windows/1/pause`, { reason: 'lunch' }));
  await supervisorPage(walk);
}

async function publicPages({ hall, open, look }: Walk): Promise<void> {
  const home = await open('/');
  await home.locator('h2').first().waitFor();
  await look('home', home);
  const calls = await open(`/display#token=${await hall.pair('display')}`, SCREEN);
  await on(calls, 'call').waitFor();
  await look('hall screen', calls);
  const windows = await open('/display?layout=windows', SCREEN);
  await on(windows, 'windows').waitFor();
  await look('hall screen by windows', windows);
  for (const window of [1, 2]) {
    const screen = await open(`/display?window=${String(window)}`, SCREEN);
    await on(screen, 'now').waitFor();
    await look(`window screen ${String(window)}`, screen);
  }
  const unpaired = await open('/dispenser');
  await unpaired.getByText(/\d{6}/).waitFor();
  await look('pairing', unpaired);
}

async function dispenserPage({ hall, open, look }: Walk): Promise<void> {
  const page = await open(`/dispenser#token=${await hall.pair('dispenser')}`, { size: [1080, 1920] });
  const tap = async (id: string): Promise<void> => {
    await page.waitForTimeout(800); // the machine takes no second tap of a double tap
    await on(page, id).click();
  };
  await on(page, 'elder').waitFor();
  await look('dispenser', page);
  await tap('elder');
  await look('dispenser, large print', page);
  await tap('elder');
  await tap('priority');
  await look('dispenser, priority', page);
  await tap('category-disabled');
  await tap('service-health');
  await on(page, 'take').waitFor();
  await look('dispenser, guide', page);
  await tap('take');
  await on(page, 'number').waitFor();
  await look('dispenser, number', page);
}

async function counterPages({ open, look }: Walk): Promise<void> {
  const page = await open('/counter');
  await on(page, 'staffNo').waitFor();
  await look('sign in', page);
  await signIn(page, '0401');
  await on(page, 'current-number').waitFor();
  await look('counter, called', page);
  for (const [key, inside] of [
    ['key-outcome', 'outcome-done'],
    ['repair', 'repair-number'],
  ] as const) {
    if (key === 'key-outcome') await usableKey(page, 'arrive').click();
    await page.locator(`[data-testid=${key}][aria-disabled=false]`).click();
    await on(page, inside).waitFor();
    await look(`counter, ${key}`, page);
    await page.keyboard.press('Escape');
  }
  const guide = await open('/counter');
  await signIn(guide, '0306');
  await on(guide, 'issue-general').click();
  await on(guide, 'issued-number').waitFor();
  await look('guide desk', guide);
}

async function padPage({ hall, open, look }: Walk): Promise<void> {
  const page = await open(`/rating?window=1#token=${await hall.pair('rating', 1)}`, { size: [1280, 800] });
  await on(page, 'level-5').waitFor();
  await look('pad', page);
  await page.waitForTimeout(500); // a tap meant for the picture before is none
  await on(page, 'level-1').click();
  await page.locator('textarea').waitFor();
  await look('pad, why', page);
}

async function phonePage({ hall, open, look }: Walk): Promise<void> {
  const { token } = await take(await hall.device('dispenser'), 'health');
  for (const [name, path] of [
    ['phone', `/t/${token}`],
    ['phone, cancelling', `/t/${token}?ask=cancel`],
    ['phone, unknown', '/t/nothing'],
  ] as const) {
    const page = await open(path, { size: [360, 640] });
    await page.locator('#ticket').waitFor();
    await look(name, page);
  }
}

async function supervisorPage({ open, look }: Walk): Promise<void> {
  const page = await open('/supervisor');
  await on(page, 'staffNo').waitFor();
  await look('supervisor, sign in', page);
  await signIn(page, 'admin');
  for (const [tab, inside] of [
    ['live', 'totals'],
    ['today', 'figures'],
    ['staffing', 'staffing-none'],
    ['devices', 'devices'],
    ['people', 'accounts'],
    ['voice', 'voice'],
    ['settings', 'settings'],
  ] as const) {
    await on(page, `tab-${tab}`).click();
    await on(page, inside).waitFor();
    await look(`supervisor, ${tab}`, page);
  }
}
