import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BoardView } from '../../protocol/views.ts';
import { openBrowser } from '../support/browser.ts';
import { type Caller, done } from '../support/caller.ts';
import { openHall, QINGXI } from '../support/hall-in-browser.ts';

const HALL_NAME = 'hall.paihao.test';
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser([
    `--host-resolver-rules=MAP ${HALL_NAME} 127.0.0.1`,
    '--autoplay-policy=document-user-activation-required',
  ]);
});
afterAll(() => browser.close());

const PATIENT = { timeout: 15_000 };
const SIZE = [1920, 1080] as const;
/** The box was made with a dead battery: its clock began anew. */
const YEARS_OFF = `{
  const There = Date;
  const off = There.UTC(2015, 0, 1) - There.now();
  window.Date = class extends There {
    constructor(...given) {
      if (given.length === 0) super(There.now() + off);
      else super(...given);
    }
    static now() { return There.now() + off; }
  };
}`;
const NO_STORAGE = `for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(window, name, { get() { throw new DOMException('forbidden', 'SecurityError'); } });
}`;

const lan = (url: string): string => url.replace('127.0.0.1', HALL_NAME);
const tokenIn = (page: Page): string => new URLSearchParams(new URL(page.url()).hash.slice(1)).get('token') ?? '';

async function deviceOf(token: string, url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/device`, { headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { id: string }).id;
}

async function soundOf(supervisor: Caller, device: string): Promise<string | null | undefined> {
  const board = (await done(supervisor.get(`${QINGXI}/board`))) as unknown as BoardView;
  return board.screens.find((screen) => screen.device === device)?.sound;
}

it('[D11] on plain HTTP, with a clock years off, the hub’s clock is drawn', async () => {
  const hall = await openHall(browser);
  const base = lan(hall.hub().url);
  const screens = await Promise.all(
    ['/display', '/display?window=1'].map((path) => hall.open(path, { base, size: SIZE, before: YEARS_OFF })),
  );
  for (const screen of screens) {
    expect(await screen.evaluate(() => isSecureContext)).toBe(false);
    expect(await screen.evaluate(() => new Date().getFullYear())).toBe(2015);
    const inHall = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(11, 16);
    const before = inHall();
    const drawn = await screen.getByTestId('clock').textContent(PATIENT);
    expect([before, inHall()]).toContain(drawn?.trim());
  }
  const day = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' });
  expect(await screens[0]?.locator('.day').textContent()).toContain(day.format(Date.now()));
});

it('[D11] the permanent link opens the screen without storage, until the device is revoked', async () => {
  const hall = await openHall(browser);
  const base = lan(hall.hub().url);
  const admin = await hall.signedIn('admin');
  const made = await done(admin.post(`${QINGXI}/pairing-keys`, { kind: 'display', window: null, name: '东墙' }));
  const paired = await hall.open(`/display?pair=${String(made['key'])}`, { base, size: SIZE, before: NO_STORAGE });
  await paired.getByTestId('waiting').waitFor(PATIENT);
  const token = tokenIn(paired);
  expect(token, 'a box that forgets keeps its token in the address').not.toBe('');
  await paired.reload();
  await paired.getByTestId('waiting').waitFor(PATIENT);

  const link = `/display#token=${token}`;
  const forgetful = await hall.open(link, { base, size: SIZE });
  await forgetful.getByTestId('waiting').waitFor(PATIENT);
  await forgetful.evaluate(() => localStorage.clear());
  await forgetful.context().clearCookies();
  await forgetful.reload();
  await forgetful.getByTestId('waiting').waitFor(PATIENT);

  const supervisor = await hall.open('/supervisor', { base });
  await supervisor.getByTestId('staffNo').fill('admin');
  await supervisor.getByTestId('password').fill('Qingxi-2026-hall');
  await supervisor.getByTestId('sign-in-go').click();
  await supervisor.getByTestId('tab-devices').click();
  const id = await deviceOf(token, hall.hub().url);
  await supervisor.getByTestId(`revoke-${id}`).click();
  await supervisor.getByTestId('revoke-yes').click();
  for (const screen of [paired, forgetful]) {
    await expect.poll(() => screen.getByTestId('pair-note').textContent(), { timeout: 5_000 }).toBe('这台设备已被停用');
  }
  const later = await hall.open(link, { base, size: SIZE });
  await later.getByTestId('pair-note').waitFor(PATIENT);
  expect(await later.getByTestId('waiting').count()).toBe(0);
});

it('[D11] 点击开启声音 stands until a touch lets it sound, and the board knows which', async () => {
  const hall = await openHall(browser);
  const base = lan(hall.hub().url);
  const token = await hall.pair('display');
  await hall.person('0701', 'supervisor');
  const supervisor = await hall.signedIn('0701');
  const device = await deviceOf(token, hall.hub().url);
  const screen = await hall.open(`/display#token=${token}`, { base, size: SIZE });
  expect(await screen.getByTestId('sound-on').textContent(PATIENT)).toContain('点击开启声音');
  await expect.poll(() => soundOf(supervisor, device), PATIENT).toBe('off');
  await screen.getByTestId('sound-on').click();
  await screen.getByTestId('sound-on').waitFor({ ...PATIENT, state: 'detached' });
  await expect.poll(() => soundOf(supervisor, device), PATIENT).toBe('on');
});
