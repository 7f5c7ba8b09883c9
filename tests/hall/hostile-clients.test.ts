import { expect, it } from 'vitest';
import { done, expectProblem } from '../support/caller.ts';
import { hungUp, openLine } from '../support/line.ts';
import { rawRequest } from '../support/raw-request.ts';
import { hall, startHub, type TestHub } from '../support/start-hub.ts';
import { storedRows } from '../support/stored-rows.ts';

async function take(hub: TestHub): Promise<string> {
  const dispenser = await hub.pair('dispenser');
  return String((await done(dispenser.post(`${hall}/tickets`, { service: 'general' })))['token']);
}

it('[R2] a staff session does not rate behind a token it brings beside its cookie, on neither way', async () => {
  const hub = await startHub();
  const clerk = await hub.user('staff');
  const pad = await hub.pair('rating', 3);
  const token = await take(hub);
  await done(clerk.post(`${hall}/windows/3/open`));
  for (const key of ['call-next', 'arrived']) await done(clerk.post(`${hall}/windows/3/${key}`));
  await done(clerk.post(`${hall}/windows/3/finish`, { outcome: 'done' }));
  for (const authorization of ['Bearer no-such-device', 'nonsense', pad.headers['authorization'] ?? '']) {
    expectProblem(
      await clerk.post(`/tickets/${token}/rating`, { level: 5 }, `k${String(authorization.length)}`, { authorization }),
      403,
      'forbidden',
    );
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const headers = { ...clerk.headers, ...form, authorization };
    const sent = await rawRequest(`${hub.url()}/t/${token}/rating`, { method: 'POST', headers, body: 'level=5' });
    expect(sent.status).toBe(409);
  }
  expect(storedRows(hub.data, 'SELECT level FROM ratings')).toEqual([]);
  await done(hub.nobody.post(`/tickets/${token}/rating`, { level: 4 }));
});

it('[S4] a header made up lets nobody past the limit of an address, on a phone’s page neither', async () => {
  const hub = await startHub();
  const token = await take(hub);
  const staff = await hub.user('staff');
  const flood = async (path: string, from: string, headers: Readonly<Record<string, string>>): Promise<Set<number>> => {
    const ask = () => rawRequest(`${hub.url()}${path}`, { headers, from });
    return new Set((await Promise.all(Array.from({ length: 400 }, ask))).map(({ status }) => status));
  };
  const view = `/api/v1${hall}`;
  expect(await flood(view, '127.0.5.1', { cookie: 'a=b' })).toEqual(new Set([200, 429]));
  expect(await flood(view, '127.0.5.2', { cookie: `paihao-session=${'A'.repeat(43)}` })).toEqual(new Set([200, 429]));
  expect(await flood(view, '127.0.5.3', { authorization: 'Bearer x' })).toEqual(new Set([200, 429]));
  expect(await flood(`/t/${token}`, '127.0.5.4', {})).toEqual(new Set([200, 429]));
  expect(await flood(view, '127.0.5.5', staff.headers)).toEqual(new Set([200]));
}, 30_000);

it('[S4] what is asked in vain with one ticket does not fill the store', async () => {
  const hub = await startHub();
  const token = await take(hub);
  await done(hub.nobody.post(`/tickets/${token}/cancel`));
  const statuses: number[] = [];
  for (let n = 0; n < 300; n += 1)
    statuses.push(
      (
        await rawRequest(`${hub.url()}/t/${token}/cancel`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: `key=k${String(n)}`,
          from: `127.0.6.${String((n % 30) + 1)}`,
        })
      ).status,
    );
  expect(new Set(statuses)).toEqual(new Set([409]));
  const [kept] = storedRows(hub.data, "SELECT count(*) AS n FROM answers WHERE sender LIKE 'ticket:%'");
  expect(kept).toEqual({ n: 201 });
  expectProblem(await hub.nobody.post(`/tickets/${token}/cancel`), 429, 'too-many');
  expect((await hub.nobody.get(`/tickets/${token}`)).body).toMatchObject({ status: 'cancelled' });
  hub.time.pass(16 * 60_000);
  expectProblem(await hub.nobody.post(`/tickets/${token}/cancel`), 409, 'ticket-closed');
}, 30_000);

it('[S4] guesses at tickets are counted on sockets too, and who shouts there is hung up on', async () => {
  const hub = await startHub();
  const token = await take(hub);
  const line = await openLine(hub.url());
  const codes: (string | undefined)[] = [];
  for (let n = 0; n < 7; n += 1) codes.push((await line.watch(`ticket/guess-${String(n)}`)).error?.code);
  expect(codes.slice(0, 5)).toEqual(Array(5).fill('unknown-ticket'));
  expect(codes.slice(5)).toEqual(['too-many', 'too-many']);
  expect((await line.watch(`ticket/${token}`)).error).toBeUndefined();
  const cut = hungUp(line);
  for (let n = 0; n < 200; n += 1) line.socket.emit('watch', { hall: 'qingxi', view: 'hall' }, () => undefined);
  await cut;
  expect((await (await openLine(hub.url())).watch('hall')).view).toBeDefined();
});
