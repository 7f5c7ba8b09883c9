import { z } from 'zod';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../protocol/commands.ts';
import type { CommandRow } from '../../protocol/commands/row.ts';
import { type Caller, done, expectProblem } from '../support/caller.ts';
import { openLine } from '../support/line.ts';
import { rawRequest } from '../support/raw-request.ts';
import { hall, startHub, type TestHub } from '../support/start-hub.ts';
import { logHead } from '../support/stored-rows.ts';

const LONE = '\ud800';
const JUNK: readonly unknown[] = [
  {},
  { number: 'A001' },
  [],
  [[]],
  [null],
  true,
  -1,
  0.5,
  1e308,
  '',
  'x'.repeat(60_000),
  `A001${LONE}`,
  'A\u0000',
  '\ufffd',
];

/** Junk that a field rightly takes. */
const TAKEN: Readonly<Record<string, readonly unknown[]>> = {
  'confirm-paper came': [true],
  'rate-own-ticket reasons': [[]],
  'rate-at-window reasons': [[]],
  // an id like any other: there is no such job
  'settle-paper job': [`A001${LONE}`, 'A\u0000', '\ufffd'],
};

interface Scene {
  readonly hub: TestHub;
  /** Who may send a command, and where to. */
  readonly send: (row: CommandRow, body: unknown) => ReturnType<Caller['post']>;
}

async function scene(): Promise<Scene> {
  const hub = await startHub();
  const [clerk, admin] = [await hub.user('staff'), await hub.admin()];
  const [dispenser, pad, printer] = [
    await hub.pair('dispenser'),
    await hub.pair('rating', 3),
    await hub.pair('printer'),
  ];
  await openLine(hub.url(), printer.headers); // or it is reported missing after a while
  await done(clerk.post(`${hall}/windows/3/open`));
  const { token } = await done(dispenser.post(`${hall}/tickets`, { service: 'general' }));
  await done(clerk.post(`${hall}/windows/3/call-next`));
  const senderOf = ({ action, path }: CommandRow): Caller => {
    if (path.startsWith('/tickets/')) return hub.nobody;
    if (action === 'configure') return admin;
    if (action === 'rate-at-window') return pad;
    return path.includes('/printer/') ? printer : clerk;
  };
  const filled: Readonly<Record<string, string>> = { hall: 'qingxi', no: '3', number: 'H001', token: String(token) };
  return {
    hub,
    send: (row, body) =>
      senderOf(row).post(
        row.path.replace(/:(\w+)/g, (_, name: string) => filled[name] ?? ''),
        body as object,
      ),
  };
}

function fieldsOf({ body }: CommandRow): readonly string[] {
  return body instanceof z.ZodObject ? Object.keys(body.shape) : [];
}

it('[S4] every field of every command refuses what is of another type, form or length, by its name', async () => {
  const { hub, send } = await scene();
  const before = logHead(hub.data);
  let sent = 0;
  for (const row of COMMANDS) {
    for (const field of fieldsOf(row)) {
      for (const junk of JUNK) {
        const what = `${row.name} ${field}`;
        if (TAKEN[what]?.some((each) => JSON.stringify(each) === JSON.stringify(junk)) === true) continue;
        const answer = await send(row, { [field]: junk });
        expectProblem(answer, 400, 'invalid');
        const errors = answer.body['errors'] as readonly { readonly path: string }[];
        expect(
          errors.some(({ path }) => path === field || path.startsWith(`${field}.`)),
          `${what} ${answer.text}`,
        ).toBe(true);
        sent += 1;
      }
    }
  }
  expect(sent).toBeGreaterThan(500);
  expect(logHead(hub.data)).toEqual(before);
});

it('[S4] unknown fields are refused by name on every command, inherited names among them', async () => {
  const { hub, send } = await scene();
  const before = logHead(hub.data);
  const names = ['x', '__proto__', 'constructor', 'toString', 'hall', 'by', 'at', '号'];
  for (const row of COMMANDS) {
    const body = JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}: 1`).join(', ')}}`) as object;
    const answer = await send(row, body);
    expectProblem(answer, 400, 'invalid');
    const errors = answer.body['errors'] as readonly { readonly path: string; readonly message: string }[];
    const unknown = errors.filter(({ message }) => message === 'unknown field').map(({ path }) => path);
    expect(unknown.sort(), row.name).toEqual(names.toSorted());
  }
  for (const row of COMMANDS) {
    for (const body of [null, 7, 'text', [], [{}], true]) expectProblem(await send(row, body), 400, 'invalid');
  }
  expect(logHead(hub.data)).toEqual(before);
});

it('[S4] a body that is too large, no JSON, or of another type or encoding is refused; nothing changes', async () => {
  const { hub } = await scene();
  const dispenser = await hub.pair('dispenser');
  const before = logHead(hub.data);
  const headers = { ...dispenser.headers, 'idempotency-key': 'k' };
  const send = async (
    body: string | Buffer,
    more: Record<string, string> = {},
  ): Promise<readonly [number, unknown]> => {
    const answer = await rawRequest(`${hub.url()}/api/v1${hall}/tickets`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', ...more },
      body,
    });
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    return [answer.status, (JSON.parse(answer.text) as { code: string }).code];
  };
  const good = JSON.stringify({ service: 'general' });
  expect(await send(`{"service": "${'x'.repeat(64 * 1024)}"}`)).toEqual([413, 'too-large']);
  expect(await send(`${' '.repeat(70_000)}${good}`)).toEqual([413, 'too-large']);
  for (const malformed of [
    '{',
    '{"service": "general"',
    "{'service': 1}",
    'service=general',
    good + good,
    '\u0000',
    '{"a":1,}',
  ])
    expect(await send(malformed), malformed).toEqual([400, 'invalid']);
  for (const nested of ['['.repeat(30_000), `${'[['.repeat(10_000)}${']]'.repeat(10_000)}`, '{"a":'.repeat(10_000)])
    expect(await send(nested)).toEqual([400, 'invalid']);
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    '',
  ])
    expect(await send(good, { 'content-type': type }), type).toEqual([400, 'invalid']);
  for (const charset of ['gb18030', 'iso-8859-1', 'no-such'])
    expect(await send(good, { 'content-type': `application/json; charset=${charset}` }), charset).toEqual([
      400,
      'invalid',
    ]);
  expect(await send(good, { 'content-encoding': 'gzip' })).toEqual([400, 'invalid']);
  expect(await send(good, { 'content-encoding': 'no-such' })).toEqual([400, 'invalid']);
  const gbk = Buffer.concat([Buffer.from('{"service": "'), Buffer.from([0xd7, 0xdb, 0xba, 0xcf]), Buffer.from('"}')]);
  expect(await send(gbk)).toEqual([400, 'invalid']);
  expect(logHead(hub.data)).toEqual(before);
});

it('what is said of a bad rating or a note must be readable words', async () => {
  const { hub, send } = await scene();
  const note = COMMANDS.find(({ name }) => name === 'note') as CommandRow;
  for (const text of ['', '   ', '\n\t', `好${LONE}`, '好\u0000', '\u001b[31m红', '好\ufffd', '好'.repeat(501)])
    expectProblem(await send(note, { text }), 400, 'invalid');
  for (const text of ['缺户口簿', '第一行\n第二行', '𠮷野家的申请', '好'.repeat(500)])
    expect((await send(note, { text })).status, text.slice(0, 10)).toBe(200);
  expect(hub.said.join()).not.toContain('缺户口簿');
});
