import { openSqliteStore } from '../../db/sqlite/open-store.ts';
import type { Store } from '../../db/store.ts';
import { verifyChain } from '../../db/verify.ts';
import { parseInstant, type HallId, type Instant } from '../../domain/values.ts';
import { Accounts } from '../auth/accounts.ts';
import { Devices } from '../auth/devices.ts';
import { Sessions } from '../auth/sessions.ts';
import type { Config } from '../config.ts';
import { loadHall } from '../hub/load-hall.ts';
import { readKeys } from '../keys.ts';
import type { LocalParts } from '../local/local-parts.ts';
import { replaceStoreFile, storeFile } from '../replace-store-file.ts';
import { createTokens } from '../tokens.ts';

/** What the commands need of the hub's own parts. */
export interface OfflineParts {
  readonly rebuildTables: (store: Store, hall: HallId) => Promise<void>;
  /** Gives a fresh folder its first hall, as the hub's first start does. */
  readonly ensureHall: (store: Store, config: Config) => Promise<void>;
}

/** The operations' parts while no hub runs; the caller holds the folder's lock. */
export async function openOffline(
  config: Config,
  { rebuildTables }: Pick<OfflineParts, 'rebuildTables'>,
): Promise<{ readonly parts: LocalParts; readonly close: () => Promise<void> }> {
  const keys = readKeys(config.data);
  const store = await openSqliteStore(storeFile(config.data));
  const accounts = new Accounts(store.directory, new Sessions(store.directory));
  const devices = new Devices(store.directory, createTokens(keys));
  const parts: LocalParts = {
    store: () => store,
    accounts: () => accounts,
    devices: () => devices,
    now,
    windows: async (hall) => (await loadHall(store, hall)).settings?.windows.map(({ no }) => no) ?? [],
    verify: (hall, notedHead) => verifyChain(store.log, hall, notedHead),
    rebuild: (hall) => rebuildTables(store, hall),
    replaceStore: async (file) => {
      await store.close();
      await replaceStoreFile(config.data, file, openSqliteStore);
    },
  };
  return { parts, close: () => store.close() };
}

function now(): Instant {
  const at = parseInstant(Date.now());
  if (at === undefined) throw new Error('no time');
  return at;
}
