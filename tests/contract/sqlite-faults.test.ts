import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../db/sqlite/open-store.ts';
import { NotStored, type Store } from '../../db/store.ts';
import { verifyChain } from '../../db/verify.ts';
import { later } from '../../domain/values.ts';
import { all, answerTo, commitOf, DAY, HALL, minutes, newEvent, NINE, privateText, ticket, times } from './rows.ts';
import { newFolder, type Folder } from './sqlite-folder.ts';

let folder: Folder;
let store: Store;
beforeEach(async () => {
  folder = await newFolder();
  store = await openSqliteStore(folder.file);
});
afterEach(async () => {
  await store.close();
  await folder.remove();
});

async function failure(work: Promise<unknown>): Promise<{ readonly code: unknown }> {
  const error: unknown = await work.then(
    () => 'it was stored',
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(NotStored);
  const cause: unknown = error instanceof NotStored ? error.cause : undefined;
  return { code: cause instanceof BetterSqlite.SqliteError ? cause.code : undefined };
}

describe('writing that fails', () => {
  it('[F2] on a full disk nothing of the call is kept, reading goes on, and it can be written again when there is room', async () => {
    await store.close();
    store = await openSqliteStore(folder.file, { maxPages: 120 });
    let after = 0;
    const next = () =>
      commitOf(after, {
        events: [newEvent('x'.repeat(500))],
        tickets: [ticket(after + 1)],
        answers: times(20, (index) => answerTo(`${String(after)}-${String(index)}`, { answer: 'y'.repeat(200) })),
      });
    let error: unknown;
    while (error === undefined && after < 500) {
      error = await store.log.append([next()]).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error === undefined) after += 1;
    }
    expect(error).toBeInstanceOf(NotStored);
    expect(error).toMatchObject({ cause: { code: 'SQLITE_FULL' } });
    expect(await store.log.head(HALL)).toMatchObject({ seq: after });
    expect(await verifyChain(store.log, HALL)).toMatchObject({ ok: true, events: after });
    expect(await all(store.records.day(HALL, DAY))).toHaveLength(after);
    expect(await store.answers.find(HALL, next().answers)).toEqual([]);
    expect((await failure(store.log.append([next()]))).code).toBe('SQLITE_FULL');

    await store.purge(later(NINE, 72 * 3_600_000));
    expect(await store.log.append([next()])).toMatchObject([{ ok: true, head: { seq: after + 1 } }]);
    await store.probe();
  });

  it('[F2] while another program holds the database nothing waits: NotStored at once, stored again after', async () => {
    const other = new BetterSqlite(folder.file, { timeout: 0 });
    other.exec('BEGIN IMMEDIATE');
    const commit = commitOf(0, { events: [newEvent('x')] });
    const before = performance.now();
    expect((await failure(store.log.append([commit]))).code).toBe('SQLITE_BUSY');
    expect((await failure(store.probe())).code).toBe('SQLITE_BUSY');
    expect((await failure(store.purge(NINE))).code).toBe('SQLITE_BUSY');
    expect(performance.now() - before).toBeLessThan(200);
    expect(await store.log.head(HALL)).toMatchObject({ seq: 0 });
    other.exec('ROLLBACK');
    other.close();
    await store.probe();
    expect(await store.log.append([commit])).toMatchObject([{ ok: true }]);
  });

  it('what is committed is in the file of a program killed right after', async () => {
    await store.log.append([commitOf(0, { events: [newEvent('x')], tickets: [ticket(1)] })]);
    const killed = join(folder.path, 'killed.db');
    await writeFile(killed, await readFile(folder.file));
    await writeFile(`${killed}-wal`, await readFile(`${folder.file}-wal`));
    const again = await openSqliteStore(killed);
    expect(await verifyChain(again.log, HALL)).toMatchObject({ ok: true, events: 1 });
    expect(await all(again.records.day(HALL, DAY))).toHaveLength(1);
    await again.close();
  });

  it('a store that was closed says so', async () => {
    await store.close();
    await expect(store.log.append([commitOf(0)])).rejects.toBeInstanceOf(NotStored);
    await expect(all(store.records.day(HALL, DAY))).rejects.toThrow('closed');
    await expect(store.log.head(HALL)).rejects.toThrow();
  });
});

