import { Agent } from 'node:http';
import { expect, it } from 'vitest';
import { done } from '../support/caller.ts';
import { halfOpen } from '../support/half-open.ts';
import { rawRequest } from '../support/raw-request.ts';
import { hall, startHub } from '../support/start-hub.ts';

const HEAD = `POST /api/v1/halls/qingxi/tickets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;
const SAYINGS = (token: string): readonly string[] => [
  '',
  'P',
  'GET /api/v1/halls/qingxi HTTP/1.1\r\nHost: x\r\n',
  `${HEAD}Authorization: Bearer ${token}\r\nIdempotency-Key: slow\r\nContent-Length: 500\r\n\r\n{"serv`,
  `${HEAD}Authorization: Bearer ${token}\r\nIdempotency-Key: chunk\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"ser`,
];

it('[S4] slow and half-open clients hold nobody up, and are hung up on', { timeout: 40_000 }, async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const slow = SAYINGS(dispenser.token).flatMap((says) => Array.from({ length: 60 }, () => halfOpen(hub, says)));
  const started = performance.now();
  for (let n = 0; n < 20; n += 1) {
    const pressed = performance.now();
    await done(dispenser.post(`${hall}/tickets`, { service: 'general' }));
    expect(performance.now() - pressed).toBeLessThan(9_000); // sooner than any of them is hung up on
  }
  const heard = await Promise.all(slow.map(({ ended }) => ended));
  expect(performance.now() - started).toBeLessThan(25_000);
  expect(heard.filter((text) => text.startsWith('HTTP/1.1 408')).length).toBeGreaterThan(0);
  expect(heard.filter((text) => /^HTTP\/1\.1 2\d\d/.test(text))).toEqual([]);
  expect(await done(dispenser.post(`${hall}/tickets`, { service: 'general' }))).toMatchObject({ number: 'H021' });
});

it('[S4] the public view is limited for nobody below 50 a second, above it says so; known devices are not', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const { token } = await done(dispenser.post(`${hall}/tickets`, { service: 'general' }));
  const many = async (count: number, path: string, localAddress: string, headers = {}): Promise<number[]> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 16, localAddress });
    const ask = (): Promise<number> =>
      rawRequest(`${hub.url()}/api/v1${path}`, { headers, agent }).then(({ status }) => status);
    const statuses = await Promise.all(Array.from({ length: count }, ask));
    agent.destroy();
    return statuses;
  };
  expect(new Set(await many(50, hall, '127.0.4.1'))).toEqual(new Set([200]));
  expect(new Set(await many(50, `/tickets/${String(token)}`, '127.0.4.2'))).toEqual(new Set([200]));
  const flood = await many(1_000, hall, '127.0.4.3');
  expect(new Set(flood)).toEqual(new Set([200, 429]));
  expect(await many(1, hall, '127.0.4.4')).toEqual([200]); // another address is not held up
  expect(new Set(await many(1_000, hall, '127.0.4.5', dispenser.headers))).toEqual(new Set([200]));
});
