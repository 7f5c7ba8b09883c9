import { chromium, type Browser } from 'playwright-core';
import { ensureBrowser } from '../../scripts/browser.mjs';

/** A Chromium of the test's own, that asks nobody outside for anything; the test closes it. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureBrowser(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}