describe('the chain under a second connection', () => {
  const tamperings: readonly (readonly [name: string, sql: string, seq: number])[] = [
    ['a byte of a body', `UPDATE events SET body = replace(body, '"3', '"4') WHERE seq = 430`, 430],
    ['a body of another length', `UPDATE events SET body = body || ' ' WHERE seq = 7`, 7],
    ['a type', `UPDATE events SET type = 'window-closed' WHERE seq = 1`, 1],
    ['a time', `UPDATE events SET at = at + 1 WHERE seq = 600`, 600],
    ['a hash', `UPDATE events SET hash = replace(hash, substr(hash, 1, 1), 'g') WHERE seq = 501`, 501],
    ['an event taken out', `DELETE FROM events WHERE seq = 500`, 500],
    ['the first event taken out', `DELETE FROM events WHERE seq = 1`, 1],
    [
      'an event taken out and the rest moved up',
      `DELETE FROM events WHERE seq = 9; UPDATE events SET seq = seq - 1 WHERE seq > 9`,
      9,
    ],
    [
      'two events exchanged',
      `UPDATE events SET seq = 1000 WHERE seq = 20; UPDATE events SET seq = 20 WHERE seq = 21; UPDATE events SET seq = 21 WHERE seq = 1000`,
      20,
    ],
    ['an event given to another hall', `UPDATE events SET hall = 'other' WHERE seq = 33`, 33],
  ];
  it.each(tamperings)('[K7] verifying names the first event that was tampered with: %s', async (_name, sql, seq) => {
    await store.log.append([
      commitOf(0, { events: times(620, (index) => newEvent(`text "3${String(index)}`, minutes(index))) }),
    ]);
    const other = new BetterSqlite(folder.file);
    other.exec(sql);
    other.close();
    const verdict = await verifyChain(store.log, HALL);
    expect(verdict).toMatchObject({ ok: false, seq });
  });

  it('a cut tail and a log written anew show against a head noted outside', async () => {
    await store.log.append([commitOf(0, { events: times(10, (index) => newEvent(String(index))) })]);
    const noted = (await store.log.head(HALL)).hash;
    const other = new BetterSqlite(folder.file);
    other.exec('DELETE FROM events WHERE seq > 6');
    expect(await verifyChain(store.log, HALL)).toMatchObject({ ok: true, events: 6 });
    expect(await verifyChain(store.log, HALL, noted)).toMatchObject({ ok: false, seq: 7 });
    other.exec('DELETE FROM events');
    other.close();
    await store.log.append([commitOf(0, { events: times(12, () => newEvent('anew')) })]);
    expect(await verifyChain(store.log, HALL)).toMatchObject({ ok: true, events: 12 });
    expect(await verifyChain(store.log, HALL, noted)).toMatchObject({ ok: false });
  });
});

describe('files', () => {
  it('after a purge the words and answers are in no file of the store', async () => {
    const words = 'the very words of a citizen';
    await store.log.append([
      commitOf(0, {
        events: [newEvent('x')],
        texts: times(300, (index) => privateText(`t${String(index)}`, `${words} ${'…'.repeat(index * 4)}`, minutes(5))),
        answers: times(50, (index) => answerTo(`secret-key-${String(index)}`)),
      }),
    ]);
    const holding = async () => {
      const contents = await Promise.all(
        (await readdir(folder.path)).map(async (name) => (await readFile(join(folder.path, name))).toString('latin1')),
      );
      return contents.some((content) => content.includes(words) || content.includes('secret-key'));
    };
    expect(await holding()).toBe(true);
    await store.purge(later(NINE, 72 * 3_600_000));
    expect(await holding()).toBe(false);
  });

  it('a reading under way puts off emptying the log to the next purge', async () => {
    const words = 'words that leave a little later';
    await store.log.append([commitOf(0, { tickets: [ticket(1)], texts: [privateText('t', words, minutes(5))] })]);
    const reading = store.records.day(HALL, DAY)[Symbol.asyncIterator]();
    await reading.next();
    await store.purge(minutes(6));
    expect((await readFile(`${folder.file}-wal`)).includes(words)).toBe(true);
    await reading.return?.();
    await store.purge(minutes(6));
    for (const name of await readdir(folder.path)) {
      expect((await readFile(join(folder.path, name))).includes(words), name).toBe(false);
    }
  });

  it('[F3] a back-up made while the hall works holds a whole state and opens as a store', async () => {
    await store.log.append([
      commitOf(0, { events: times(3000, (index) => newEvent('z'.repeat(200) + String(index))) }),
    ]);
    const state = { over: false };
    const copy = join(folder.path, 'backups.db');
    const backup = store.backup(copy).finally(() => {
      state.over = true;
    });
    let after = 3000;
    while (!state.over) {
      await store.log.append([commitOf(after, { events: [newEvent('meanwhile')], tickets: [ticket(after)] })]);
      after += 1;
      await new Promise(setImmediate);
    }
    await backup;
    expect(after).toBeGreaterThan(3003);
    const restored = await openSqliteStore(copy);
    const verdict = await verifyChain(restored.log, HALL);
    expect(verdict).toMatchObject({ ok: true });
    expect(await all(restored.records.day(HALL, DAY))).toHaveLength((await restored.log.head(HALL)).seq - 3000);
    await restored.close();
    expect((await readdir(folder.path)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('a back-up never falls on the store itself, and a store closed under it leaves no half file', async () => {
    await store.log.append([
      commitOf(0, { events: times(3000, (index) => newEvent('z'.repeat(200) + String(index))) }),
    ]);
    await expect(store.backup(folder.file)).rejects.toBeInstanceOf(NotStored);
    const backup = store.backup(join(folder.path, 'cut.db'));
    const failed = expect(backup).rejects.toBeInstanceOf(NotStored);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    await store.close();
    await failed;
    expect((await readdir(folder.path)).filter((name) => name.startsWith('cut'))).toEqual([]);
  });
});
