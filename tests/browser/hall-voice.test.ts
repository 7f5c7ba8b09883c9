import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BoardView } from '../../protocol/views.ts';
import { openBrowser } from '../support/browser.ts';
import { type Caller, done } from '../support/caller.ts';
import { type HallInBrowser, openHall, QINGXI, take } from '../support/hall-in-browser.ts';
import { NOTE_SOUNDS, playedOn } from './played-sounds.ts';

const SCREEN = { size: [1920, 1080], before: NOTE_SOUNDS } as const;
const PATIENT = { timeout: 30_000 };

/** One that lets every page sound at once, as kiosks are set up, and one that waits for a touch. */
let free: Browser;
let strict: Browser;
beforeAll(async () => {
  [free, strict] = await Promise.all([openBrowser(['--autoplay-policy=no-user-gesture-required']), openBrowser()]);
});
afterAll(() => Promise.all([free.close(), strict.close()]));

async function clerkAt(hall: HallInBrowser, window: number): Promise<() => Promise<void>> {
  const staffNo = `040${String(window)}`;
  await hall.person(staffNo, 'staff');
  const clerk = await hall.signedIn(staffNo);
  const dispenser = await hall.device('dispenser');
  await done(clerk.post(`${QINGXI}/windows/${String(window)}/open`));
  return async () => {
    await take(dispenser);
    await done(clerk.post(`${QINGXI}/windows/${String(window)}/call-next`));
  };
}

/** The voice has come up: on a busy machine that takes seconds, and a call at its turn waits for three only. */
async function canSpeak(hall: HallInBrowser): Promise<void> {
  const prompt = `${hall.hub().url}/api/v1${QINGXI}/voice/prompts/choose`;
  await expect.poll(async () => (await fetch(prompt)).status, { timeout: 60_000 }).toBe(200);
}

/** Length in ms of a call's sound as the hub sends it. */
async function lengthOf(hall: HallInBrowser, no: number): Promise<number> {
  const answer = await fetch(`${hall.hub().url}/api/v1${QINGXI}/announcements/${String(no)}/audio`);
  expect(answer.status).toBe(200);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const data = bytes.indexOf('data', 12, 'latin1');
  return (bytes.readUInt32LE(data + 4) / bytes.readUInt32LE(28)) * 1_000;
}

async function soundOnBoard(admin: Caller): Promise<{ sound: string | null; alarms: number }> {
  const board = (await done(admin.get(`${QINGXI}/board`))) as unknown as BoardView;
  const screen = board.screens.find(({ kind }) => kind === 'display');
  return { sound: screen?.sound ?? null, alarms: board.alarms.filter(({ kind }) => kind === 'sound').length };
}

const ended = async (page: Page): Promise<number> => (await playedOn(page)).filter(({ to }) => to !== null).length;

