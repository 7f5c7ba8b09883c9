import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../protocol/commands.ts';
import { done, expectProblem } from '../support/caller.ts';
import { sure } from '../support/people.ts';
import { hall, startHub } from '../support/start-hub.ts';

type Json = Readonly<Record<string, unknown>>;
type Operation = Json & { readonly operationId: string };

it('[X1] the running hub serves a valid OpenAPI 3.1 with every command and every route in it', async () => {
  const hub = await startHub();
  const document = await done(hub.nobody.get('/openapi.json'));
  expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'http://hall.example:8080/api/v1' }] });
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  expect(valid, JSON.stringify(errors)).toBe(true);
  expect(validator.version).toBe('3.1');

  const paths = document['paths'] as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  for (const row of COMMANDS) {
    const operation = sure(paths[row.path.replace(/:(\w+)/g, '{$1}')]?.['post']);
    expect(operation.operationId).toBe(row.name);
    expect(operation['responses'], row.name).toHaveProperty(String(row.status));
    expect(operation['parameters'], row.name).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key', required: true }),
    );
  }
  const operations = Object.values(paths).flatMap((item) =>
    Object.entries(item).flatMap(([method, operation]) => (method === 'servers' ? [] : [operation.operationId])),
  );
  expect(new Set(operations).size).toBe(operations.length);
  const read = ['/halls/{hall}', '/tickets/{token}', '/halls/{hall}/board', '/halls/{hall}/reports/daily'];
  for (const path of [...read, '/healthz', '/readyz', '/metrics', '/session', '/openapi.json'])
    expect(paths[path]).toHaveProperty('get');
});

it('[X1] every POST that the description names is there, and asks for what it says', async () => {
  const hub = await startHub();
  const document = await done(hub.nobody.get('/openapi.json'));
  const paths = document['paths'] as Readonly<Record<string, Readonly<Record<string, Json>>>>;
  const filled: Record<string, string> = {
    hall: 'qingxi',
    no: '3',
    number: 'A001',
    token: 'x',
    device: 'x',
    staffNo: 'x',
    pack: 'x',
    word: 'A',
  };
  for (const [path, item] of Object.entries(paths)) {
    if (item['post'] === undefined) continue;
    const asked = path.replace(/\{(\w+)\}/g, (_, name: string) => sure(filled[name]));
    const security = item['post']['security'] as readonly unknown[];
    const { status } = await hub.nobody.post(asked);
    const expected = path.startsWith('/tickets/') ? [404, 429] : security.length === 0 ? [400] : [401];
    expect(expected, `${path} ${String(status)}`).toContain(status);
  }
});

it('[X1] problems are RFC 9457, in the asker’s language, and name every fault of a form', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const wrong = { service: 7, category: 'vip', channel: 3, extra: true };
  const zh = await dispenser.post(`${hall}/tickets`, wrong, null, { 'accept-language': 'zh-CN' });
  const en = await dispenser.post(`${hall}/tickets`, wrong, null, { 'accept-language': 'en' });
  for (const answer of [zh, en]) {
    expectProblem(answer, 400, 'invalid');
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ type: 'about:blank', status: 400 });
    const errors = answer.body['errors'] as readonly { readonly path: string }[];
    expect(errors.map(({ path }) => path).sort()).toEqual([
      'Idempotency-Key',
      'category',
      'channel',
      'extra',
      'service',
    ]);
  }
  expect(zh.body['title']).toMatch(/\p{Script=Han}/u);
  expect(en.body['title']).toMatch(/^[\x20-\x7e’]+$/);
  expectProblem(await hub.nobody.get('/no-such-thing'), 404, 'not-found');
  expectProblem(await hub.nobody.post('/no-such-thing'), 404, 'not-found');
  expectProblem(await hub.nobody.get('/halls/baishui'), 404, 'unknown-hall');
  expectProblem(await hub.nobody.get('/tickets/%E0%A4%A'), 400, 'invalid');
});

it('a day’s report is of a day that there is', async () => {
  const hub = await startHub();
  const appraiser = await hub.user('appraiser');
  const daily = `${hall}/reports/daily`;
  expect(await done(appraiser.get(daily))).toMatchObject({ day: '2026-11-23', hall: { issued: 0 } });
  expect(await done(appraiser.get(`${daily}?day=2026-11-22`))).toMatchObject({ day: '2026-11-22' });
  for (const day of [
    '',
    '2026-02-31',
    '2026-13-01',
    '23.11.2026',
    '2026-11-23&day=2026-11-22',
    '2026-11-23T00:00:00Z',
  ]) {
    const answer = await appraiser.get(`${daily}?day=${day}`);
    expectProblem(answer, 400, 'invalid');
    expect(answer.body['errors']).toMatchObject([{ path: 'day' }]);
  }
});

it('health, readiness and metrics need no token and name nobody', async () => {
  const hub = await startHub();
  const clerk = await hub.user('staff');
  await done(clerk.post(`${hall}/windows/2/open`));
  const outside = async (path: string): Promise<string> => {
    const response = await fetch(`${hub.url()}${path}`);
    expect(response.status).toBe(200);
    return response.text();
  };
  expect(JSON.parse(await outside('/healthz'))).toEqual({ status: 'ok' });
  expect(JSON.parse(await outside('/readyz'))).toEqual({ status: 'ready', halls: [] });
  const metrics = await outside('/metrics');
  expect(metrics).toMatch(/^paihao_open_windows\{hall="qingxi"\} 1$/m);
  expect(metrics).not.toContain(clerk.staffNo);
});
