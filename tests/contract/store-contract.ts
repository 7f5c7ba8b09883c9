import { afterEach, beforeEach, describe } from 'vitest';
import { directoryContract } from './directory-contract.ts';
import { logContract } from './log-contract.ts';
import { recordsContract } from './records-contract.ts';
import type { OpenedStore, StoreKind } from './store-kind.ts';

/** What every store holds to, whatever it is made of. */
export function storeContract(kind: StoreKind): void {
  describe(`${kind.name} store`, () => {
    let opened: OpenedStore;
    beforeEach(async () => {
      opened = await kind.open();
    });
    afterEach(async () => {
      await opened.store.close();
      await opened.dispose();
    });
    logContract(() => opened);
    recordsContract(() => opened);
    directoryContract(() => opened);
  });
}
