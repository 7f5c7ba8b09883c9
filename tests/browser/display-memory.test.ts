import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type Caller, done } from '../support/caller.ts';
import { openHall, QINGXI, take } from '../support/hall-in-browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const WINDOWS = [1, 2, 3, 4];
/** What a screen may differ by, between 800 calls. */
const BYTES = 400_000;
const NODES = 200;

/** The pauses of chime and caption pass at once, so that a thousand calls are told as fast as they come. */
const QUICK_TELLING = `{
  const { setTimeout: wait } = window;
  window.setTimeout = (work, ms, ...rest) => wait(work, ms >= 1_500 && ms <= 2_000 ? 0 : ms, ...rest);
}`;

/** Counts turns in the order of `no`; one that is out of order or doubled is not counted. */
const COUNT_TOLD = `{
  const line = document.querySelector('[data-testid=announced]');
  let last = 0;
  window.told = 0;
  new MutationObserver(() => {
    const no = Number(line.getAttribute('data-no'));
    if (no === last + 1) window.told += 1;
    if (no > 0) last = no;
  }).observe(line, { attributes: true });
}`;

async function held(devtools: CDPSession): Promise<{ bytes: number; nodes: number }> {
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { nodes } = await devtools.send('Memory.getDOMCounters');
  return { bytes: usedSize, nodes };
}

async function serve(dispenser: Caller, clerk: Caller, window: number, calls: number): Promise<void> {
  const at = `${QINGXI}/windows/${String(window)}`;
  for (let call = 0; call < calls; call += 1) {
    await take(dispenser);
    await done(clerk.post(`${at}/call-next`)); // ends the one before
  }
}

it('[D7] a screen that told 1,000 calls holds no more than one that told 200', async () => {
  const hall = await openHall(browser);
  const dispenser = await hall.device('dispenser');
  const clerks = await Promise.all(
    WINDOWS.map(async (window) => {
      await hall.person(`040${String(window)}`, 'staff');
      const clerk = await hall.signedIn(`040${String(window)}`);
      await done(clerk.post(`${QINGXI}/windows/${String(window)}/open`));
      return clerk;
    }),
  );
  const screen = await hall.open(`/display#token=${await hall.pair('display')}`, {
    size: [1920, 1080],
    before: QUICK_TELLING,
  });
  const devtools = await screen.context().newCDPSession(screen);
  await devtools.send('HeapProfiler.enable');
  await screen.getByTestId('waiting').waitFor();
  await screen.evaluate(COUNT_TOLD);
  const told = (): Promise<number> => screen.evaluate('told');
  const callUpTo = async (calls: number): Promise<void> => {
    const each = (calls - (await told())) / WINDOWS.length;
    await Promise.all(clerks.map((clerk, index) => serve(dispenser, clerk, WINDOWS[index] ?? 0, each)));
    await expect.poll(told, { timeout: 20_000 }).toBe(calls);
  };
  await callUpTo(200);
  const early = await held(devtools);
  await callUpTo(1_000);
  const late = await held(devtools);
  expect(late.bytes - early.bytes).toBeLessThan(BYTES);
  expect(late.nodes - early.nodes).toBeLessThan(NODES);
}, 120_000);
