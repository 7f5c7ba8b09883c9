import { expect, it } from 'vitest';
import type { Account, Device, PairingKey, Session } from '../../db/store.ts';
import { later, type StaffNo, type WindowNo } from '../../domain/values.ts';
import { answerTo, commitOf, HALL, minutes, newEvent, NINE, OTHER, times } from './rows.ts';
import type { OpenedStore } from './store-kind.ts';

const HOUR = 3_600_000;
const account: Account = {
  staffNo: '0312' as StaffNo,
  hall: HALL,
  name: '王秀英',
  role: 'staff',
  passwordHash: '$argon2id$…',
  mustChange: true,
  failures: 0,
  lockedUntil: null,
  disabled: false,
};
const session: Session = { idHash: 'a1', staffNo: account.staffNo, csrfToken: 'c', startedAt: NINE, usedAt: NINE };
const device: Device = {
  id: 'd1',
  hall: HALL,
  kind: 'display',
  window: null,
  name: '大屏',
  printer: null,
  pairedAt: NINE,
  revokedAt: null,
};
const pairing: PairingKey = {
  keyHash: 'k1',
  hall: HALL,
  kind: 'rating',
  window: 3 as WindowNo,
  name: '三号窗口评价器',
  expiresAt: minutes(15),
  usedBy: null,
};

export function directoryContract(opened: () => OpenedStore): void {
  it('keeps accounts, the newest word of each, by staff number', async () => {
    const { directory } = opened().store;
    expect(await directory.account(account.staffNo)).toBeUndefined();
    await directory.putAccount(account);
    await directory.putAccount({ ...account, staffNo: '0100' as StaffNo });
    await directory.putAccount({ ...account, staffNo: '0500' as StaffNo, hall: OTHER });
    const locked = { ...account, mustChange: false, failures: 5, lockedUntil: minutes(15), disabled: true };
    await directory.putAccount(locked);
    expect(await directory.account(account.staffNo)).toEqual(locked);
    expect((await directory.accounts(HALL)).map((row) => row.staffNo)).toEqual(['0100', '0312']);
  });

  it('keeps sessions until they are ended, one or all of a person’s', async () => {
    const { directory } = opened().store;
    for (const idHash of ['a1', 'a2', 'a3']) await directory.putSession({ ...session, idHash });
    await directory.putSession({ ...session, idHash: 'b1', staffNo: '0100' as StaffNo });
    await directory.putSession({ ...session, idHash: 'a3', usedAt: minutes(5) });
    expect(await directory.session('a3')).toEqual({ ...session, idHash: 'a3', usedAt: minutes(5) });
    await directory.deleteSession('a1');
    expect(await directory.session('a1')).toBeUndefined();
    expect(await directory.session('a2')).toEqual({ ...session, idHash: 'a2' });
    await directory.deleteSessionsOf(account.staffNo);
    expect(await directory.session('a2')).toBeUndefined();
    expect(await directory.session('b1')).toBeDefined();
  });

  it('keeps devices and pairing keys', async () => {
    const { directory } = opened().store;
    await directory.putDevice({ ...device, id: 'd2', pairedAt: minutes(1), window: 3 as WindowNo, printer: 'p1' });
    await directory.putDevice(device);
    await directory.putDevice({ ...device, id: 'd3', hall: OTHER });
    const revoked = { ...device, revokedAt: minutes(9) };
    await directory.putDevice(revoked);
    expect(await directory.device('d1')).toEqual(revoked);
    expect((await directory.devices(HALL)).map((row) => row.id)).toEqual(['d1', 'd2']);
    await directory.putPairingKey(pairing);
    expect(await directory.pairingKey('k1')).toEqual(pairing);
    await directory.putPairingKey({ ...pairing, usedBy: 'd2' });
    expect(await directory.pairingKey('k1')).toEqual({ ...pairing, usedBy: 'd2' });
    expect(await directory.pairingKey('k2')).toBeUndefined();
  });

  it('keeps an audit trail, read newest first', async () => {
    const { directory } = opened().store;
    for (const no of [1, 2, 3]) {
      await directory.audit({ hall: HALL, at: NINE, by: 'staff:0001', action: 'pair', facts: JSON.stringify({ no }) });
    }
    await directory.audit({ hall: OTHER, at: NINE, by: 'hub', action: 'restore', facts: '{}' });
    const trail = await directory.auditTrail(HALL, 2);
    expect(trail.map((entry) => entry.facts)).toEqual(['{"no":3}', '{"no":2}']);
    expect(await directory.auditTrail(OTHER, 9)).toEqual([
      { hall: OTHER, at: NINE, by: 'hub', action: 'restore', facts: '{}' },
    ]);
  });

  it('purges answers after 48 h, sessions after 12 h unused, pairing keys a day after their end', async () => {
    const { store } = opened();
    const { answers, directory, log } = store;
    const old = times(1200, (index) => answerTo(`old-${String(index)}`));
    const recent = answerTo('recent', { at: later(NINE, 1) });
    await log.append([commitOf(0, { events: [newEvent('x')], answers: [...old, recent] })]);
    await directory.putSession(session);
    await directory.putSession({ ...session, idHash: 'a2', usedAt: later(NINE, 1) });
    await directory.putPairingKey({ ...pairing, expiresAt: NINE });
    await directory.putPairingKey({ ...pairing, keyHash: 'k2', expiresAt: later(NINE, 1) });

    await store.purge(later(NINE, 12 * HOUR));
    expect(await directory.session('a1')).toBeDefined();
    await store.purge(later(NINE, 12 * HOUR + 1));
    expect([await directory.session('a1'), (await directory.session('a2'))?.idHash]).toEqual([undefined, 'a2']);

    await store.purge(later(NINE, 24 * HOUR + 1));
    expect([await directory.pairingKey('k1'), (await directory.pairingKey('k2'))?.keyHash]).toEqual([undefined, 'k2']);

    await store.purge(later(NINE, 48 * HOUR));
    expect(await answers.find(HALL, [...old, recent])).toHaveLength(1201);
    await store.purge(later(NINE, 48 * HOUR + 1));
    expect(await answers.find(HALL, [...old, recent])).toEqual([recent]);
  });
}
