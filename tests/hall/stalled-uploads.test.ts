import { expect, it } from 'vitest';
import { type Caller, done, expectProblem } from '../support/caller.ts';
import { type HalfOpen, halfOpen } from '../support/half-open.ts';
import { recordingOf, spokenWord } from '../support/recordings.ts';
import { freshKey, hall, startHub, type TestHub } from '../support/start-hub.ts';

const CLIP = `${hall}/voice/packs/qingxi-hua/clips/${encodeURIComponent('号')}`;
const HALF = Buffer.alloc(1_000_000);
const WORD = recordingOf(spokenWord());

/** A signed-in upload that stops at half of its two megabytes. */
function stalled(hub: TestHub, keeper: Caller): HalfOpen {
  const own = Object.entries(keeper.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST /api/v1${CLIP} HTTP/1.1\r\nHost: x\r\n${own.join('')}Idempotency-Key: ${freshKey()}\r\n`;
  return halfOpen(hub, `${head}Content-Type: audio/wav\r\nContent-Length: 2000000\r\n\r\n`, HALF);
}

const upload = (keeper: Caller) =>
  keeper.ask('POST', CLIP, new Uint8Array(WORD), { 'content-type': 'audio/wav', 'idempotency-key': freshKey() });

it('of 100 uploads that stop half-way few are held, one person’s leave room for others, and each is hung up on', async () => {
  const hub = await startHub();
  const [keeper, other] = [await hub.user('supervisor'), await hub.admin()];
  await done(keeper.post(`${hall}/voice/packs`, { name: 'qingxi-hua' }));
  const uploads = Array.from({ length: 100 }, () => stalled(hub, keeper));
  const refused = new Set<string>();
  let refusals = 0;
  for (const { answered } of uploads) {
    void answered.then((line) => {
      refusals += 1;
      refused.add(line);
    });
  }
  await expect.poll(() => refusals, { timeout: 8_000 }).toBe(97);
  expect([...refused]).toEqual(['HTTP/1.1 429 Too Many Requests']);
  const mine = await upload(keeper);
  expectProblem(mine, 429, 'too-many');
  expect(mine.headers.get('retry-after')).toBe('15');
  await done(upload(other));

  const heard = await Promise.all(uploads.map(({ ended }) => ended));
  expect(heard.filter((text) => text.startsWith('HTTP/1.1 408'))).toHaveLength(3);
  await done(upload(keeper));
}, 40_000);

it('more than eight at once are refused whoever sends them, until one goes', async () => {
  const hub = await startHub();
  const keepers = [await hub.user('supervisor'), await hub.user('supervisor'), await hub.user('supervisor')];
  const admin = await hub.admin();
  await done(admin.post(`${hall}/voice/packs`, { name: 'qingxi-hua' }));
  const uploads = keepers.flatMap((keeper) => [stalled(hub, keeper), stalled(hub, keeper), stalled(hub, keeper)]);
  expect(await Promise.race(uploads.map(({ answered }) => answered))).toMatch(/ 429 /);
  expectProblem(await upload(admin), 429, 'too-many');
  for (const { socket } of uploads) socket.destroy();
  await expect.poll(async () => (await upload(admin)).status).toBe(200);
});
