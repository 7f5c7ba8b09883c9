import { expect, it } from 'vitest';
import { identify, SESSION_COOKIE, sessionCookie } from '../../server/auth/principal.ts';
import { csrfMatches } from '../../server/auth/sessions.ts';
import { addPerson, doors, good, minutes, nine, staffNo } from '../support/people.ts';

async function signedIn() {
  const hall = doors();
  await addPerson(hall, '0312');
  const result = await hall.signIn.signIn({ address: '10.0.0.7', staffNo: '0312', password: good }, nine);
  if (!result.ok) throw new Error(result.code);
  return { hall, ...result, headers: { cookie: `other=1; ${SESSION_COOKIE}=${result.cookie}` } };
}

it('[S1] a session unused for 30 minutes is over; use prolongs it, but not beyond 12 hours', async () => {
  const { hall, cookie } = await signedIn();
  for (let minute = 0; minute < 720; minute += 29) {
    expect(await hall.sessions.find(cookie, minutes(minute))).toMatchObject({ ok: true });
  }
  expect(await hall.sessions.find(cookie, minutes(719))).toMatchObject({ ok: true });
  expect(await hall.sessions.find(cookie, minutes(720))).toEqual({ ok: false, code: 'expired-session' });
  const other = await signedIn();
  expect(await other.hall.sessions.find(other.cookie, minutes(29))).toMatchObject({ ok: true });
  expect(await other.hall.sessions.find(other.cookie, minutes(59))).toEqual({ ok: false, code: 'expired-session' });
  expect(await other.hall.directory.session(other.session.idHash)).toBeUndefined();
});

it('a use is noted once a minute, and never brings back a session that was ended meanwhile', async () => {
  const { hall, cookie, session } = await signedIn();
  await hall.sessions.find(cookie, minutes(0.9));
  expect(await hall.directory.session(session.idHash)).toMatchObject({ usedAt: nine });
  await hall.sessions.find(cookie, minutes(1));
  expect(await hall.directory.session(session.idHash)).toMatchObject({ usedAt: minutes(1) });
  await Promise.all([
    ...Array.from({ length: 20 }, () => hall.sessions.find(cookie, minutes(5))),
    hall.sessions.end(session),
    ...Array.from({ length: 20 }, () => hall.sessions.find(cookie, minutes(5))),
  ]);
  expect(await hall.directory.session(session.idHash)).toBeUndefined();
});

it('the store holds no cookie, and the cookie is for this hub and no script', async () => {
  const { hall, cookie, session } = await signedIn();
  expect(cookie).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(JSON.stringify(await hall.directory.session(session.idHash))).not.toContain(cookie);
  expect(sessionCookie(cookie, false)).toBe(`paihao-session=${cookie}; Path=/; HttpOnly; SameSite=Strict`);
  expect(sessionCookie(cookie, true)).toContain('; Secure');
  expect([csrfMatches(session, session.csrfToken), csrfMatches(session, 'x'), csrfMatches(session, undefined)]).toEqual(
    [true, false, false],
  );
});

it('tells people and devices apart from nobody, and why', async () => {
  const { hall, headers, account, session } = await signedIn();
  const who = (credentials: object, at = nine) => identify(hall, credentials, at);
  expect(await who({})).toEqual({ kind: 'nobody', reason: 'anonymous' });
  expect(await who(headers)).toMatchObject({
    kind: 'person',
    actor: { kind: 'person', staffNo: '0312', role: 'staff' },
    account: { staffNo: account.staffNo },
  });
  expect(await who({ cookie: `${SESSION_COOKIE}=${'A'.repeat(43)}` })).toEqual({
    kind: 'nobody',
    reason: 'unknown-session',
  });
  // A bearer token decides alone, even a wrong one beside a good cookie.
  expect(await who({ ...headers, authorization: 'Bearer x.y' })).toEqual({ kind: 'nobody', reason: 'unknown-token' });
  expect(await who({ authorization: 'Basic eDp5' })).toEqual({ kind: 'nobody', reason: 'unknown-token' });
  await hall.directory.putAccount({ ...account, disabled: true });
  expect(await who(headers)).toEqual({ kind: 'nobody', reason: 'disabled' });
  await hall.directory.putAccount({ ...account, role: 'guide' });
  expect(await who(headers)).toMatchObject({ actor: { role: 'guide' } });
  expect(await who(headers, minutes(31))).toEqual({ kind: 'nobody', reason: 'expired-session' });
  expect(session.staffNo).toBe(staffNo('0312'));
});
