import Database from 'better-sqlite3';

/** Looks into the database file of a running hub, without writing. */
export function storedRows(data: string, sql: string, ...values: readonly unknown[]): readonly object[] {
  const db = new Database(`${data}/paihao.db`, { readonly: true });
  try {
    return db.prepare(sql).all(...values) as object[];
  } finally {
    db.close();
  }
}

/** The end of the hall's log. */
export function logHead(data: string): object | undefined {
  return storedRows(data, 'SELECT seq, type, hash FROM events ORDER BY seq DESC LIMIT 1')[0];
}
