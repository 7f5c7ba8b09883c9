import type { Store } from '../../db/store.ts';

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
