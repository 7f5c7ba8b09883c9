import { writeFile } from 'node:fs/promises';
import type { Instant } from '../../domain/values.ts';
import { keptSince } from '../keeping-times.ts';
import { notStored, settled } from '../settled.ts';
import type { Store } from '../store.ts';
import { memoryDirectory } from './directory.ts';
import { memoryLog } from './log.ts';
import { memoryRecords } from './records.ts';
import { emptyTables, keyOf, type Tables } from './tables.ts';

/** A store for tests and trials: as strict as a database, gone with the process. Its back-up is a JSON file. */
export function memoryStore(): Store {
  const tables = emptyTables();
  return {
    log: memoryLog(tables),
    answers: {
      find: (hall, keys) =>
        settled(() => keys.flatMap(({ sender, key }) => tables.answers.get(keyOf(hall, sender, key)) ?? [])),
    },
    records: memoryRecords(tables),
    directory: memoryDirectory(tables),
    probe: () => Promise.resolve(),
    backup: (file) => backUp(tables, file),
    purge: (at) =>
      settled(() => {
        purge(tables, at);
      }),
    close: () => Promise.resolve(),
  };
}

async function backUp(tables: Tables, file: string): Promise<void> {
  try {
    await writeFile(
      file,
      JSON.stringify(tables, (_key, value: unknown) => (value instanceof Map ? [...value] : value)),
    );
  } catch (error) {
    throw notStored(error);
  }
}

function purge(tables: Tables, at: Instant): void {
  const since = keptSince(at);
  remove(tables.answers, (row) => row.at < since.answers);
  remove(tables.texts, (row) => row.purgeAt <= at);
  remove(tables.sessions, (row) => row.usedAt < since.sessions);
  remove(tables.pairingKeys, (row) => row.expiresAt < since.pairingKeys);
}

function remove<T>(table: Map<string, T>, isOver: (row: T) => boolean): void {
  for (const [key, row] of table) if (isOver(row)) table.delete(key);
}
