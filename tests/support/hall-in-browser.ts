import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished, vi } from 'vitest';
import type { DeviceKind, Role } from '../../domain/actor.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { readHubJson } from '../../server/hub-json.ts';
import { askHub } from '../../server/local-client.ts';
import { Caller, done } from './caller.ts';
import { temporaryFolder } from './folder.ts';
import { type HubProcess, startHubProcess } from './hub-process.ts';
import { good, sure } from './people.ts';

/** A browser on a busy machine takes its time. */
vi.setConfig({ testTimeout: 60_000 });

export const QINGXI = '/halls/qingxi';

export interface OpenOptions {
  /** The size of a clerk's screen if nothing is said. */
  readonly size?: readonly [width: number, height: number];
  /** Another address of the hub, e.g. through a line. */
  readonly base?: string;
  /** Runs in the page before anything else. */
  readonly before?: string;
  readonly context?: BrowserContextOptions;
}

/** The hub's own process, with people, devices and pages in a real browser. */
export interface HallInBrowser {
  readonly hub: () => HubProcess;
  readonly data: string;
  readonly nobody: Caller;
  /** Adds a person; whoever calls signs in with `good`. */
  readonly person: (staffNo: string, role: Role, name?: string) => Promise<void>;
  readonly signedIn: (staffNo: string) => Promise<Caller>;
  /** A paired device's token. */
  readonly pair: (kind: DeviceKind, window?: number) => Promise<string>;
  readonly device: (kind: DeviceKind, window?: number) => Promise<Caller>;
  readonly configure: (change: object) => Promise<void>;
  /** A page in a browser of its own: nothing is shared with the others. */
  readonly open: (path: string, options?: OpenOptions) => Promise<Page>;
  /** The counter with this clerk at this window. */
  readonly counter: (staffNo: string, window: number, options?: OpenOptions) => Promise<Page>;
  /** Starts the hub anew on the same folder, after it ended. */
  readonly startAgain: () => Promise<HubProcess>;
}

export async function openHall(browser: Browser, env: Readonly<Record<string, string>> = {}): Promise<HallInBrowser> {
  const data = temporaryFolder();
  const own = { PAIHAO_ADMIN_PASSWORD: good, ...env };
  let hub = await startHubProcess(data, own);
  const url = (): string => hub.url;
  const local = async (name: 'pair' | 'user-add', args: object): Promise<string> => {
    const { exit, out, notes } = await askHub(sure(readHubJson(data)), name, args);
    if (exit !== 0) throw new Error(notes.join('\n'));
    return out[0] ?? '';
  };
  const signedIn = async (staffNo: string): Promise<Caller> => {
    const caller = new Caller(url);
    const answer = await caller.post('/session', { staffNo, password: good });
    if (answer.status !== 200) throw new Error(`${staffNo} may not sign in: ${answer.text}`);
    return caller.as(answer);
  };
  const pair = (kind: DeviceKind, window?: number): Promise<string> =>
    local('pair', { kind, ...(window === undefined ? {} : { window }) });
  const open = async (path: string, options: OpenOptions = {}): Promise<Page> => {
    const [width, height] = options.size ?? [1366, 768];
    const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', ...options.context });
    onTestFinished(() => context.close());
    context.setDefaultTimeout(12_000);
    if (options.before !== undefined) await context.addInitScript(options.before);
    const page = await context.newPage();
    failOnFaults(page);
    await page.goto(`${options.base ?? url()}${path}`);
    return page;
  };
  return {
    hub: () => hub,
    data,
    nobody: new Caller(url),
    signedIn,
    pair,
    open,
    async person(staffNo, role, name = '窗口') {
      await local('user-add', { staffNo, role, name, password: good });
    },
    async device(kind, window) {
      return new Caller(url, { authorization: `Bearer ${await pair(kind, window)}` });
    },
    async configure(change) {
      const admin = await signedIn('admin');
      await done(admin.post(`${QINGXI}/settings`, { settings: { ...demoHall(), ...change } }));
    },
    async counter(staffNo, window, options) {
      const page = await open('/counter', options);
      await signIn(page, staffNo);
      await page.getByTestId(`window-${String(window)}`).click();
      await page.getByTestId('idle').waitFor();
      return page;
    },
    async startAgain() {
      hub = await startHubProcess(data, own);
      return hub;
    },
  };
}

/** A fault in a page, or anything its own content policy had to stop, fails the test. */
function failOnFaults(page: Page): void {
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) throw new Error(message.text());
  });
}

export async function signIn(page: Page, staffNo: string): Promise<void> {
  await page.getByTestId('staffNo').fill(staffNo);
  await page.getByTestId('password').fill(good);
  await page.getByTestId('sign-in-go').click();
}

/** A ticket as a dispenser gets it. */
export interface Taken {
  readonly number: string;
  readonly token: string;
}

export async function take(dispenser: Caller, service = 'social-insurance'): Promise<Taken> {
  const { number, token } = await done(dispenser.post(`${QINGXI}/tickets`, { service }));
  return { number: String(number), token: String(token) };
}
