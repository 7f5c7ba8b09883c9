import Database from 'better-sqlite3';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { WrongUse } from '../../server/cli/command.ts';
import { takeHubLock } from '../../server/hub-lock.ts';
import { readKeys } from '../../server/keys.ts';
import { readOrder } from '../../server/cli/simulate.ts';
import { createTokens } from '../../server/tokens.ts';
import { configureHall, paihao, withStore } from '../support/command-line.ts';
import { temporaryFolder } from '../support/folder.ts';
import { doors, good, nine, qingxi, staffNo, sure } from '../support/people.ts';

it('pair prints one line, the token, and nothing else', async () => {
  const data = temporaryFolder();
  const paired = await paihao(data, ['pair', 'rating', '--window', '3', '--name', '三号评价器']);
  expect(paired).toMatchObject({
    exit: 0,
    out: [expect.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_-]{15}\.[A-Za-z0-9_-]{32}$/)],
  });
  const id = sure(createTokens(readKeys(data)).readDeviceToken(sure(paired.out[0])));
  const device = await withStore(data, (store) => store.directory.device(id));
  expect(device).toMatchObject({ kind: 'rating', window: 3, name: '三号评价器', hall: 'qingxi', revokedAt: null });
  expect(paired.notes).not.toContain(sure(paired.out[0]));
});

it('wrong use ends with 2 and prints no answer', async () => {
  const data = temporaryFolder();
  const wrong = [
    [],
    ['dance'],
    ['pair'],
    ['pair', 'toaster'],
    ['pair', 'rating'],
    ['pair', 'display', '--window', '0'],
    ['pair', 'display', '--colour', 'red'],
    ['pair', 'display', '--hall', '青溪'],
    ['user', 'remove', '0312'],
    ['user', 'add', '0312', '--role', 'emperor', '--name', '李敏'],
    ['user', 'add', '03-12', '--role', 'staff', '--name', '李敏'],
    ['user', 'add', '0312', '--name', '李敏'],
    ['verify', '--head', 'abc'],
    ['backup'],
    ['restore', 'a', 'b'],
    ['printer', '--hub', 'http://127.0.0.1', '--token', 't'],
    ['printer', '--hub', 'http://127.0.0.1', '--token', 't', '--printer', 'none'],
  ];
  for (const args of wrong) expect(await paihao(data, args), args.join(' ')).toMatchObject({ exit: 2, out: [] });
  const settings = await paihao(data, ['verify'], '', { PAIHAO_PORT: 'x', PAIHAO_TZ: 'Nowhere' });
  expect(settings).toMatchObject({ exit: 2, out: [] });
  expect(settings.notes).toMatch(/PAIHAO_PORT[^]*PAIHAO_TZ/);
});

it('answers no with 1: no such hall, no such window, nothing there to check', async () => {
  const data = temporaryFolder();
  expect(await paihao(data, ['verify'])).toMatchObject({ exit: 1, out: [] });
  expect(await paihao(data, ['backup', join(data, 'b')])).toMatchObject({ exit: 1, out: [] });
  expect(existsSync(join(data, 'paihao.db'))).toBe(false);
  expect(await paihao(data, ['pair', 'display', '--hall', 'baishui'])).toMatchObject({ exit: 1, out: [] });
  expect(await paihao(data, ['pair', 'display', '--window', '77'])).toMatchObject({ exit: 1, out: [] });
});

it('help goes to standard output', async () => {
  const all = await paihao(temporaryFolder(), ['--help']);
  expect(all).toMatchObject({ exit: 0, notes: '' });
  for (const name of ['pair KIND', 'user add STAFFNO', 'verify', 'backup FILE', 'restore FILE', 'printer --hub'])
    expect(all.out.join('\n')).toContain(name);
  expect(await paihao(temporaryFolder(), ['pair', '--help'])).toMatchObject({ exit: 0, notes: '' });
});

it('[S1] a password from standard input needs no change, one made up does; weak ones are refused', async () => {
  const data = temporaryFolder();
  const add = (no: string, ...more: string[]) => ['user', 'add', no, '--role', 'guide', '--name', '李敏', ...more];
  expect(await paihao(data, add('0312', '--password-stdin'), `${good}\n`)).toMatchObject({ exit: 0, out: [] });
  expect(await paihao(data, add('0312', '--password-stdin'), `${good}\n`)).toMatchObject({ exit: 1, out: [] });
  expect(await paihao(data, add('0313', '--password-stdin'), 'short\n')).toMatchObject({ exit: 1, out: [] });
  expect(await paihao(data, add('0313', '--password-stdin'), '')).toMatchObject({ exit: 1, out: [] });
  const made = await paihao(data, add('0314'));
  expect(made).toMatchObject({ exit: 0, out: [expect.stringMatching(/^\S{19}$/)] });
  await withStore(data, async (store) => {
    const hall = doors(store);
    const enter = (no: string, password: string) =>
      hall.signIn.signIn({ address: '10.0.0.7', staffNo: no, password }, nine);
    expect(await enter('0312', good)).toMatchObject({ ok: true, account: { mustChange: false, role: 'guide' } });
    expect(await enter('0314', sure(made.out[0]))).toMatchObject({ ok: true, account: { mustChange: true } });
    expect(await store.directory.account(staffNo('0313'))).toBeUndefined();
  });
});

