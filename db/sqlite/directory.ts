import type { Database } from 'better-sqlite3';
import type { HallId, StaffNo } from '../../domain/values.ts';
import { columnOf, insertInto, replacing, selectList } from '../columns.ts';
import { settled, stored } from '../settled.ts';
import type { Account, AuditEntry, Device, DirectoryStore, PairingKey, Session } from '../store.ts';
import { KnownDevices } from './known-devices.ts';

const ACCOUNT = [
  'staffNo',
  'hall',
  'name',
  'role',
  'passwordHash',
  'mustChange',
  'failures',
  'lockedUntil',
  'disabled',
];
const SESSION = ['idHash', 'staffNo', 'csrfToken', 'startedAt', 'usedAt'];
const DEVICE = ['id', 'hall', 'kind', 'window', 'name', 'printer', 'pairedAt', 'revokedAt'];
const PAIRING_KEY = ['keyHash', 'hall', 'kind', 'window', 'name', 'expiresAt', 'usedBy'];
const AUDIT = ['hall', 'at', 'by', 'action', 'facts'];

type AccountRead = Omit<Account, 'mustChange' | 'disabled'> & {
  readonly mustChange: number;
  readonly disabled: number;
};

export function sqliteDirectory(db: Database): DirectoryStore {
  const account = db.prepare<[StaffNo], AccountRead>(`${select('accounts', ACCOUNT)} WHERE t.staff_no = ?`);
  const accounts = db.prepare<[HallId], AccountRead>(
    `${select('accounts', ACCOUNT)} WHERE t.hall = ? ORDER BY t.staff_no`,
  );
  const putAccount = db.prepare<[object]>(upsert('accounts', ACCOUNT, 'staffNo'));
  const session = db.prepare<[string], Session>(`${select('sessions', SESSION)} WHERE t.id_hash = ?`);
  const putSession = db.prepare<[object]>(upsert('sessions', SESSION, 'idHash'));
  const deleteSession = db.prepare<[string]>('DELETE FROM sessions WHERE id_hash = ?');
  const deleteSessionsOf = db.prepare<[StaffNo]>('DELETE FROM sessions WHERE staff_no = ?');
  const device = db.prepare<[string], Device>(`${select('devices', DEVICE)} WHERE t.id = ?`);
  const devices = db.prepare<[HallId], Device>(
    `${select('devices', DEVICE)} WHERE t.hall = ? ORDER BY t.paired_at, t.id`,
  );
  const putDevice = db.prepare<[object]>(upsert('devices', DEVICE, 'id'));
  const pairingKey = db.prepare<[string], PairingKey>(`${select('pairing_keys', PAIRING_KEY)} WHERE t.key_hash = ?`);
  const putPairingKey = db.prepare<[object]>(upsert('pairing_keys', PAIRING_KEY, 'keyHash'));
  const audit = db.prepare<[object]>(insertInto('audit', AUDIT));
  const auditTrail = db.prepare<[HallId, number], AuditEntry>(
    `${select('audit', AUDIT)} WHERE t.hall = ? ORDER BY t.no DESC LIMIT ?`,
  );
  const known = new KnownDevices(!db.readonly);
  return {
    account: (staffNo) =>
      settled(() => {
        const row = account.get(staffNo);
        return row === undefined ? undefined : accountOf(row);
      }),
    accounts: (hall) => settled(() => accounts.all(hall).map(accountOf)),
    putAccount: (row) =>
      write(() => putAccount.run({ ...row, mustChange: row.mustChange ? 1 : 0, disabled: row.disabled ? 1 : 0 })),
    session: (idHash) => settled(() => session.get(idHash)),
    putSession: (row) => write(() => putSession.run(row)),
    deleteSession: (idHash) => write(() => deleteSession.run(idHash)),
    deleteSessionsOf: (staffNo) => write(() => deleteSessionsOf.run(staffNo)),
    device: (id) => settled(() => known.one(id, () => device.get(id))),
    devices: (hall) => settled(() => known.all(hall, () => devices.all(hall))),
    putDevice: (row) =>
      write(() => {
        putDevice.run(row);
        known.forget();
      }),
    pairingKey: (keyHash) => settled(() => pairingKey.get(keyHash)),
    putPairingKey: (row) => write(() => putPairingKey.run(row)),
    audit: (entry) => write(() => audit.run(entry)),
    auditTrail: (hall, limit) => settled(() => auditTrail.all(hall, limit)),
  };
}

function write(work: () => unknown): Promise<void> {
  return stored(() => {
    work();
  });
}

function select(table: string, properties: readonly string[]): string {
  return `SELECT ${selectList(properties, 't')} FROM ${table} t`;
}

function upsert(table: string, properties: readonly string[], key: string): string {
  const rest = properties.filter((property) => property !== key);
  return `${insertInto(table, properties)} ON CONFLICT (${columnOf(key)}) DO UPDATE SET ${replacing(rest)}`;
}

function accountOf(row: AccountRead): Account {
  return { ...row, mustChange: row.mustChange === 1, disabled: row.disabled === 1 };
}
