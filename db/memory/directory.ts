import { settled } from '../settled.ts';
import type { DirectoryStore } from '../store.ts';
import type { Tables } from './tables.ts';

export function memoryDirectory(tables: Tables): DirectoryStore {
  const put = <T>(table: Map<string, T>, key: string, row: T): Promise<void> =>
    settled(() => {
      table.set(key, { ...row });
    });
  return {
    account: (staffNo) => settled(() => tables.accounts.get(staffNo)),
    accounts: (hall) =>
      settled(() =>
        [...tables.accounts.values()]
          .filter((row) => row.hall === hall)
          .sort((a, b) => (a.staffNo < b.staffNo ? -1 : 1)),
      ),
    putAccount: (row) => put(tables.accounts, row.staffNo, row),
    session: (idHash) => settled(() => tables.sessions.get(idHash)),
    putSession: (row) => put(tables.sessions, row.idHash, row),
    deleteSession: (idHash) =>
      settled(() => {
        tables.sessions.delete(idHash);
      }),
    deleteSessionsOf: (staffNo) =>
      settled(() => {
        for (const [key, row] of tables.sessions) if (row.staffNo === staffNo) tables.sessions.delete(key);
      }),
    device: (id) => settled(() => tables.devices.get(id)),
    devices: (hall) =>
      settled(() =>
        [...tables.devices.values()]
          .filter((row) => row.hall === hall)
          .sort((a, b) => a.pairedAt - b.pairedAt || (a.id < b.id ? -1 : 1)),
      ),
    putDevice: (row) => put(tables.devices, row.id, row),
    pairingKey: (keyHash) => settled(() => tables.pairingKeys.get(keyHash)),
    putPairingKey: (row) => put(tables.pairingKeys, row.keyHash, row),
    audit: (entry) =>
      settled(() => {
        tables.audit.push({ ...entry });
      }),
    auditTrail: (hall, limit) =>
      settled(() =>
        tables.audit
          .filter((entry) => entry.hall === hall)
          .reverse()
          .slice(0, limit),
      ),
  };
}
