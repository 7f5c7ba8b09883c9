import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { Instant } from '../../domain/values.ts';
import { keptSince } from '../keeping-times.ts';
import { stored } from '../settled.ts';

/** Rows a transaction: purging never holds the thread for long. */
const BATCH = 500;

/**
 * Takes out what is past its time. Freed bytes are overwritten (`secure_delete`) and the write-ahead log is emptied,
 * so that the words are in no file of the store afterwards.
 */
export function sqlitePurge(db: Database): (at: Instant) => Promise<void> {
  const answers = remover(db, 'answers', 'hall, sender, key', 'at < ?');
  const texts = remover(db, 'private_texts', 'hall, id', 'purge_at <= ?');
  const sessions = remover(db, 'sessions', 'id_hash', 'used_at < ?');
  const pairingKeys = remover(db, 'pairing_keys', 'key_hash', 'expires_at < ?');
  /** A reading that was under way kept the write-ahead log from being emptied. */
  let walHoldsOldBytes = false;

  return async (at) => {
    const since = keptSince(at);
    const removals: readonly (() => number)[] = [
      () => answers(since.answers),
      () => texts(at),
      () => sessions(since.sessions),
      () => pairingKeys(since.pairingKeys),
    ];
    for (const remove of removals) {
      for (let removed = BATCH; removed === BATCH;) {
        removed = await stored(remove);
        walHoldsOldBytes ||= removed > 0;
        await nextTurn();
      }
    }
    if (!walHoldsOldBytes) return;
    walHoldsOldBytes = await stored(() => db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0);
  };
}

function remover(db: Database, table: string, key: string, condition: string): (limit: Instant) => number {
  const remove = db.prepare<[Instant, number]>(
    `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${condition} LIMIT ?)`,
  );
  return (limit) => remove.run(limit, BATCH).changes;
}
