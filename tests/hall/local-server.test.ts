import { expect, it, onTestFinished } from 'vitest';
import { ensureHall } from '../../server/cli/ensure-hall.ts';
import { openOffline } from '../../server/cli/offline.ts';
import { readConfig } from '../../server/config.ts';
import { removeHubJson, writeHubJson } from '../../server/hub-json.ts';
import { takeHubLock } from '../../server/hub-lock.ts';
import { runLocally } from '../../server/local-operations.ts';
import { startLocalServer } from '../../server/local-server.ts';
import { paihao } from '../support/command-line.ts';
import { temporaryFolder } from '../support/folder.ts';
import { qingxi } from '../support/people.ts';

/** What a running hub holds: the folder, the store, its local address. */
async function holdFolder() {
  const data = temporaryFolder();
  const lock = takeHubLock(data);
  const rebuildTables = () => Promise.reject(new Error('not asked for here'));
  const { parts, close } = await openOffline(readConfig({ PAIHAO_DATA: data }), { rebuildTables });
  await ensureHall(parts.store(), { zone: 'Asia/Shanghai' });
  const server = await startLocalServer('the-key', (name, args) => runLocally(name, parts, args));
  const hub = { url: 'http://127.0.0.1:8080', local: server.url, key: 'the-key', pid: process.pid };
  onTestFinished(async () => {
    await server.close();
    await close();
    lock.release();
  });
  return { data, parts, hub };
}

it('commands go to the program that holds the folder, and do there what they do without it', async () => {
  const { data, parts, hub } = await holdFolder();
  writeHubJson(data, hub);
  expect(await paihao(data, ['pair', 'display', '--name', '东墙'])).toMatchObject({ exit: 0 });
  expect((await parts.devices().list(qingxi)).map(({ name }) => name)).toEqual(['东墙']);
  expect(await paihao(data, ['verify'])).toMatchObject({ exit: 0, out: [expect.stringMatching(/^qingxi ok \d+ /)] });
  expect(await paihao(data, ['pair', 'toaster'])).toMatchObject({ exit: 2, out: [] });
  removeHubJson(data);
});

it('a command finds a hub that has yet to write its address', async () => {
  const { data, hub } = await holdFolder();
  setTimeout(() => writeHubJson(data, hub), 300);
  expect(await paihao(data, ['pair', 'display'])).toMatchObject({ exit: 0 });
});

it('nobody without the key gets anything done', async () => {
  const { parts, hub } = await holdFolder();
  const post = (path: string, key: string, body = '{"kind":"display"}', method = 'POST') =>
    fetch(`${hub.local}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(method === 'POST' ? { body } : {}),
    });
  expect((await post('/local/pair', 'another')).status).toBe(401);
  expect((await post('/local/pair', '')).status).toBe(401);
  expect((await post('/local/pair', 'the-key', '{')).status).toBe(400);
  expect((await post('/local/pair', 'the-key', ' '.repeat(70_000))).status).toBe(413);
  expect((await post('/elsewhere', 'the-key')).status).toBe(404);
  expect((await post('/local/pair', 'the-key', '', 'GET')).status).toBe(404);
  expect(await (await post('/local/toString', 'the-key')).text()).not.toContain('"exit":0');
  expect(await parts.devices().list(qingxi)).toEqual([]);
  expect((await post('/local/pair', 'the-key')).status).toBe(200);
});
