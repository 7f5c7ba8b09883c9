import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Caller, done } from '../support/caller.ts';
import { paihao } from '../support/command-line.ts';
import { temporaryFolder } from '../support/folder.ts';
import { runPaihao, startHubProcess } from '../support/hub-process.ts';
import { good, sure } from '../support/people.ts';
import { eventsOf, storedLog } from '../support/stored-log.ts';
import { fillDisk, tinyDisk } from '../support/tiny-disk.ts';

const hall = '/halls/qingxi';

it('a full disk refuses at once and loses nothing; when there is room again the hub goes on by itself', async ({
  skip,
}) => {
  const disk = tinyDisk(join(temporaryFolder(), 'disk'), 6);
  skip(disk === undefined, 'a file system of a few megabytes cannot be mounted here');
  const data = join(sure(disk), 'data');
  const { out } = await paihao(data, ['pair', 'dispenser']);
  await paihao(data, ['user', 'add', '0001', '--role', 'supervisor', '--name', '赵敏', '--password-stdin'], good);
  const hub = await startHubProcess(data);
  const url = (): string => hub.url;
  const dispenser = new Caller(url, { authorization: `Bearer ${sure(out[0])}` });
  const person = new Caller(url);
  const signIn = () => person.post('/session', { staffNo: '0001', password: good });
  const supervisor = person.as(await signIn());
  const stored = async (): Promise<boolean> => {
    const { alarms } = (await done(supervisor.get(`${hall}/board`))) as {
      alarms: readonly { readonly kind: string }[];
    };
    return alarms.every(({ kind }) => kind !== 'store');
  };
  const take = (key?: string) => dispenser.post(`${hall}/tickets`, { service: 'household' }, key);
  const issued: string[] = [];
  const keep = (body: object): void => void issued.push(String((body as { number?: string }).number));
  for (let each = 0; each < 20; each += 1) keep(await done(take()));

  const filler = fillDisk(sure(disk));
  let refused = await take('again');
  for (let each = 0; refused.status === 201 && each < 2_000; each += 1) {
    keep(refused.body); // the write-ahead log has its own free pages
    refused = await take(`again-${String(each)}`);
  }
  expect(refused).toMatchObject({ status: 503, body: { code: 'not-stored' } });
  const before = performance.now();
  for (let each = 0; each < 20; each += 1) expect((await take()).status).toBe(503);
  expect((performance.now() - before) / 20).toBeLessThan(50);
  expect((await signIn()).status).toBe(503);
  expect((await fetch(`${hub.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${hub.url}/healthz`)).status).toBe(200);
  expect(await done(new Caller(url).get(hall))).toMatchObject({ day: expect.any(String) as string });
  expect(await stored()).toBe(false);

  rmSync(filler);
  await expect.poll(async () => (await fetch(`${hub.url}/readyz`)).status, { timeout: 5_000 }).toBe(200);
  expect(await stored()).toBe(true);
  for (let each = 0; each < 5; each += 1) keep(await done(take()));
  expect(issued).toEqual(issued.map((_, index) => `J${String(index + 1).padStart(3, '0')}`));
  expect(eventsOf(await storedLog(data), 'ticket-issued').map(({ number }) => number)).toEqual(issued);
  expect(await hub.end()).toBe(0);
  expect((await runPaihao(data, ['verify'])).exit).toBe(0);
}, 60_000);
