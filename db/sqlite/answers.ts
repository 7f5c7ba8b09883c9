import type { Database } from 'better-sqlite3';
import type { HallId } from '../../domain/values.ts';
import { settled } from '../settled.ts';
import type { AnswerStore, StoredAnswer } from '../store.ts';

export function sqliteAnswers(db: Database): AnswerStore {
  const find = db.prepare<[HallId, string, string], StoredAnswer>(
    'SELECT sender, key, request, answer, at FROM answers WHERE hall = ? AND sender = ? AND key = ?',
  );
  return {
    find: (hall, keys) => settled(() => keys.flatMap(({ sender, key }) => find.get(hall, sender, key) ?? [])),
  };
}
