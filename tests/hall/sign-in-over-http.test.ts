import { expect, it } from 'vitest';
import { done, expectProblem } from '../support/caller.ts';
import { openLine } from '../support/line.ts';
import { good } from '../support/people.ts';
import { type RawAnswer, rawRequest } from '../support/raw-request.ts';
import { hall, startHub, type TestHub } from '../support/start-hub.ts';
import { storedRows } from '../support/stored-rows.ts';

const MINUTE_MS = 60_000;

function tryToSignIn(hub: TestHub, staffNo: string, password: string, from: string): Promise<RawAnswer> {
  return rawRequest(`${hub.url()}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staffNo, password }),
    from,
  });
}

function codeOf(answer: RawAnswer): unknown {
  return (JSON.parse(answer.text) as { code?: string }).code;
}

it('[S1] five failures lock the account for 15 minutes, from wherever: 423 with the time it ends', async () => {
  const hub = await startHub();
  const { staffNo } = await hub.user('staff');
  for (let n = 1; n <= 5; n += 1) {
    const wrong = await tryToSignIn(hub, staffNo, 'Wrong-2026-hall', `127.0.1.${String(n)}`);
    expect([wrong.status, codeOf(wrong)]).toEqual([401, 'wrong']);
  }
  hub.time.pass(14 * MINUTE_MS);
  const locked = await tryToSignIn(hub, staffNo, good, '127.0.2.1');
  expect([locked.status, locked.headers['content-type']]).toEqual([423, 'application/problem+json; charset=utf-8']);
  expect(JSON.parse(locked.text)).toMatchObject({ code: 'locked', status: 423, until: '2026-11-23T01:15:00.000Z' });
  expect(locked.headers['retry-after']).toBe('60');
  hub.time.pass(MINUTE_MS);
  expect((await tryToSignIn(hub, staffNo, good, '127.0.2.1')).status).toBe(200);
});

it('[S1] five failures lock the address, whatever accounts they were about: 429, and no other address', async () => {
  const hub = await startHub();
  const { staffNo } = await hub.user('staff');
  for (const no of ['0301', '0302', 'nobody', '没有', '0305'])
    expect((await tryToSignIn(hub, no, good, '127.0.3.1')).status).toBe(401);
  const locked = await tryToSignIn(hub, staffNo, good, '127.0.3.1');
  expect([locked.status, codeOf(locked)]).toEqual([429, 'too-many']);
  expect(locked.headers['retry-after']).toBe('900');
  expect((await tryToSignIn(hub, staffNo, good, '127.0.3.2')).status).toBe(200);
  hub.time.pass(15 * MINUTE_MS);
  expect((await tryToSignIn(hub, staffNo, good, '127.0.3.1')).status).toBe(200);
  const trail = storedRows(hub.data, "SELECT facts FROM audit WHERE action = 'address-locked'");
  expect(trail).toHaveLength(1);
});

it('unknown tokens are counted by address, of tickets, devices, keys and on sockets; known ones go on', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const { token } = await done(dispenser.post(`${hall}/tickets`, { service: 'general' }));
  const stranger = { authorization: 'Bearer no-such-device' };
  expectProblem(await hub.nobody.get('/tickets/no-such'), 404, 'unknown-ticket');
  expectProblem(await hub.nobody.post(`${hall}/tickets`, {}, 'k1', stranger), 401, 'unauthenticated');
  expectProblem(await hub.nobody.post('/pairing', { key: 'no-such' }), 409, 'unknown-key');
  expectProblem(await hub.nobody.post('/tickets/no-such/cancel'), 404, 'unknown-ticket');
  await expect(openLine(hub.url(), stranger)).rejects.toThrow('unauthenticated');
  await expect(openLine(hub.url(), stranger)).rejects.toThrow('too-many');
  expectProblem(await hub.nobody.get('/tickets/no-such'), 429, 'too-many');
  expectProblem(await hub.nobody.post(`${hall}/tickets`, {}, 'k2', stranger), 429, 'too-many');
  expectProblem(await hub.nobody.post('/pairing', { key: 'no-such' }), 429, 'too-many');
  await done(hub.nobody.get(`/tickets/${String(token)}`));
  await done(dispenser.post(`${hall}/tickets`, { service: 'general' }));
  hub.time.pass(15 * MINUTE_MS);
  expectProblem(await hub.nobody.get('/tickets/no-such'), 404, 'unknown-ticket');
});

it('[S1] the cookie is for this site and no script; idle for half an hour it ends', async () => {
  const hub = await startHub();
  const { staffNo } = await hub.user('staff');
  const signed = await tryToSignIn(hub, staffNo, good, '127.0.0.1');
  const [cookie = ''] = signed.headers['set-cookie'] as readonly string[];
  expect(cookie).toMatch(/^paihao-session=[\w-]{43}; /);
  expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);
  expect(
    storedRows(hub.data, 'SELECT id_hash FROM sessions')
      .map((row) => JSON.stringify(row))
      .join(),
  ).not.toContain(cookie.slice(15, 58));
  const clerk = await hub.signIn(staffNo);
  for (let n = 0; n < 4; n += 1) {
    hub.time.pass(29 * MINUTE_MS);
    await done(clerk.get('/session'));
  }
  hub.time.pass(30 * MINUTE_MS);
  expectProblem(await clerk.get('/session'), 401, 'unauthenticated');
  const worked = await hub.signIn(staffNo);
  for (let n = 0; n < 24; n += 1) {
    hub.time.pass(29 * MINUTE_MS);
    await done(worked.get('/session'));
  }
  hub.time.pass(25 * MINUTE_MS); // twelve hours after the sign-in it ends in any case
  expectProblem(await worked.get('/session'), 401, 'unauthenticated');
});

it('[S4] every POST of a person carries the token of their session', async () => {
  const hub = await startHub();
  const clerk = await hub.user('staff');
  const other = await hub.user('staff');
  const { 'x-csrf-token': csrf = '', cookie = '' } = clerk.headers;
  const open = async (token: Record<string, string>): Promise<RawAnswer> =>
    rawRequest(`${hub.url()}/api/v1${hall}/windows/1/open`, {
      method: 'POST',
      headers: { cookie, 'idempotency-key': 'k', 'content-type': 'application/json', ...token },
      body: '{}',
    });
  const wrong = [{}, { 'x-csrf-token': '' }, { 'x-csrf-token': `${csrf}x` }];
  for (const token of [...wrong, { 'x-csrf-token': other.headers['x-csrf-token'] ?? '' }]) {
    const answer = await open(token);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'csrf']);
  }
  expect((await open({ 'x-csrf-token': csrf })).status).toBe(200);
});

it('[S1] a password that another set must be changed before anything else is done', async () => {
  const hub = await startHub();
  const admin = await hub.admin();
  const given = 'Given-2026-hall';
  const person = { staffNo: '0312', name: '王芳', role: 'staff', password: given };
  expect(await done(admin.post(`${hall}/accounts`, person))).toMatchObject({ staffNo: '0312', mustChange: true });
  for (const password of ['', 'Short-1', 'only-lower-case', '0312']) {
    const refused = await admin.post(`${hall}/accounts`, { ...person, staffNo: '0313', password });
    expectProblem(refused, 400, 'invalid');
    expect(refused.body['errors']).toMatchObject([{ path: 'password' }]);
  }
  const clerk = await hub.signIn('0312', given);
  expectProblem(await clerk.post(`${hall}/windows/1/open`), 403, 'must-change-password');
  expectProblem(await clerk.get(`${hall}/board`), 403, 'must-change-password');
  const change = (old: string, fresh: string): ReturnType<typeof clerk.post> =>
    clerk.post('/session/password', { old, new: fresh });
  expectProblem(await change('Wrong-2026-hall', 'Fresh-2026-hall'), 409, 'wrong-password');
  expectProblem(await change(given, given), 409, 'same-password');
  expectProblem(await change(given, 'too-plain-words'), 400, 'invalid');
  expect(await done(change(given, 'Fresh-2026-hall'))).toMatchObject({ mustChange: false });
  await done(clerk.post(`${hall}/windows/1/open`));
  await expect(hub.signIn('0312', given)).rejects.toThrow('may not sign in');
});

it('[S1] who is disabled is out at once, and in again when enabled', async () => {
  const hub = await startHub();
  const [admin, clerk] = [await hub.admin(), await hub.user('staff')];
  await done(clerk.post(`${hall}/windows/1/open`));
  await done(admin.post(`${hall}/accounts/${clerk.staffNo}/disable`));
  expectProblem(await clerk.post(`${hall}/windows/1/call-next`), 401, 'unauthenticated');
  await expect(hub.signIn(clerk.staffNo)).rejects.toThrow('may not sign in');
  await done(admin.post(`${hall}/accounts/${clerk.staffNo}/enable`));
  await hub.signIn(clerk.staffNo);
  expectProblem(await admin.post(`${hall}/accounts/admin/disable`), 409, 'last-administrator');
  expectProblem(await admin.post(`${hall}/accounts/none/disable`), 404, 'unknown-account');
});
