import { memoryStore } from '../../db/memory/memory-store.ts';
import { openSqliteStore } from '../../db/sqlite/open-store.ts';
import { newFolder } from './sqlite-folder.ts';
import { storeContract } from './store-contract.ts';
import type { StoreKind } from './store-kind.ts';

const KINDS: readonly StoreKind[] = [
  {
    name: 'memory',
    async open() {
      const folder = await newFolder();
      return { store: memoryStore(), sibling: null, folder: folder.path, dispose: () => folder.remove() };
    },
  },
  {
    name: 'SQLite',
    async open() {
      const folder = await newFolder();
      const sibling = () => openSqliteStore(folder.file);
      return { store: await sibling(), sibling, folder: folder.path, dispose: () => folder.remove() };
    },
  },
];

for (const kind of KINDS) storeContract(kind);
