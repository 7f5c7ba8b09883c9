import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isAlive, readHubJson, removeHubJson, writeHubJson } from '../../server/hub-json.ts';
import { awaitHubLock, FolderTaken, takeHubLock } from '../../server/hub-lock.ts';
import { temporaryFolder } from '../support/folder.ts';

const address = { url: 'http://127.0.0.1:8080', local: 'http://127.0.0.1:40000', key: 'a-secret' };

it('one at a time holds a folder; who comes second is told the folder, the process and its address', () => {
  const data = temporaryFolder();
  const lock = takeHubLock(data);
  writeHubJson(data, { ...address, pid: process.pid });
  expect(() => takeHubLock(data)).toThrow(FolderTaken);
  expect(() => takeHubLock(data)).toThrow(new RegExp(`${data}.*pid ${process.pid}, http://127.0.0.1:8080`));
  expect(() => takeHubLock(data)).not.toThrow(/a-secret/);
  lock.release();
  takeHubLock(data).release();
  expect(readdirSync(data).sort()).toEqual(['hub.json', 'hub.lock']);
});

it('the lock of a process that was killed is free, and the address it left counts for nothing', async () => {
  const data = temporaryFolder();
  const code = `
    import { takeHubLock } from './server/hub-lock.ts';
    import { writeHubJson } from './server/hub-json.ts';
    takeHubLock(${JSON.stringify(data)});
    writeHubJson(${JSON.stringify(data)}, { ...${JSON.stringify(address)}, pid: process.pid });
    console.log('held');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(holder, 'exit');
  await once(holder.stdout, 'data');
  expect(() => takeHubLock(data)).toThrow(`pid ${holder.pid ?? 0}`);
  await expect(awaitHubLock(data, 5_000)).rejects.toThrow(FolderTaken);
  holder.kill('SIGKILL');
  await ended;
  const lock = takeHubLock(data);
  const left = readHubJson(data);
  expect(left !== undefined && isAlive(left)).toBe(false);
  // Held again, but not by the hub that file speaks of.
  expect(() => takeHubLock(data)).toThrow(expect.objectContaining({ hub: undefined }));
  lock.release();
});

it('waits for a command that is nearly done', async () => {
  const data = temporaryFolder();
  const first = takeHubLock(data);
  const second = awaitHubLock(data, 10_000);
  await expect(awaitHubLock(data, 60)).rejects.toThrow(FolderTaken);
  first.release();
  (await second).release();
});

it('the hub’s address is for its owner only; a foreign or broken file is none', () => {
  const data = temporaryFolder();
  expect(readHubJson(data)).toBeUndefined();
  writeHubJson(data, { ...address, pid: process.pid });
  expect(statSync(join(data, 'hub.json')).mode & 0o777).toBe(0o600);
  expect(readHubJson(data)).toEqual({ ...address, pid: process.pid });
  for (const broken of ['', '{', '[]', '{"url":"x"}', 'null']) {
    writeFileSync(join(data, 'hub.json'), broken);
    expect(readHubJson(data), broken).toBeUndefined();
  }
  removeHubJson(data);
  removeHubJson(data);
  expect(readdirSync(data)).toEqual([]);
});
