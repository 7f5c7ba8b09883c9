import { join } from 'node:path';
import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../db/sqlite/open-store.ts';
import { temporaryFolder } from '../support/folder.ts';
import { addPerson, doors, good, minutes, nine, qingxi, staffNo } from '../support/people.ts';

const at = (address: string, no: string, password: string) => ({ address, staffNo: no, password });

it('[S1] a lock, a sign-in and a sign-out outlive a restart of the hub', async () => {
  const file = join(temporaryFolder(), 'paihao.db');
  const before = doors(await openSqliteStore(file));
  for (const no of ['0311', '0312', '0313']) await addPerson(before, no);
  for (let i = 0; i < 5; i += 1) await before.signIn.signIn(at(`10.0.0.${i}`, '0311', 'wrong-1-Wrong'), nine);
  const stays = await before.signIn.signIn(at('10.0.1.1', '0312', good), nine);
  const leaves = await before.signIn.signIn(at('10.0.1.1', '0313', good), nine);
  if (!stays.ok || !leaves.ok) throw new Error('sign-in');
  await before.sessions.end(leaves.session);
  await before.store.close();

  const after = doors(await openSqliteStore(file));
  const locked = await after.signIn.signIn(at('10.0.2.1', '0311', good), minutes(5));
  expect(locked).toEqual({ ok: false, code: 'locked', until: minutes(15) });
  expect(await after.sessions.find(stays.cookie, minutes(5))).toMatchObject({ ok: true });
  expect(await after.sessions.find(leaves.cookie, minutes(5))).toMatchObject({ ok: false });
  expect(await after.accounts.find(staffNo('0312'))).toMatchObject({ failures: 0 });
  await after.store.close();
});

it('[S3] tokens and revocations outlive a restart, and the database file holds no secret', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'paihao.db');
  const place = { hall: qingxi, window: null, name: '' };
  const before = doors(await openSqliteStore(file));
  await addPerson(before, '0312');
  const made = await before.devices.makeKey('display', place, 'staff:admin', nine);
  const kept = made.ok ? await before.devices.takeKey(made.key, 'k1', nine) : made;
  const gone = await before.devices.pair('dispenser', place, 'staff:admin', nine);
  const signed = await before.signIn.signIn(at('10.0.0.7', '0312', good), nine);
  if (!made.ok || !kept.ok || !gone.ok || !signed.ok) throw new Error('setting up');
  await before.devices.revoke(qingxi, gone.device.id, 'staff:admin', nine);
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  for (const secret of [made.key, kept.token, gone.token, good, signed.cookie])
    expect(bytes.some((content) => content.includes(secret))).toBe(false);
  expect(bytes.some((content) => content.includes(kept.device.id))).toBe(true);
  await before.store.close();

  const after = doors(await openSqliteStore(file));
  expect(await after.devices.find(kept.token)).toMatchObject({ kind: 'display', revokedAt: null });
  expect(await after.devices.find(gone.token)).toMatchObject({ kind: 'dispenser', revokedAt: nine });
  expect(await after.devices.takeKey(made.key, 'k1', minutes(1))).toMatchObject({ ok: true, token: kept.token });
  expect(await after.devices.takeKey(made.key, 'k2', minutes(1))).toEqual({ ok: false, code: 'key-used' });
  await after.store.close();
});
