import { get } from 'node:http';
import { readConfig } from '../server/config.ts';
import { readHubJson } from '../server/hub-json.ts';
import { askHub } from '../server/local-client.ts';
import { type HubRun, runHub } from '../server/main.ts';
import { forgetfulStore } from './forgetful-store.ts';
import { answer } from './part.ts';

export const STAFF_NO = '0901';
export const PASSWORD = 'Bench-2026-hall';

export interface Started {
  readonly url: string;
  /** From opening the folder until `/readyz` says so, in ms. */
  readonly readyMs: number;
}

/** The whole hub, as `npm start` runs it. */
export function hubPart(): void {
  let hub: HubRun | undefined;
  let folder = '';
  const askLocally = async (name: 'pair' | 'user-add', args: object): Promise<string> => {
    const { exit, out, notes } = await askHub(readHubJson(folder) ?? missing(), name, args);
    if (exit !== 0) throw new Error(notes.join(' '));
    return out[0] ?? '';
  };
  answer(
    {
      async start({ data, forgetful = false }: { data: string; forgetful?: boolean }): Promise<Started> {
        folder = data;
        const config = readConfig({
          PAIHAO_DATA: data,
          PAIHAO_PORT: '0',
          PAIHAO_LOG_LEVEL: 'error',
          PAIHAO_ADMIN_PASSWORD: PASSWORD,
        });
        const began = performance.now();
        hub = await runHub(config, { say: () => undefined, ...(forgetful ? { openStore: forgetfulStore } : {}) });
        while (!(await isReady(hub.url)));
        return { url: hub.url, readyMs: performance.now() - began };
      },
      pair: ({ kind }: { kind: string }) => askLocally('pair', { kind }),
      engage: () => askLocally('user-add', { staffNo: STAFF_NO, role: 'staff', name: '测', password: PASSWORD }),
      /** Resident memory in bytes. */
      memory: () => process.memoryUsage.rss(),
    },
    async () => hub?.stop(),
  );
}

/** Without fetch, which would stay in the memory that is measured. */
function isReady(url: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    get(`${url}/readyz`, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', reject);
  });
}

function missing(): never {
  throw new Error('the hub has not written where it is');
}