it('[D4][D5] says each call twice, one after the other, with no voice in the browser and nothing from outside', async () => {
  const hall = await openHall(free);
  const call = await clerkAt(hall, 1);
  const page = await hall.open('/', SCREEN);
  const outside: string[] = [];
  await page.route(
    (url) => url.origin !== hall.hub().url,
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  await page.goto(`${hall.hub().url}/display#token=${await hall.pair('display')}`);
  await page.getByTestId('waiting').waitFor();
  expect(await page.evaluate('"speechSynthesis" in window')).toBe(false);
  await canSpeak(hall);
  await call();
  await call();
  await expect.poll(() => ended(page), { timeout: 60_000 }).toBe(4);
  const [first, second] = [await lengthOf(hall, 1), await lengthOf(hall, 2)];
  const played = await playedOn(page);
  for (const [index, ms] of [first, first, second, second].entries()) {
    const sound = played[index];
    expect(Math.abs((sound?.ms ?? 0) - ms), 'the sound of this call').toBeLessThan(20);
    expect(sound?.loudness).toBeGreaterThan(0.01);
    const lasted = ((sound?.to ?? 0) - (sound?.from ?? 0)) * 1_000;
    expect(lasted, 'to its end').toBeGreaterThan(ms - 20);
    if (index > 0) expect(sound?.from).toBeGreaterThanOrEqual(played[index - 1]?.to ?? Infinity);
  }
  expect(outside).toEqual([]);
}, 120_000);

it('a browser that forbids sound shows and reports it, goes on by captions, and speaks once touched', async () => {
  const hall = await openHall(strict);
  const call = await clerkAt(hall, 1);
  const admin = await hall.signedIn('admin');
  const page = await hall.open(`/display#token=${await hall.pair('display')}`, SCREEN);
  await page.getByTestId('sound-on').waitFor();
  await canSpeak(hall);
  await expect.poll(() => soundOnBoard(admin), PATIENT).toEqual({ sound: 'off', alarms: 1 });
  await call();
  const told = page.getByTestId('announced');
  await expect.poll(() => told.getAttribute('data-no'), PATIENT).toBe('1');
  await expect.poll(() => told.getAttribute('data-no'), PATIENT).toBeNull();
  expect(await playedOn(page)).toEqual([]);
  await page.getByTestId('sound-on').click();
  await page.getByTestId('sound-on').waitFor({ state: 'detached' });
  await expect.poll(() => soundOnBoard(admin), PATIENT).toEqual({ sound: 'on', alarms: 0 });
  await call();
  await expect.poll(() => ended(page), PATIENT).toBeGreaterThanOrEqual(1);
  await page.evaluate('Promise.all([...contexts].map((each) => each.suspend()))'); // the box slept
  await expect.poll(() => told.getAttribute('data-no'), PATIENT).toBeNull();
  await expect.poll(() => soundOnBoard(admin), PATIENT).toEqual({ sound: 'on', alarms: 0 }); // and woke by itself
  const before = await ended(page);
  await call();
  await expect.poll(() => ended(page), PATIENT).toBeGreaterThan(before);
}, 120_000);

it('?sound=off keeps a second screen of the room silent, and nobody is alarmed', async () => {
  const hall = await openHall(free);
  const call = await clerkAt(hall, 1);
  const admin = await hall.signedIn('admin');
  const page = await hall.open(`/display?sound=off#token=${await hall.pair('display')}`, SCREEN);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByTestId('waiting').waitFor();
  await call();
  await expect.poll(() => page.getByTestId('announced').getAttribute('data-no'), PATIENT).toBe('1');
  await expect.poll(() => page.getByTestId('announced').getAttribute('data-no'), PATIENT).toBeNull();
  expect(await playedOn(page)).toEqual([]);
  expect(asked.filter((url) => url.endsWith('/audio'))).toEqual([]);
  expect(await page.getByTestId('sound-on').count()).toBe(0);
  expect(await soundOnBoard(admin)).toEqual({ sound: null, alarms: 0 });
});

it('the dispenser speaks: choose in large print, then what to do without paper', async () => {
  const hall = await openHall(strict);
  const page = await hall.open('/', { size: [1080, 1920], before: NOTE_SOUNDS });
  let prompts = 0;
  page.on('response', (response) => {
    if (response.url().includes('/voice/prompts/') && response.status() === 200) prompts += 1;
  });
  await page.goto(`${hall.hub().url}/dispenser#token=${await hall.pair('dispenser')}`);
  await expect.poll(() => prompts, PATIENT).toBe(5);
  const heard = async (): Promise<number> => (await playedOn(page)).length;
  const tap = async (key: string): Promise<void> => {
    await page.waitForTimeout(800); // the machine takes no second tap of a double tap
    await page.getByTestId(key).click();
  };
  await tap('elder');
  await expect.poll(heard, PATIENT).toBe(1);
  await tap('service-social-insurance');
  await page.getByTestId('keep').waitFor();
  await expect.poll(heard, PATIENT).toBe(2);
  await expect.poll(() => ended(page), PATIENT).toBe(2);
  for (const { ms, loudness } of await playedOn(page)) {
    expect(ms).toBeGreaterThan(800);
    expect(loudness).toBeGreaterThan(0.01);
  }
});
