import { expect, it } from 'vitest';
import { done } from '../support/caller.ts';
import { openLine } from '../support/line.ts';
import { hall, startHub } from '../support/start-hub.ts';

const FIVE_MINUTES = 5 * 60_000;

it('after a leap of the clock every page gets the time anew, and its keys work at once', async () => {
  const hub = await startHub();
  const [dispenser, clerk] = [await hub.pair('dispenser'), await hub.user('staff')];
  await done(clerk.post(`${hall}/windows/1/open`));
  await done(dispenser.post(`${hall}/tickets`, { service: 'general' }));
  const line = await openLine(hub.url(), clerk.headers);
  const seen = await line.watch('counter/1');
  const pushed = line.nextPush('counter/1');
  hub.time.set(hub.time.wall() + FIVE_MINUTES);
  const { now } = await pushed;
  expect(Date.parse(now) - Date.parse(String(seen.now))).toBe(FIVE_MINUTES);
  const late = await clerk.post(`${hall}/windows/1/call-next`, { expected: null, pressedAt: seen.now });
  expect(late).toMatchObject({ status: 409, body: { code: 'too-late', now: expect.any(String) as string } });
  await done(clerk.post(`${hall}/windows/1/call-next`, { expected: null, pressedAt: now }));
});
