import { verifyChain } from '../../db/verify.ts';
import { rebuildTables } from '../rebuild-tables.ts';
import type { RunningCore } from '../running-core.ts';
import type { LocalParts } from './local-parts.ts';

/** The operations' parts while the hub runs. */
export function hubParts(running: RunningCore): LocalParts {
  return {
    store: () => running.core.store,
    accounts: () => running.core.accounts,
    devices: () => running.core.devices,
    now: () => running.core.hub.now(),
    windows: async (hall) =>
      (await running.core.hub.hall(hall)?.read((state) => state.settings?.windows.map(({ no }) => no))) ?? [],
    verify: (hall, head) => verifyChain(running.core.store.log, hall, head),
    rebuild: (hall) => rebuildTables(running.core.store, hall),
    replaceStore: (file) => running.replaceStore(file),
  };
}
