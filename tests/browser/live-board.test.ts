import { expect, it, onTestFinished } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { openBrowser } from '../support/browser.ts';
import { done } from '../support/caller.ts';
import { openHall, QINGXI, signIn } from '../support/hall-in-browser.ts';
import { sure } from '../support/people.ts';

it('on a small screen a window’s number and state stand on one line, and why it was called below them', async () => {
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const hall = await openHall(browser);
  await hall.configure({ rules: { ...demoHall().rules, order: 'ratio' } });
  await hall.person('0900', 'supervisor');
  await hall.person('0401', 'staff');
  const dispenser = await hall.device('dispenser');
  for (const category of ['ordinary', 'elderly'])
    await done(dispenser.post(`${QINGXI}/tickets`, { service: 'general', category }));
  const clerk = await hall.signedIn('0401');
  await done(clerk.post(`${QINGXI}/windows/1/open`));
  await done(clerk.post(`${QINGXI}/windows/1/call-next`));
  for (const lang of ['zh-CN', 'en']) {
    const page = await hall.open(`/supervisor?lang=${lang}`, { size: [1366, 768] });
    await signIn(page, '0900');
    const row = page.getByTestId('window-1');
    for (const [width, height] of [
      [1366, 768],
      [1280, 800],
    ] as const) {
      await page.setViewportSize({ width, height });
      const box = async (part: string) => sure(await row.locator(part).boundingBox());
      const [number, state, why] = [await box('.no'), await box('div > span'), await box('.why')];
      const what = `${lang}, ${String(width)}`;
      expect(state.x, what).toBeGreaterThan(number.x + number.width);
      expect(state.y + state.height, what).toBeLessThanOrEqual(number.y + number.height + 2);
      expect(why.y, what).toBeGreaterThanOrEqual(number.y + number.height);
      expect(why.height, what).toBeLessThan(45); // two lines
    }
  }
});
