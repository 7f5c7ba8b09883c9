import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CannotOpen } from '../../db/cannot-open.ts';
import { checksum, type Migration } from '../../db/migrations/migration.ts';
import { SQLITE_MIGRATIONS } from '../../db/migrations/sqlite/migrations.ts';
import { openSqliteStore, type SqliteOptions } from '../../db/sqlite/open-store.ts';
import { NotStored } from '../../db/store.ts';
import { verifyChain } from '../../db/verify.ts';
import { commitOf, HALL, newEvent, times } from './rows.ts';
import { newFolder, type Folder } from './sqlite-folder.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(() => folder.remove());

async function filled(events = 300): Promise<void> {
  const store = await openSqliteStore(folder.file);
  await store.log.append([commitOf(0, { events: times(events, (index) => newEvent(String(index))) })]);
  await store.close();
}

async function refusal(options?: SqliteOptions): Promise<CannotOpen['reason']> {
  const error: unknown = await openSqliteStore(folder.file, options).then(
    (store) => store.close(),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CannotOpen)) throw new Error('it was opened');
  expect(error.message).toContain(folder.path);
  return error.reason;
}

/** The tables' shape and what was migrated, as a raw connection sees it. */
function shape(): unknown {
  const db = new BetterSqlite(folder.file);
  try {
    return [
      db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all(),
      db.prepare('SELECT * FROM migrations').all(),
      db.prepare('SELECT count(*) FROM events').all(),
    ];
  } finally {
    db.close();
  }
}

const added: Migration = {
  number: 3,
  name: 'added',
  sql: 'ALTER TABLE tickets ADD COLUMN added TEXT; CREATE TABLE more (id INTEGER) STRICT;',
};
const broken: Migration = {
  number: 3,
  name: 'broken',
  sql: 'ALTER TABLE tickets ADD COLUMN added TEXT; DROP TABLE answers; CREATE TABLE no such;',
};

describe('a file that cannot be used', () => {
  it('[F2] a file that is no database is refused and left as it was', async () => {
    await writeFile(folder.file, 'not a database at all, but long enough for a header '.repeat(20));
    const before = await readFile(folder.file);
    expect(await refusal()).toBe('corrupt');
    expect(await readFile(folder.file)).toEqual(before);
  });

  it('[F2] a damaged page is found on opening', async () => {
    await filled();
    const bytes = await readFile(folder.file);
    bytes.fill(0xa5, 4096 * 5, 4096 * 5 + 400);
    await writeFile(folder.file, bytes);
    expect(await refusal()).toBe('corrupt');
  });

  it('[F2] a file whose end is gone is refused', async () => {
    await filled();
    await truncate(folder.file, 4096 * 10);
    expect(await refusal()).toBe('corrupt');
  });

  it('[F2] a file that vanished from beside its write-ahead log is not begun anew', async () => {
    const store = await openSqliteStore(folder.file);
    await store.log.append([commitOf(0, { events: [newEvent('x')] })]);
    const wal = await readFile(`${folder.file}-wal`);
    await store.close();
    await writeFile(`${folder.file}-wal`, wal);
    await writeFile(folder.file, '');
    expect(await refusal()).toBe('corrupt');
  });

  it('another program’s database is refused and left as it was', async () => {
    const db = new BetterSqlite(folder.file);
    db.exec('CREATE TABLE events (id INTEGER)');
    db.close();
    const before = await readFile(folder.file);
    expect(await refusal()).toBe('foreign');
    expect(await readFile(folder.file)).toEqual(before);
  });

  it('a folder that is not there, or a folder in the file’s place, is unreachable', async () => {
    const file = folder.file;
    folder = { ...folder, file: join(folder.path, 'none', 'paihao.db') };
    expect(await refusal()).toBe('unreachable');
    folder = { ...folder, file: folder.path };
    expect(await refusal()).toBe('unreachable');
    folder = { ...folder, file };
  });
});