it('verify names the first broken event, and finds a cut tail against a noted head', async () => {
  const data = temporaryFolder();
  await withStore(data, async (store) => {
    for (const after of [0, 1, 2, 3]) await configureHall(store, after);
  });
  const whole = await paihao(data, ['verify']);
  expect(whole).toMatchObject({ exit: 0, out: [expect.stringMatching(/^qingxi ok 4 [0-9a-f]{64}$/)] });
  const head = sure(sure(whole.out[0]).split(' ').at(-1));
  expect(await paihao(data, ['verify', '--head', head])).toMatchObject({ exit: 0 });
  tamper(data, 'DELETE FROM events WHERE seq = 4');
  expect(await paihao(data, ['verify'])).toMatchObject({ exit: 0, out: [expect.stringContaining('qingxi ok 3 ')] });
  expect(await paihao(data, ['verify', '--head', head])).toMatchObject({ exit: 1 });
  tamper(data, "UPDATE events SET body = replace(body, '青溪镇', '白水镇') WHERE seq = 2");
  expect(await paihao(data, ['verify'])).toMatchObject({ exit: 1, out: [expect.stringContaining('qingxi broken 2 ')] });
});

it('backs up and restores without a hub; what is no back-up leaves everything as it was', async () => {
  const data = temporaryFolder();
  const kept = join(temporaryFolder(), 'kept.db');
  await paihao(data, ['pair', 'display', '--name', '东墙']);
  expect(await paihao(data, ['backup', kept])).toMatchObject({ exit: 0, out: [kept] });
  await paihao(data, ['pair', 'display', '--name', '西墙']);
  const names = () =>
    withStore(data, async (store) => (await store.directory.devices(qingxi)).map(({ name }) => name).sort());
  const broken = join(temporaryFolder(), 'broken');
  writeFileSync(broken, 'no database at all, only words '.repeat(200));
  for (const file of [broken, join(data, 'nowhere'), join(data, 'paihao.db'), data]) {
    expect(await paihao(data, ['restore', file]), file).toMatchObject({ exit: 1, out: [] });
  }
  expect(await names()).toEqual(['东墙', '西墙']);
  expect(await paihao(data, ['restore', kept])).toMatchObject({ exit: 0, out: [] });
  expect(await names()).toEqual(['东墙']);
  writeFileSync(join(data, 'paihao.db'), 'damaged beyond opening '.repeat(500));
  expect(await paihao(data, ['verify'])).toMatchObject({ exit: 1 });
  expect(await paihao(data, ['restore', kept])).toMatchObject({ exit: 0 });
  expect(await names()).toEqual(['东墙']);
  expect(readdirSync(data).filter((name) => !/^(keys|hub\.lock|paihao\.db(-wal|-shm)?)$/.test(name))).toEqual([]);
});

it('a back-up takes the place of a file, never of a folder, a pipe or a device', async () => {
  const data = temporaryFolder();
  const place = temporaryFolder();
  await paihao(data, ['pair', 'display', '--name', '东墙']);
  const [folder, pipe, device] = [join(place, 'folder'), join(place, 'pipe'), join(place, 'null')];
  mkdirSync(folder);
  execFileSync('mkfifo', [pipe]);
  const odd = [folder, pipe];
  if (spawnSync('mknod', [device, 'c', '1', '3']).status === 0) odd.push(device); // needs rights a test may lack
  const linked = join(place, 'link');
  symlinkSync(pipe, linked);
  const kinds = (): readonly number[] => [...odd, linked].map((path) => lstatSync(path).mode);
  const before = kinds();
  for (const path of [...odd, linked]) {
    const refused = await paihao(data, ['backup', path]);
    expect(refused, path).toMatchObject({ exit: 2, out: [] });
    expect(refused.notes).toContain(path);
  }
  expect(kinds()).toEqual(before);
  expect(readdirSync(place)).toHaveLength(odd.length + 1);
  const file = join(place, 'kept.db');
  writeFileSync(file, 'yesterday’s');
  expect(await paihao(data, ['backup', file])).toMatchObject({ exit: 0, out: [file] });
  expect(readFileSync(file).toString('latin1', 0, 6)).toBe('SQLite');
});

it('a command waits for another one', async () => {
  const data = temporaryFolder();
  const results = await Promise.all(
    ['东', '西', '南', '北'].map((name) => paihao(data, ['pair', 'display', '--name', name])),
  );
  expect(results.map(({ exit }) => exit)).toEqual([0, 0, 0, 0]);
  expect(new Set(results.flatMap(({ out }) => out)).size).toBe(4);
  const lock = takeHubLock(data);
  onTestFinished(() => lock.release());
  setTimeout(() => lock.release(), 300);
  expect(await paihao(data, ['verify'])).toMatchObject({ exit: 0 });
});

it('a simulation never goes into a folder that holds anything', () => {
  const data = temporaryFolder();
  const order = (...more: string[]) => readOrder(['--days', '3', '--seed', '7', ...more]);
  expect(order('--data', data)).toEqual({ days: 3, seed: 7, speed: 'max', data });
  expect(order('--data', join(data, 'new'), '--speed', '60')).toMatchObject({ speed: 60 });
  writeFileSync(join(data, 'anything'), '');
  const file = join(data, 'anything');
  for (const more of [['--data', data], ['--data', file], [], ['--data', join(data, 'x'), '--speed', '2']])
    expect(() => order(...more)).toThrow(WrongUse);
});

function tamper(data: string, sql: string): void {
  const db = new Database(join(data, 'paihao.db'));
  db.exec(sql);
  db.close();
}
