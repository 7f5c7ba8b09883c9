import { existsSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { Caller, done } from '../support/caller.ts';
import { paihao, withStore } from '../support/command-line.ts';
import { temporaryFolder } from '../support/folder.ts';
import { runPaihao, startHubProcess, startPaihao } from '../support/hub-process.ts';
import { good, qingxi, sure } from '../support/people.ts';
import { eventsOf, storedLog } from '../support/stored-log.ts';
import { watch } from '../support/watch.ts';

const hall = '/halls/qingxi';
const TOKEN = /^[A-Za-z0-9_][A-Za-z0-9_-]{15}\.[A-Za-z0-9_-]{32}\n$/;

const paired = (url: () => string, token: string): Caller =>
  new Caller(url, { authorization: `Bearer ${token.trim()}` });

it('a second hub on one folder refuses to start and says why; the first goes on, and its death frees the folder', async () => {
  const data = temporaryFolder();
  const first = await startHubProcess(data);
  const second = await startPaihao(['start'], { PAIHAO_DATA: data, PAIHAO_PORT: '0' });
  expect(await second.ended).toBe(1);
  expect(second.out()).toBe('');
  expect(second.err()).toContain(`pid ${String(first.pid)}`);
  expect(second.err()).toContain(data);
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  await first.end('SIGKILL');
  expect(existsSync(join(data, 'hub.json'))).toBe(true); // nobody was left to take it away
  expect((await runPaihao(data, ['pair', 'display'])).out).toMatch(TOKEN);
  const third = await startHubProcess(data);
  expect((statSync(join(data, 'hub.json')).mode & 0o777).toString(8)).toBe('600');
  expect(await third.end()).toBe(0);
  expect(existsSync(join(data, 'hub.json'))).toBe(false);
}, 60_000);

it('bad settings are told all together, exit 2, and without a secret', async () => {
  const env = {
    PAIHAO_PORT: '99999',
    PAIHAO_TZ: 'Moon/Base',
    PAIHAO_ADMIN_PASSWORD: 'hunter2',
    PAIHAO_PRINTER: 'tcp://',
  };
  const { exit, out, err } = await runPaihao(temporaryFolder(), ['start'], { env });
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  for (const name of Object.keys(env)) expect(err).toContain(name);
  expect(err).not.toContain('hunter2');
});

it.each(['with a running hub', 'without one'])(
  'every command answers %s, on standard output the answer alone',
  async (how) => {
    const data = temporaryFolder();
    const hub = how === 'without one' ? undefined : await startHubProcess(data);
    const run = (args: readonly string[], input = '') => runPaihao(data, args, { input });
    const token = await run(['pair', 'dispenser', '--name', '门厅']);
    expect([token.exit, token.out]).toEqual([0, expect.stringMatching(TOKEN)]);
    const user = ['user', 'add', '0312', '--role', 'staff', '--name', '李敏', '--password-stdin'];
    expect(await run(user, `${good}\n`)).toMatchObject({ exit: 0, out: '' });
    expect(await run(user, `${good}\n`)).toMatchObject({ exit: 1, out: '' });
    const verified = await run(['verify']);
    expect([verified.exit, verified.out]).toEqual([0, expect.stringMatching(/^qingxi ok \d+ [0-9a-f]{64}\n$/)]);
    const head = sure(verified.out.trim().split(' ').at(-1));
    const heads = await Promise.all([head, 'f'.repeat(64)].map((each) => run(['verify', '--head', each])));
    expect(heads.map(({ exit }) => exit)).toEqual([0, 1]);
    const file = join(temporaryFolder(), 'kept.db');
    expect(await run(['backup', file])).toMatchObject({ exit: 0, out: `${file}\n` });
    expect(await run(['restore', file])).toMatchObject({ exit: 0, out: '' });
    expect(await run(['rebuild'])).toMatchObject({ exit: 0, out: '' });
    expect(await run(['pair', 'toaster'])).toMatchObject({ exit: 2, out: '' });
    if (hub === undefined) return;
    expect((await paired(() => hub.url, token.out).get('/device')).body).toMatchObject({
      name: '门厅',
      kind: 'dispenser',
    });
    expect(await hub.end()).toBe(0);
  },
  60_000,
);

it('rebuild makes the same tables from the log, with the hub on and off', async () => {
  const data = temporaryFolder();
  await paihao(data, ['user', 'add', '0312', '--role', 'staff', '--name', '李敏', '--password-stdin'], good);
  const { out: token } = await paihao(data, ['pair', 'dispenser']);
  const { out: padToken } = await paihao(data, ['pair', 'rating', '--window', '1']);
  const hub = await startHubProcess(data);
  const url = (): string => hub.url;
  const dispenser = paired(url, sure(token[0]));
  const person = new Caller(url);
  const staff = person.as(await person.post('/session', { staffNo: '0312', password: good }));
  for (let each = 0; each < 12; each += 1) await done(dispenser.post(`${hall}/tickets`, { service: 'health' }));
  await done(staff.post(`${hall}/windows/1/open`));
  for (const key of ['finish', 'no-show', 'finish', 'note']) {
    const { number } = await done(staff.post(`${hall}/windows/1/call-next`));
    const body = key === 'finish' ? { outcome: 'done' } : key === 'note' ? { text: '材料不全' } : {};
    await done(staff.post(`${hall}/windows/1/${key}`, body));
    if (key === 'finish')
      await done(paired(url, sure(padToken[0])).post(`${hall}/windows/1/rating`, { number, level: 4 }));
  }
  await done(staff.post(`${hall}/tickets/G012/cancel`));
  const dump = () =>
    withStore(data, async (store) => {
      const rows: unknown[] = [];
      for await (const page of store.records.dump(qingxi)) rows.push(...page);
      return rows;
    });
  await hub.end('SIGKILL');
  const before = await dump();
  expect(before).toHaveLength(14);
  expect((await runPaihao(data, ['rebuild'])).exit).toBe(0);
  expect(await dump()).toEqual(before);
  const again = await startHubProcess(data);
  expect((await runPaihao(data, ['rebuild'])).exit).toBe(0);
  const busy = paired(() => again.url, sure(token[0]));
  let isBusy = true;
  const citizen = async (): Promise<void> => {
    while (isBusy) await done(busy.post(`${hall}/tickets`, { service: 'health' }));
  };
  const citizens = Promise.all([citizen(), citizen(), citizen(), citizen()]);
  expect(await runPaihao(data, ['rebuild'])).toMatchObject({ exit: 0 }); // in the middle of it
  isBusy = false;
  await citizens;
  expect(await again.end()).toBe(0);
  const after = await dump();
  expect(after.length).toBeGreaterThan(before.length);
  expect(after.filter((row) => before.some((old) => isDeepStrictEqual(old, row)))).toHaveLength(before.length);
  expect((await runPaihao(data, ['rebuild'])).exit).toBe(0);
  expect(await dump()).toEqual(after);
}, 60_000);

it('asked to end under load, the hub answers or refuses whoever asked, waits for nobody who dawdles, and ends', async () => {
  const data = temporaryFolder();
  const { out } = await paihao(data, ['pair', 'dispenser']);
  const hub = await startHubProcess(data);
  const dispenser = paired(() => hub.url, sure(out[0]));
  const screen = await watch(hub.url, { headers: {} }, 'hall');
  const lazy = connect(Number(new URL(hub.url).port), '127.0.0.1');
  lazy.on('error', () => undefined);
  lazy.write(
    'POST /api/v1/session HTTP/1.1\r\nHost: hall\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{',
  );
  onTestFinished(() => void lazy.destroy());
  const answers: { readonly status: number; readonly number: string; readonly key: string }[] = [];
  let isEnding = false;
  const citizen = async (who: number): Promise<void> => {
    for (let each = 0; ; each += 1) {
      const key = `end-${String(who)}-${String(each)}`;
      const answer = await dispenser.post(`${hall}/tickets`, { service: 'health' }, key).catch(() => undefined);
      answers.push({ status: answer?.status ?? 0, number: String(answer?.body['number']), key });
      if (answer?.status !== 201) return expect(isEnding).toBe(true);
    }
  };
  const citizens = Array.from({ length: 16 }, (_, who) => citizen(who));
  await screen.until(({ services }) => services.some(({ waiting }) => waiting > 60));
  isEnding = true;
  const asked = performance.now();
  expect(await hub.end()).toBe(0);
  expect(performance.now() - asked).toBeLessThan(8_000);
  await Promise.all(citizens);
  expect(answers.filter(({ status }) => ![0, 201, 503].includes(status))).toEqual([]);
  const told = answers.filter(({ status }) => status === 201).map(({ number }) => number);
  const logged = eventsOf(await storedLog(data), 'ticket-issued').map(({ number }) => number as string);
  expect([...logged].sort()).toEqual(told.sort()); // nothing half done: what was refused or cut off is not in the log
  expect(hub.err()).toBe('');
}, 60_000);

it('no password, key or token reaches what the hub writes, however much it is told to write', async () => {
  const data = temporaryFolder();
  const { out } = await paihao(data, ['pair', 'dispenser']);
  const token = sure(out[0]);
  await paihao(data, ['user', 'add', '0312', '--role', 'staff', '--name', '李敏', '--password-stdin'], good);
  const hub = await startHubProcess(data, {
    PAIHAO_LOG_LEVEL: 'trace',
    PAIHAO_ADMIN_PASSWORD: 'Sunrise-over-77-hills',
  });
  const url = (): string => hub.url;
  const dispenser = paired(url, token);
  const ticket = await done(dispenser.post(`${hall}/tickets`, { service: 'health' }));
  const person = new Caller(url);
  const signedIn = await person.post('/session', { staffNo: '0312', password: good });
  await person.post('/session', { staffNo: '0312', password: 'Wrong-guess-4711' });
  await person.get(`/tickets/${String(ticket['token'])}`);
  await person.get(`/tickets/${String(ticket['token'])}x`);
  await paired(url, `${token}x`).get('/device');
  await fetch(`${hub.url}/t/${String(ticket['token'])}`);
  const { key } = JSON.parse(readFileSync(join(data, 'hub.json'), 'utf8')) as { key: string };
  await hub.end();
  const written = hub.out() + hub.err();
  const cookie = sure(signedIn.headers.get('set-cookie')?.split(/[=;]/)[1]);
  for (const secret of [token, String(ticket['token']), good, 'Wrong-guess-4711', 'Sunrise-over-77-hills', cookie, key])
    expect(written).not.toContain(secret);
  expect(written).not.toContain(String(signedIn.body['csrfToken']));
}, 20_000);
