import { expect, it } from 'vitest';
import { ensureAdministrator } from '../../server/auth/first-administrator.ts';
import { makePassword, passwordProblem } from '../../server/auth/passwords.ts';
import { addPerson, doors, good, minutes, nine, qingxi, staffNo, sure } from '../support/people.ts';

const at = (address: string, no: string, password: string) => ({ address, staffNo: no, password });

it('[S1] a password is ten characters of three of four kinds and not the staff number; hashes are argon2id', async () => {
  const hall = doors();
  const create = (password: string) =>
    hall.accounts.create(
      { staffNo: staffNo('Abcdef1234'), hall: qingxi, name: '李敏', role: 'staff', password, mustChange: false },
      'staff:admin',
      nine,
    );
  expect(await create('')).toEqual({ ok: false, code: 'too-short' });
  expect(await create('Ab1-56789')).toEqual({ ok: false, code: 'too-short' });
  expect(await create('abcdef123456')).toEqual({ ok: false, code: 'too-plain' });
  expect(await create('abcDEF1234')).toEqual({ ok: false, code: 'is-staff-number' });
  expect(await create('Aa1'.repeat(80))).toEqual({ ok: false, code: 'too-long' });
  expect(await create('abcd排号1234')).toMatchObject({ ok: true });
  expect(await create('abcd排号12345')).toEqual({ ok: false, code: 'account-exists' });
  const stored = sure(await hall.directory.account(staffNo('Abcdef1234')));
  expect(stored.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

it('makes passwords that satisfy the rule', () => {
  for (let i = 0; i < 200; i += 1) expect(passwordProblem(makePassword(), 'admin')).toBeUndefined();
});

it('[S1] there is no default password: the first administrator gets one of its own, shown once, changed first', async () => {
  const hall = doors();
  const made = sure((await ensureAdministrator(hall.accounts, qingxi, null, nine)).made);
  const account = sure(await hall.directory.account(staffNo('admin')));
  expect(account).toMatchObject({ role: 'administrator', mustChange: true });
  expect((await ensureAdministrator(hall.accounts, qingxi, null, nine)).made).toBeNull();
  expect(await hall.signIn.signIn(at('10.0.0.9', 'admin', made), nine)).toMatchObject({ ok: true });
  const other = doors();
  expect((await ensureAdministrator(other.accounts, qingxi, good, nine)).made).toBeNull();
  expect(await other.directory.account(staffNo('admin'))).toMatchObject({ mustChange: false });
});

it('[S1] five failures lock the account for 15 minutes, from any address, and a lock ends by itself', async () => {
  const hall = doors();
  await addPerson(hall, '0312');
  for (let i = 1; i <= 5; i += 1) {
    expect(await hall.signIn.signIn(at(`10.0.0.${i}`, '0312', 'wrong-1-Wrong'), nine)).toEqual({
      ok: false,
      code: 'wrong',
    });
  }
  expect(await hall.signIn.signIn(at('10.0.1.1', '0312', good), minutes(14))).toEqual({
    ok: false,
    code: 'locked',
    until: minutes(15),
  });
  expect(await hall.signIn.signIn(at('10.0.1.1', '0312', good), minutes(15))).toMatchObject({ ok: true });
  expect(await hall.directory.account(staffNo('0312'))).toMatchObject({ failures: 0, lockedUntil: null });
});

it('[S1] five failures lock the address, whatever accounts they were about, and no other address', async () => {
  const hall = doors();
  await addPerson(hall, '0312');
  for (const no of ['a1', 'a2', '没有', 'x'.repeat(5000), 'a5']) {
    expect(await hall.signIn.signIn(at('10.0.0.7', no, good), nine)).toEqual({ ok: false, code: 'wrong' });
  }
  expect(await hall.signIn.signIn(at('::ffff:10.0.0.7', '0312', good), minutes(14))).toEqual({
    ok: false,
    code: 'too-many',
    until: minutes(15),
  });
  expect(await hall.signIn.signIn(at('10.0.0.8', '0312', good), minutes(14))).toMatchObject({ ok: true });
  expect(await hall.signIn.signIn(at('10.0.0.7', '0312', good), minutes(15))).toMatchObject({ ok: true });
});

it('[S1] a hundred attempts at once are five attempts', async () => {
  const hall = doors();
  await addPerson(hall, '0312');
  const attempts = Array.from({ length: 99 }, (_, i) => at(`10.0.${i % 3}.1`, '0312', `Wrong-${i}-pass`));
  const results = await Promise.all(
    [...attempts, at('10.0.0.1', '0312', good)].map((a) => hall.signIn.signIn(a, nine)),
  );
  expect(results.filter((result) => !result.ok && result.code === 'wrong')).toHaveLength(5);
  expect(results.filter((result) => result.ok)).toHaveLength(0);
});

it("one's own success does not wipe out failures about others", async () => {
  const hall = doors();
  await addPerson(hall, '0312');
  await addPerson(hall, '0313');
  for (let i = 0; i < 4; i += 1) await hall.signIn.signIn(at('10.0.0.7', '0313', 'wrong-1-Wrong'), nine);
  expect(await hall.signIn.signIn(at('10.0.0.7', '0312', good), nine)).toMatchObject({ ok: true });
  await hall.signIn.signIn(at('10.0.0.7', '0314', 'wrong-1-Wrong'), nine);
  expect(await hall.signIn.signIn(at('10.0.0.7', '0312', good), nine)).toMatchObject({ ok: false, code: 'too-many' });
});

it('[S1] a name without an account behaves as one with: the same answers, then a lock, at the same cost', async () => {
  const hall = doors();
  await addPerson(hall, '0312');
  const spent: Record<string, number> = { '0312': 0, '0999': 0 };
  const answers: Record<string, unknown[]> = { '0312': [], '0999': [] };
  for (let i = 1; i <= 6; i += 1) {
    for (const no of ['0312', '0999']) {
      const start = performance.now();
      answers[no]?.push(await hall.signIn.signIn(at(`10.1.${i}.${Number(no)}`, no, 'wrong-1-Wrong'), nine));
      if (i < 6) spent[no] = (spent[no] ?? 0) + performance.now() - start;
    }
  }
  expect(answers['0999']).toEqual(answers['0312']);
  expect(answers['0999']?.at(-1)).toMatchObject({ code: 'locked' });
  // Hashing once costs far more than all else together, so a missing one would show as a factor of ten.
  expect(sure(spent['0999'])).toBeGreaterThan(sure(spent['0312']) / 4);
});

it('[S1] a password set by an administrator must be changed first; the change ends the other sessions', async () => {
  const hall = doors();
  await addPerson(hall, '0312');
  const before = await hall.signIn.signIn(at('10.0.0.7', '0312', good), nine);
  await hall.accounts.resetPassword(staffNo('0312'), 'Second-2026-pw', 'staff:admin', nine);
  expect(before.ok && (await hall.sessions.find(before.cookie, nine))).toEqual({ ok: false, code: 'unknown-session' });
  const one = await hall.signIn.signIn(at('10.0.0.7', '0312', 'Second-2026-pw'), nine);
  const two = await hall.signIn.signIn(at('10.0.0.8', '0312', 'Second-2026-pw'), nine);
  if (!one.ok || !two.ok) throw new Error('sign-in');
  expect(one.account.mustChange).toBe(true);
  const change = (old: string, fresh: string) => hall.accounts.changePassword(one.session, old, fresh, minutes(1));
  expect(await change('Second-2026-pw', 'short')).toEqual({ ok: false, code: 'too-short' });
  expect(await change('Second-2026-pw', 'Second-2026-pw')).toEqual({ ok: false, code: 'same-password' });
  expect(await change('Wrong-2026-pw', 'Third-2026-pw')).toEqual({ ok: false, code: 'wrong-password' });
  expect(await change('Second-2026-pw', 'Third-2026-pw')).toMatchObject({ ok: true, account: { mustChange: false } });
  expect(await hall.sessions.find(one.cookie, minutes(1))).toMatchObject({ ok: true });
  expect(await hall.sessions.find(two.cookie, minutes(1))).toEqual({ ok: false, code: 'unknown-session' });
});

it('a disabled account is signed out and stays out; the last administrator cannot be taken away', async () => {
  const hall = doors();
  await addPerson(hall, 'admin', 'administrator');
  await addPerson(hall, 'admin2', 'administrator');
  const signed = await hall.signIn.signIn(at('10.0.0.7', 'admin2', good), nine);
  const [first, second] = await Promise.all([
    hall.accounts.change(staffNo('admin2'), { disabled: true }, 'staff:admin', nine),
    hall.accounts.change(staffNo('admin'), { role: 'staff' }, 'staff:admin2', nine),
  ]);
  expect(first).toMatchObject({ ok: true });
  expect(second).toEqual({ ok: false, code: 'last-administrator' });
  expect(signed.ok && (await hall.sessions.find(signed.cookie, nine))).toMatchObject({ ok: false });
  expect(await hall.signIn.signIn(at('10.0.0.8', 'admin2', good), nine)).toEqual({ ok: false, code: 'wrong' });
});

it('the trail names every change and holds neither password, cookie nor what was typed as a name', async () => {
  const hall = doors();
  await addPerson(hall, '0312');
  const signed = await hall.signIn.signIn(at('10.0.0.7', '0312', good), nine);
  await hall.accounts.change(staffNo('0312'), { role: 'guide' }, 'staff:admin', nine);
  await hall.accounts.resetPassword(staffNo('0312'), 'Second-2026-pw', 'staff:admin', nine);
  for (let i = 0; i < 5; i += 1) await hall.signIn.signIn(at('10.0.0.9', 'Typed1Secret', 'x'), nine);
  const trail = await hall.directory.auditTrail(qingxi, 100);
  expect(new Set(trail.map(({ action }) => action))).toEqual(
    new Set(['account-created', 'signed-in', 'account-changed', 'password-reset', 'address-locked']),
  );
  const text = JSON.stringify(trail);
  const hidden = [good, 'Second-2026-pw', 'Typed1Secret', signed.ok ? signed.cookie : good, 'argon2'];
  for (const secret of hidden) expect(text).not.toContain(secret);
});
