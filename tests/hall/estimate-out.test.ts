import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { Terminal } from '../../server/cli/command.ts';
import { estimateCommand } from '../../server/cli/estimate.ts';
import { readConfig } from '../../server/config.ts';
import { temporaryFolder } from '../support/folder.ts';

const CALLS = [
  'date,arrived_s,service,priority,outcome,waited_s,served_from_s,service_s,server',
  '2026-03-02,32400,land,0,served,10,32410,60,1',
  '',
].join('\n');

const silent: Terminal = {
  out: () => undefined,
  note: () => undefined,
  input: () => Promise.resolve(''),
  ending: new AbortController().signal,
};

const estimate = (calls: string, out: string) =>
  estimateCommand.run(['--calls', calls, '--out', out], silent, () => readConfig({}));

it('[K9] estimates go into a pipe or a device, never in its place', async () => {
  const folder = temporaryFolder();
  const [calls, pipe] = [join(folder, 'in.csv'), join(folder, 'out')];
  writeFileSync(calls, CALLS);
  execFileSync('mkfifo', [pipe]);
  const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(reader, 'spawn');
  const [read, exit] = await Promise.all([text(reader.stdout), estimate(calls, pipe)]);
  expect(exit).toBe(0);
  expect(read).toMatch(/^date,.*,p50_s,p80_s\n2026-03-02,32400,.*\n$/);
  expect(statSync(pipe).isFIFO()).toBe(true);
});

it('writes no draft over what lies there, the calls themselves among it', async () => {
  const folder = temporaryFolder();
  const [calls, out] = [join(folder, 'march.csv.part'), join(folder, 'march.csv')];
  writeFileSync(calls, CALLS);
  expect(await estimate(calls, out)).toBe(0);
  expect(readFileSync(calls, 'utf8')).toBe(CALLS);
  expect(readFileSync(out, 'utf8').split('\n')[0]).toMatch(/,p50_s,p80_s$/);
});
