import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import type { VoiceState } from '../../protocol/voice.ts';
import { readWav } from '../../server/voice/clips/read-wav.ts';
import { openBrowser } from '../support/browser.ts';
import { done } from '../support/caller.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type HallInBrowser, openHall, QINGXI, signIn } from '../support/hall-in-browser.ts';
import { recordingOf, silence, spokenWord } from '../support/recordings.ts';

/** A hall, and a browser whose microphone hears this again and again and whose person allows it. */
async function hallHearing(samples: Float32Array): Promise<HallInBrowser> {
  const file = join(temporaryFolder(), 'microphone.wav');
  writeFileSync(file, recordingOf(samples));
  const browser = await openBrowser([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${file}`,
  ]);
  onTestFinished(() => browser.close());
  return openHall(browser);
}

/** Notes how long each sound lasts that this browser in fact begins to play. */
const NOTE_PLAYED = `{
  window.played = [];
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    this.addEventListener('playing', () => played.push(this.duration), { once: true });
    return play.call(this);
  };
}`;

/** As the page itself gets it, with its session. */
async function bytesAt(page: Page, url: string): Promise<Buffer> {
  const bytes = await page.evaluate(async (address) => {
    const answer = await fetch(address);
    return [...new Uint8Array(await answer.arrayBuffer())];
  }, url);
  return Buffer.from(bytes);
}

const someone = spokenWord({ ms: 400, aroundMs: 100 });

async function openDesk(hall: HallInBrowser): Promise<Page> {
  await hall.person('0391', 'supervisor');
  const page = await hall.open('/supervisor#voice', { before: NOTE_PLAYED });
  await signIn(page, '0391');
  await page.getByTestId('make-pack').locator('input').fill('qingxi');
  await page.getByTestId('make-pack-go').click();
  await page.getByTestId('say').waitFor();
  await page.getByTestId('recorder').focus();
  return page;
}

const wordOf = (page: Page): Promise<string> => page.getByTestId('say').innerText();
const stateOf = async (hall: HallInBrowser): Promise<VoiceState> =>
  (await done((await hall.signedIn('0391')).get(`${QINGXI}/voice`))) as unknown as VoiceState;

/** Counts in, speaks and ends by the keyboard alone. */
async function record(page: Page): Promise<void> {
  await page.keyboard.press('Space');
  await page.getByText('请说，说完按空格').waitFor();
  const level = page.locator('.level');
  await expect
    .poll(() => level.evaluate((bar) => Number(getComputedStyle(bar).getPropertyValue('--level'))))
    .toBeGreaterThan(0.5);
  await page.waitForTimeout(700); // as long as a person takes for a word
  await page.keyboard.press('Space');
  await page.getByText('听一听，好就按回车留下').waitFor();
}

it('words are recorded, kept and heard by keyboard alone; the next one comes up by itself', async () => {
  const hall = await hallHearing(someone);
  const page = await openDesk(hall);
  const { missing = [] } = (await stateOf(hall)).packs[0] ?? {};
  const [first = '', second = '', third = ''] = missing;
  expect(await wordOf(page)).toBe(first);
  await record(page);
  await page.keyboard.press('Enter');
  await expect.poll(() => wordOf(page)).toBe(second);
  await record(page);
  await page.keyboard.press('r'); // not good enough: once more
  await page.getByText('请说，说完按空格').waitFor();
  await page.getByText('听一听，好就按回车留下').waitFor(); // ends by itself after three seconds
  await page.keyboard.press('Enter');
  await expect.poll(() => wordOf(page)).toBe(third);

  const { packs } = await stateOf(hall);
  expect(packs[0]?.missing).toEqual(missing.slice(2));
  expect(packs[0]?.clips.map(({ fault, word }) => [word, fault]).sort()).toEqual(
    [
      [first, null],
      [second, null],
    ].sort(),
  );
  await expect.poll(() => page.getByTestId('missing').locator('button').allInnerTexts()).toEqual(missing.slice(2));

  await page.evaluate('played.length = 0');
  const fetched = page.waitForResponse((response) => response.url().includes('/clips/'));
  await page.getByTestId(`hear-${first}`).click();
  const sound = readWav(await bytesAt(page, (await fetched).url()), 10_000);
  expect(sound?.rate).toBe(22_050);
  const lasts = (sound?.samples.length ?? 0) / 22_050;
  expect(lasts).toBeGreaterThan(0.1);
  await expect.poll(() => page.evaluate('played')).toEqual([expect.closeTo(lasts, 1)]);

  await page.getByTestId('try-go').click();
  await expect.poll(() => page.getByTestId('try-told').innerText()).toBe('这一句是自带的合成说的'); // the pack is not whole

  await page.getByTestId(`remove-${first}`).click();
  await page.getByTestId('remove-yes').click();
  await page.getByTestId(`clip-${first}`).waitFor({ state: 'detached' });
  expect((await stateOf(hall)).packs[0]?.missing).toContain(first);
});

it('a microphone that hears nothing is told in words, and the word stays', async () => {
  const hall = await hallHearing(silence(500));
  const page = await openDesk(hall);
  const word = await wordOf(page);
  await page.keyboard.press('Space');
  await page.getByText('请说，说完按空格').waitFor();
  await expect.poll(() => page.getByTestId('told').innerText()).toContain('没有听到声音');
  expect(await wordOf(page)).toBe(word);
  expect((await stateOf(hall)).packs[0]?.clips).toEqual([]);
});

it('a microphone that is refused or not there is told in words, and files still go', async () => {
  const hall = await hallHearing(someone);
  const page = await openDesk(hall);
  for (const [name, words] of [
    ['NotAllowedError', '浏览器没有允许用话筒'],
    ['NotFoundError', '没有找到话筒'],
    ['NotReadableError', '话筒正被别的程序用着'],
  ] as const) {
    await page.evaluate((fault) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', fault));
    }, name);
    await page.getByTestId('key-space').click();
    await expect.poll(() => page.getByTestId('told').innerText()).toContain(words);
  }
  const word = await wordOf(page);
  const buffer = recordingOf(spokenWord());
  await page.getByTestId('files').setInputFiles([
    { name: `${word}.wav`, mimeType: 'audio/wav', buffer },
    { name: '零.wav', mimeType: 'audio/wav', buffer: recordingOf(silence(600)) },
  ]);
  await page.getByText('2 个文件，收下 1 个').waitFor();
  await expect.poll(() => page.getByTestId('sent').nth(1).innerText()).toContain('里面没有声音');
  await page.getByTestId(`clip-${word}`).waitFor();
});
