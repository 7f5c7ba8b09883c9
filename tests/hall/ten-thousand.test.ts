import { Agent } from 'node:http';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../protocol/commands.ts';
import { done } from '../support/caller.ts';
import { rawRequest } from '../support/raw-request.ts';
import { hall, startHub } from '../support/start-hub.ts';
import { logHead, storedRows } from '../support/stored-rows.ts';

const REQUESTS = 10_000;
const AT_ONCE = 32;
const SEED = 20261123;

interface Bad {
  readonly method: string;
  readonly path: string;
  readonly who: number;
  readonly key: string | null;
  readonly type: string;
  readonly body: string | Buffer | null;
}

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
  fc.constantFrom('', '..', '%', '%00', 'A001', '-1', '1e9', '__proto__', 'qingxi', '\ud800', 'x'.repeat(3_000)),
);
const segment = oddText.map((text) => (text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80'));
const KNOWN = [
  ...COMMANDS.map(({ path }) => path),
  '/session',
  '/session/password',
  '/device',
  '/pairing',
  '/pairing/codes/poll',
  '/halls/:hall',
  '/tickets/:token',
  '/halls/:hall/board',
  '/halls/:hall/reports/daily?day=:day',
  '/halls/:hall/devices',
  '/halls/:hall/devices/:device/revoke',
  '/halls/:hall/pairing-keys',
  '/halls/:hall/accounts',
  '/halls/:hall/accounts/:staffNo/password',
];

/** A known path, its parts odd or right, or an odd path. */
const path = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(fc.constantFrom(...KNOWN), fc.infiniteStream(segment), fc.integer({ min: 0, max: 9 })),
  },
  { weight: 1, arbitrary: fc.array(segment, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`) },
);
const RIGHT: Readonly<Record<string, string>> = { hall: 'qingxi', no: '3', number: 'H001', day: '2026-11-23' };

function fill(drawn: string | [string, fc.Stream<string>, number]): string {
  if (typeof drawn === 'string') return drawn;
  const [template, odd, chance] = drawn;
  return template.replace(/:(\w+)/g, (_, name: string) => {
    const next = odd.next().value as string | undefined;
    return chance < 8 && RIGHT[name] !== undefined ? RIGHT[name] : (next ?? '');
  });
}

/** Never a form that a command takes: no object, or one with a field that no command has. */
const body = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .dictionary(oddText, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 })
      .map((odd) => JSON.stringify({ ...odd, odd: 1 })),
  },
  {
    weight: 5,
    arbitrary: fc
      .record({
        service: fc.oneof(oddText, fc.constant('general'), fc.jsonValue()),
        level: fc.oneof(fc.integer(), fc.jsonValue()),
        expected: fc.oneof(oddText, fc.constant(null)),
        pressedAt: fc.oneof(oddText, fc.constant('2026-11-23T01:00:00Z')),
        outcome: fc.oneof(oddText, fc.constant('done')),
        odd: fc.constant(true),
      })
      .map((odd) => JSON.stringify(odd)),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 2, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('null', '[]', '7', '"x"', '{', '['.repeat(5_000), `{"a":"${'x'.repeat(66_000)}"}`),
  },
);

const bad: fc.Arbitrary<Bad> = fc.record({
  method: fc.constantFrom('POST', 'POST', 'POST', 'POST', 'POST', 'POST', 'GET', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'),
  path: path.map((drawn) => fill(drawn)),
  who: fc.nat(5),
  key: fc.option(fc.constantFrom('k', 'a b', 'x'.repeat(200), '~'), { freq: 4 }),
  type: fc.constantFrom('application/json', 'application/json', 'application/json; charset=gbk', 'text/plain', ''),
  body,
});

it(
  '[S4] 10,000 generated bad requests give no 5xx, change nothing, and the hub goes on',
  { timeout: 60_000 },
  async () => {
    const hub = await startHub();
    const [clerk, dispenser] = [await hub.user('staff'), await hub.pair('dispenser')];
    await done(clerk.post(`${hall}/windows/3/open`));
    await done(dispenser.post(`${hall}/tickets`, { service: 'general' }));
    const signedIn = await Promise.all(['supervisor', 'administrator'].map((role) => hub.user(role as 'supervisor')));
    const senders = [clerk, dispenser, ...signedIn, await hub.pair('display')].map(({ headers }) => headers);
    senders.push({ authorization: 'Bearer no-such', cookie: 'paihao-session=\u00e9; x' });
    const before = [
      logHead(hub.data),
      storedRows(hub.data, 'SELECT * FROM accounts'),
      storedRows(hub.data, 'SELECT * FROM devices'),
    ];

    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const requests = fc.sample(bad, { numRuns: REQUESTS, seed: SEED });
    const statuses = new Map<number, number>();
    const worker = async (): Promise<void> => {
      for (let one = requests.pop(); one !== undefined; one = requests.pop()) {
        const { method, path: at, who, key, type, body: sent } = one;
        // signing out is no bad request
        if (method === 'DELETE' && at === '/session') continue;
        const headers = {
          ...senders[who],
          ...(key === null ? {} : { 'idempotency-key': key }),
          ...(type === '' ? {} : { 'content-type': type }),
        };
        const answer = await rawRequest(`${hub.url()}/api/v1${at}`, {
          method,
          headers,
          agent,
          ...(sent === null || method === 'GET' ? {} : { body: sent }),
        });
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (answer.status >= 500)
          throw new Error(`${String(answer.status)} for ${JSON.stringify(one)}: ${answer.text}`);
        if (method !== 'GET' && method !== 'OPTIONS')
          expect(answer.status, JSON.stringify(one)).toBeGreaterThanOrEqual(400);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    agent.destroy();

    for (const status of [400, 401, 403, 404, 413, 429])
      expect(statuses.get(status), String(status)).toBeGreaterThan(0);
    const after = [
      logHead(hub.data),
      storedRows(hub.data, 'SELECT * FROM accounts'),
      storedRows(hub.data, 'SELECT * FROM devices'),
    ];
    expect(after).toEqual(before);
    expect(await done(dispenser.post(`${hall}/tickets`, { service: 'general' }))).toMatchObject({ number: 'H002' });
  },
);
