import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Caller } from '../support/caller.ts';
import { paihao } from '../support/command-line.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startHubProcess } from '../support/hub-process.ts';
import { good, sure } from '../support/people.ts';

const CALLS = 'trace=fsync,fdatasync,write,writev,sendto,sendmsg,pwrite64';
const canTrace = spawnSync('strace', ['-D', '-f', '-y', '-o', '/dev/null', 'true']).status === 0;

type Step = 'written' | 'synced' | { readonly answer: number };

const SYNC = /f(?:data)?sync\(\d+<[^>]*paihao\.db-wal>/;
const ANSWER = /(?:write|writev|sendto|sendmsg)\(\d+<(?:socket|TCP)[^>]*>.*HTTP\/1\.1 (\d{3})/;

/**
 * What the hub's process did, in order: write-ahead log written, write-ahead log on the disk, answer sent. A call
 * during which another process did something stands on two lines, each with the process's number.
 */
function steps(trace: string): readonly Step[] {
  const syncing = new Set<string>();
  return trace.split('\n').flatMap((line): Step[] => {
    const [process = ''] = line.split(' ', 1);
    if (/pwrite64\(\d+<[^>]*paihao\.db-wal>/.test(line)) return ['written'];
    if (SYNC.test(line) && line.includes('<unfinished')) syncing.add(process);
    else if (SYNC.test(line) && /\) += 0/.test(line)) return ['synced'];
    else if (/<\.\.\. f(?:data)?sync resumed>\) += 0/.test(line) && syncing.delete(process)) return ['synced'];
    const status = ANSWER.exec(line)?.[1];
    return status === undefined ? [] : [{ answer: Number(status) }];
  });
}

it('[T2] a traced hub: an fsync of the log precedes every answer that says done', async ({ skip }) => {
  skip(!canTrace, 'strace is not installed, or tracing is not allowed here');
  const data = temporaryFolder();
  const file = join(temporaryFolder(), 'trace');
  await paihao(data, ['user', 'add', '0312', '--role', 'staff', '--name', '李敏', '--password-stdin'], good);
  const { out } = await paihao(data, ['pair', 'dispenser']);
  const hub = await startHubProcess(data, {}, ['strace', '-D', '-f', '-y', '-s', '24', '-o', file, '-e', CALLS]);
  const url = (): string => hub.url;
  const dispenser = new Caller(url, { authorization: `Bearer ${sure(out[0])}` });
  const person = new Caller(url);
  const staff = person.as(await person.post('/session', { staffNo: '0312', password: good }));
  await dispenser.get('/openapi.json');
  const begun = steps(readFileSync(file, 'utf8')).length;

  const statuses: number[] = [];
  const ask = async (who: Caller, path: string, body = {}, key?: string): Promise<void> => {
    statuses.push((await who.post(`/halls/qingxi${path}`, body, key)).status);
  };
  for (let each = 0; each < 20; each += 1) await ask(dispenser, '/tickets', { service: 'household' });
  await ask(staff, '/windows/1/open');
  for (let each = 0; each < 3; each += 1) {
    await ask(staff, '/windows/1/call-next');
    await ask(staff, '/windows/1/arrived');
    await ask(staff, '/windows/1/finish', { outcome: 'done' });
  }
  const together = 16;
  await Promise.all(
    Array.from({ length: together }, () => dispenser.post('/halls/qingxi/tickets', { service: 'health' })),
  );
  expect(await hub.end()).toBe(0);
  while (!readFileSync(file, 'utf8').includes('+++ exited with 0 +++')) await pause(20);

  const seen = steps(readFileSync(file, 'utf8')).slice(begun);
  let syncs = 0;
  let unsynced = false;
  const single: number[] = [];
  let answers = 0;
  for (const step of seen) {
    if (step === 'written') unsynced = true;
    else if (step === 'synced') {
      unsynced = false;
      syncs += 1;
    } else if (step.answer === 200 || step.answer === 201) {
      expect(unsynced, `answer ${answers} went out before its bytes were on the disk`).toBe(false);
      if (answers < statuses.length) single.push(syncs);
      answers += 1;
      if (answers <= statuses.length) syncs = 0;
    }
  }
  expect(statuses.filter((status) => status >= 300)).toEqual([]);
  expect(answers).toBe(statuses.length + together);
  expect(
    single.every((count) => count >= 1),
    `syncs before each answer: ${single.join(' ')}`,
  ).toBe(true);
  expect(syncs, 'syncs for those that came together').toBeGreaterThan(0);
}, 60_000);
