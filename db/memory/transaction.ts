import { Conflict, type ConflictKind } from '../conflict.ts';

/** Changes that are taken back, last first, when something fails. */
export interface Transaction {
  insert<T>(table: Map<string, T>, key: string, row: T, conflict: ConflictKind): void;
  set<K, T>(table: Map<K, T>, key: K, row: T): void;
  remove<K, T>(table: Map<K, T>, key: K): void;
  push<T>(rows: T[], row: T): void;
  /** When work throws, what it changed is as before; earlier changes stand. */
  savepoint<R>(work: () => R): R;
}

/** Runs work; when it throws, everything it changed is as it was before. */
export function transact<R>(work: (transaction: Transaction) => R): R {
  const undo: (() => void)[] = [];
  const transaction: Transaction = {
    insert(table, key, row, conflict) {
      if (table.has(key)) throw new Conflict(conflict);
      transaction.set(table, key, row);
    },
    set(table, key, row) {
      const before = table.get(key);
      undo.push(before === undefined ? () => table.delete(key) : () => table.set(key, before));
      table.set(key, row);
    },
    remove(table, key) {
      const before = table.get(key);
      if (before === undefined) return;
      undo.push(() => table.set(key, before));
      table.delete(key);
    },
    push(rows, row) {
      undo.push(() => rows.pop());
      rows.push(row);
    },
    savepoint(inner) {
      const here = undo.length;
      try {
        return inner();
      } catch (error) {
        for (const step of undo.splice(here).reverse()) step();
        throw error;
      }
    },
  };
  return transaction.savepoint(() => work(transaction));
}
