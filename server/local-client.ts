import { request } from 'node:http';
import { z } from 'zod';
import type { HubJson } from './hub-json.ts';
import type { LocalAnswer } from './local/local-parts.ts';
import type { LocalOperation } from './local-operations.ts';

const Answer = z.object({
  exit: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  out: z.array(z.string()),
  notes: z.array(z.string()),
});

/** Asks the running hub; waits as long as it takes. Rejects when no hub answers there. */
export async function askHub(hub: HubJson, name: LocalOperation, args: object): Promise<LocalAnswer> {
  const { status, text } = await post(`${hub.local}/local/${name}`, hub.key, JSON.stringify(args));
  if (status !== 200) throw new Error(`the hub answered ${status}`);
  return Answer.parse(JSON.parse(text));
}

function post(url: string, key: string, body: string): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((answered, failed) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        answered({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
      );
      response.on('error', failed);
    });
    sent.on('error', failed);
    sent.end(body);
  });
}