describe('migrations', () => {
  it('a database of an earlier version is brought up to this one, its events untouched', async () => {
    await filled();
    const store = await openSqliteStore(folder.file, { migrations: [...SQLITE_MIGRATIONS, added] });
    expect(await verifyChain(store.log, HALL)).toMatchObject({ ok: true, events: 300 });
    await store.log.append([commitOf(300, { events: [newEvent('after')] })]);
    await store.close();
    expect(JSON.stringify(shape())).toContain(checksum(added));
  });

  it('a migration that fails leaves the old database, usable by the old version', async () => {
    await filled();
    const before = shape();
    expect(await refusal({ migrations: [...SQLITE_MIGRATIONS, broken] })).toBe('unmigrated');
    expect(shape()).toEqual(before);
    const store = await openSqliteStore(folder.file);
    expect(await verifyChain(store.log, HALL)).toMatchObject({ ok: true, events: 300 });
    await store.close();
  });

  it('a migration cut off in the middle leaves the old database', async () => {
    await filled();
    const before = shape();
    const db = new BetterSqlite(folder.file);
    db.pragma('cache_size = 1'); // what does not fit goes to the write-ahead log before the commit
    db.exec('BEGIN IMMEDIATE');
    db.exec(added.sql);
    db.exec("UPDATE events SET body = body || 'x'");
    const cut = join(folder.path, 'cut.db');
    await copyFile(folder.file, cut);
    await copyFile(`${folder.file}-wal`, `${cut}-wal`);
    db.close();
    expect((await readFile(`${cut}-wal`)).length).toBeGreaterThan(4096);
    folder = { ...folder, file: cut };
    expect(shape()).toEqual(before);
    const store = await openSqliteStore(cut, { migrations: [...SQLITE_MIGRATIONS, added] });
    expect(await verifyChain(store.log, HALL)).toMatchObject({ ok: true, events: 300 });
    await store.close();
  });

  it('a database of a newer version is refused and left as it was', async () => {
    await (await openSqliteStore(folder.file, { migrations: [...SQLITE_MIGRATIONS, added] })).close();
    const before = shape();
    expect(await refusal()).toBe('newer');
    expect(shape()).toEqual(before);
  });

  it('a database that went through another migration than this program’s is refused', async () => {
    await filled();
    const [first, ...rest] = SQLITE_MIGRATIONS;
    if (first === undefined) throw new Error('no migrations');
    expect(await refusal({ migrations: [{ ...first, sql: `${first.sql} ` }, ...rest] })).toBe('changed');
  });

  it('released migrations stay as they were released', () => {
    expect(SQLITE_MIGRATIONS.map((step, index) => [step.number - index, checksum(step)])).toEqual([
      [1, '5caf3754d71a1701e19bf242d3ceb40a2e185cec10747c47e954f6f56c8bc667'],
      [1, '95053a315a94f88560c3417e7b2560d894f56341da10055e8da9a8db71804354'],
    ]);
  });
});

describe('opened only to read', () => {
  it('reads beside the program that writes, and every write is NotStored', async () => {
    const writer = await openSqliteStore(folder.file);
    await writer.log.append([commitOf(0, { events: [newEvent('a')] })]);
    const reader = await openSqliteStore(folder.file, { readonly: true });
    await writer.log.append([commitOf(1, { events: [newEvent('b')] })]);
    expect(await verifyChain(reader.log, HALL)).toMatchObject({ ok: true, events: 2 });
    for (const write of [
      reader.log.append([commitOf(2, { events: [newEvent('c')] })]),
      reader.probe(),
      reader.directory.deleteSession('a1'),
    ]) {
      const error: unknown = await write.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(NotStored);
      expect(error).toMatchObject({ cause: { code: 'SQLITE_READONLY' } });
    }
    expect((await writer.log.head(HALL)).seq).toBe(2);
    await reader.close();
    await writer.close();
  });

  it('neither makes nor migrates a file', async () => {
    expect(await refusal({ readonly: true })).toBe('unreachable');
    await filled();
    const before = shape();
    expect(await refusal({ readonly: true, migrations: [...SQLITE_MIGRATIONS, added] })).toBe('unmigrated');
    expect(shape()).toEqual(before);
  });
});
