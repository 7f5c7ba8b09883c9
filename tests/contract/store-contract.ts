import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../db/store.ts';
import { directoryContract } from './directory-contract.ts';
import { logContract } from './log-contract.ts';
import { recordsContract } from './records-contract.ts';

/** A kind of store the contract runs over. */
export interface StoreKind {
  readonly name: string;
  /** A store that is empty. */
  open(): Promise<OpenedStore>;
}

export interface OpenedStore {
  readonly store: Store;
  /** Another program's store over the same data; null where there is none. */
  readonly sibling: (() => Promise<Store>) | null;
  /** A folder to write into. */
  readonly folder: string;
  dispose(): Promise<void>;
}

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
