import { readdirSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { runDemo } from '../../server/simulation/run-demo.ts';
import { temporaryFolder } from '../support/folder.ts';

it('the demo prints its links, opens its windows, and leaves nothing when it is asked to end', async () => {
  const folder = temporaryFolder();
  vi.stubEnv('TMPDIR', folder);
  const ending = new AbortController();
  const out: string[] = [];
  let introduced = (): void => undefined;
  const links = new Promise<void>((resolve) => (introduced = resolve));
  const terminal = {
    out: (line: string) => {
      out.push(line);
      if (line.includes('Ctrl-C')) introduced();
    },
    note: () => undefined,
    input: () => Promise.resolve(''),
    ending: ending.signal,
  };
  const demo = runDemo(terminal, readConfig({ PAIHAO_LOG_LEVEL: 'silent' }));
  try {
    await links;
    expect(readdirSync(folder)).toHaveLength(1);
    const text = out.join('\n');
    for (const page of [/\/dispenser\?pair=/, /\/display\?pair=/, /\/counter/, /\/supervisor/, /password: \S+/])
      expect(text).toMatch(page);
    const url = /(http:\/\/127\.0\.0\.1:\d+)\/supervisor/.exec(text)?.[1] ?? '';
    await vi.waitUntil(() => somebodyWorks(url), { timeout: 15_000 });
    expect(await signIn(url, /password: (\S+)/.exec(text)?.[1] ?? '')).toBe(200);
  } finally {
    ending.abort();
  }
  expect(await demo).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
}, 40_000);

/** While the clock runs between two instants of the plan. */
async function signIn(url: string, password: string): Promise<number> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staffNo: '0401', password }),
  });
  return response.status;
}

async function somebodyWorks(url: string): Promise<boolean> {
  const view = (await (await fetch(`${url}/api/v1/halls/qingxi`)).json()) as { windows: readonly { status: string }[] };
  return view.windows.some(({ status }) => status === 'open');
}
