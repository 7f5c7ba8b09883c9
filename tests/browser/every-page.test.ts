import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { openBrowser } from '../support/browser.ts';
import { openHall } from '../support/hall-in-browser.ts';
import { walkEveryPage } from './every-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** What a hall writes itself, in its own language. */
const OWN = [
  ...demoHall().services.flatMap(({ materials }) => materials.flatMap(({ name, note }) => [name, note])),
  ...demoHall().windows.map(({ name }) => name),
  ...demoHall().notices,
  ...['窗口一号', '窗口二号', '窗口三号', '窗口四号', '导办台', '管理员'], // people
  ...['取号机', '大厅屏', '1号窗口评价器'], // devices
].toSorted((a, b) => b.length - a.length);
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const MAIN_STATES = new Set([
  'home',
  'hall screen',
  'hall screen by windows',
  'window screen 1',
  'pairing',
  'dispenser',
  'dispenser, number',
  'sign in',
  'counter, called',
  'guide desk',
  'pad',
  'phone',
  'supervisor, live',
  'supervisor, today',
  'supervisor, staffing',
  'supervisor, devices',
  'supervisor, people',
  'supervisor, voice',
  'supervisor, settings',
]);
/** Written so in every language. */
const SAME = [
  'http://127.0.0.1',
  'PAIHAO_PUBLIC_URL',
  'npx paihao pair display',
  '/display#token=',
  '#token=',
  '{number}',
  '{window}',
  'admin',
  'staff',
  'Enter',
  'Ctrl',
  'Esc',
  'Shift',
  'lunch',
  'Wang',
  'Li',
  'espeak-ng',
  'HTTPS',
  'WAV',
  'MP3',
  'cmn-',
  '.wav',
  '.mp3',
  'en',
];
/** The form in which it is written. */
const FORM = [...demoHall().services.map(({ name }) => name), '一 (yī) or 幺 (yāo)'];
const BROKEN = /undefined|\[object|NaN|\bnull\b|\$\{|%s/;

/** What is seen or read out, but for what says of itself that it is in another language; a line each. */
const SEEN = `(() => {
  const page = document.documentElement.lang;
  const mine = (element) => (element.closest('[lang]')?.lang ?? page) === page;
  const drawn = (element) => element.checkVisibility({ visibilityProperty: true });
  const lines = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const place = node.parentElement;
    if (place.matches('script, style, .mark, .mark *')) continue;
    if (mine(place) && drawn(place) && node.data.trim() !== '') lines.push(node.data.trim());
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (!mine(element) || !drawn(element)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      if (element.hasAttribute(name)) lines.push(element.getAttribute(name));
    }
  }
  return lines;
})()`;

const HAN = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;
const without = (line: string, words: readonly string[]): string =>
  words.reduce((rest, word) => rest.replaceAll(word, ''), line);

/** Where a line is not in the page's language, or is no text at all. */
async function wordFaults(name: string, page: Page, isForeign: (line: string) => boolean): Promise<string[]> {
  const lines = await page.evaluate<readonly string[]>(SEEN);
  if (lines.length < 4) return [`${name}: nothing seen`];
  return lines.filter((line) => isForeign(line) || BROKEN.test(line)).map((line) => `${name}: ${line}`);
}

async function accessFaults(name: string, page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.map(({ id, nodes }) => `${name}: ${id} ${nodes.map(({ html }) => html).join(' ')}`);
}

it('[A4] every page is English from top to bottom, but for what the hall wrote itself', async () => {
  const faults: string[] = [];
  await walkEveryPage(await openHall(browser), 'en', async (name, page) => {
    const own = name === 'supervisor, settings' ? [...OWN, ...FORM] : OWN;
    faults.push(...(await wordFaults(name, page, (line) => HAN.test(without(line, own)))));
  });
  expect(faults).toEqual([]);
}, 120_000);

/** One walk for two questions. */
const inChinese = once(async () => {
  const words: string[] = [];
  const access: string[] = [];
  await walkEveryPage(await openHall(browser), 'zh-CN', async (name, page) => {
    words.push(...(await wordFaults(name, page, (line) => /[A-Za-z]{2}/.test(without(line, SAME)))));
    if (MAIN_STATES.has(name)) access.push(...(await accessFaults(name, page)));
  });
  return { words, access };
});

it('[A4] every page is Chinese from top to bottom', async () => {
  expect((await inChinese()).words).toEqual([]);
}, 120_000);

it('axe finds nothing on any page in its main state', async () => {
  expect((await inChinese()).access).toEqual([]);
}, 120_000);

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => (done ??= work());
}
