import { expect, it } from 'vitest';
import { DEVICE_KINDS, ROLES } from '../../domain/actor.ts';
import { COMMANDS } from '../../protocol/commands.ts';
import { ACTIONS } from '../../protocol/rights.ts';
import { type Caller, done, expectProblem } from '../support/caller.ts';
import { openLine } from '../support/line.ts';
import { hall, startHub, type TestHub } from '../support/start-hub.ts';

/**
 * Columns: staff, guide, supervisor, appraiser, administrator, auditor; dispenser, display, rating, printer, caller;
 * nobody. Devices of windows stand at window 3.
 */
const REQUESTS = `
  GET  /session                          xxxxxx ..... .
  POST /session/password                 xxxxxx ..... .
  GET  /device                           ...... xxxxx .
  POST /pairing                          xxxxxx xxxxx x
  POST /pairing/codes                    xxxxxx xxxxx x
  POST /pairing/codes/poll               xxxxxx xxxxx x
  GET  /halls/qingxi                     xxxxxx xxxxx x
  GET  /openapi.json                     xxxxxx xxxxx x
  POST /halls/qingxi/tickets             xxx... x.... .
  POST /halls/qingxi/windows/3/open          x..... ..... .
  POST /halls/qingxi/windows/3/pause         x..... ..... .
  POST /halls/qingxi/windows/3/continue      x..... ..... .
  POST /halls/qingxi/windows/3/close         x.x... ..... .
  POST /halls/qingxi/windows/3/call-next     x..... ..... .
  POST /halls/qingxi/windows/3/recall        x..... ..... .
  POST /halls/qingxi/windows/3/arrived       x..... ..... .
  POST /halls/qingxi/windows/3/finish        x..... ..... .
  POST /halls/qingxi/windows/3/no-show       x..... ..... .
  POST /halls/qingxi/windows/3/undo          x..... ..... .
  POST /halls/qingxi/windows/3/walk-in       x..... ..... .
  POST /halls/qingxi/windows/3/note          x..... ..... .
  POST /halls/qingxi/windows/3/rating        ...... ..x.. .
  POST /halls/qingxi/windows/4/rating        ...... ..... .
  POST /halls/qingxi/tickets/A001/cancel          xxx... ..... .
  POST /halls/qingxi/tickets/A001/change-service  xxx... ..... .
  POST /halls/qingxi/tickets/A001/reprint         xxx... x.... .
  POST /halls/qingxi/tickets/A001/paper           xxx... ..... .
  POST /halls/qingxi/tickets/A001/reinstate       xxx... ..... .
  POST /halls/qingxi/printer/claim           ...... ...x. .
  POST /halls/qingxi/printer/jobs            ...... ...x. .
  POST /halls/qingxi/printer/condition       ...... ...x. .
  GET  /halls/qingxi/board                   ..x.x. ..... .
  GET  /halls/qingxi/reports/daily           ..xxxx ..... .
  GET  /halls/qingxi/settings                ....x. ..... .
  POST /halls/qingxi/settings                ....x. ..... .
  GET  /halls/qingxi/devices                 ....x. ..... .
  POST /halls/qingxi/devices                 ....x. ..... .
  POST /halls/qingxi/devices/x/printer       ....x. ..... .
  POST /halls/qingxi/devices/x/revoke        ....x. ..... .
  POST /halls/qingxi/pairing-keys            ....x. ..... .
  GET  /halls/qingxi/accounts                ....x. ..... .
  POST /halls/qingxi/accounts                ....x. ..... .
  POST /halls/qingxi/accounts/x/password     ....x. ..... .
  POST /halls/qingxi/accounts/x/disable      ....x. ..... .
  POST /halls/qingxi/accounts/x/enable       ....x. ..... .
`;

const VIEWS = `
  hall        xxxxxx xxxxx x
  window/3    xxxxxx xxxxx x
  counter/3   x..... ..... .
  reception   .xx... ..... .
  dispenser   ...... x.... .
  board       ..x.x. ..... .
  printer     ...... ...x. .
`;

interface Row {
  readonly what: readonly string[];
  readonly marks: string;
}

function rows(table: string): readonly Row[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const words = line.trim().split(/\s+/);
      return { what: words.slice(0, -3), marks: words.slice(-3).join('') };
    });
}

async function everybody(hub: TestHub): Promise<readonly (readonly [string, Caller])[]> {
  const people = await Promise.all(ROLES.map(async (role) => [role, await hub.user(role)] as const));
  const devices = await Promise.all(
    DEVICE_KINDS.map(async (kind) => [kind, await hub.pair(kind, kind === 'dispenser' ? undefined : 3)] as const),
  );
  return [...people, ...devices, ['nobody', hub.nobody]];
}

it('[S2] over HTTP each role and device reaches what the table says, and nothing else', async () => {
  const hub = await startHub();
  const all = await everybody(hub);
  for (const { what, marks } of rows(REQUESTS)) {
    const [method = '', path = ''] = what;
    const reached: string[] = [];
    for (const [, caller] of all) {
      // a form nobody can fill in: whoever may is told so, and nothing changes
      const answer = method === 'GET' ? await caller.get(path) : await caller.post(path, { '': true });
      const isDenied = answer.status === 401 || answer.status === 403;
      if (!isDenied) expect(answer.status, `${path} ${answer.text}`).toBe(method === 'GET' ? 200 : 400);
      reached.push(isDenied ? '.' : 'x');
    }
    expect(reached.join(''), `${method} ${path}`).toBe(marks);
  }
});

it('[S2] the table above leaves out no command', () => {
  const listed = new Set(rows(REQUESTS).map(({ what }) => what[1]));
  for (const row of COMMANDS.filter(({ path }) => !path.startsWith('/tickets/'))) {
    const path = row.path.replace(':hall', 'qingxi').replace(':no', '3').replace(':number', 'A001');
    expect(listed, row.name).toContain(path);
  }
  const asked = new Set(rows(VIEWS).map(({ what: [name = ''] }) => `watch-${name.split('/')[0] ?? ''}`));
  for (const action of ACTIONS.filter((each) => each.startsWith('watch-') && each !== 'watch-ticket'))
    expect(asked).toContain(action);
});

it('[S2] by socket each role and device watches what the table says, and nothing else', async () => {
  const hub = await startHub();
  for (const [index, [name, caller]] of (await everybody(hub)).entries()) {
    const line = await openLine(hub.url(), caller.headers);
    for (const { what, marks } of rows(VIEWS)) {
      const [view = ''] = what;
      const { error } = await line.watch(view);
      const expected = marks[index] === 'x' ? undefined : name === 'nobody' ? 401 : 403;
      expect(error?.status, `${name} ${view}`).toBe(expected);
    }
    line.socket.close();
  }
});

it('[S2] at a window a person acts at their own only', async () => {
  const hub = await startHub();
  const [one, two] = [await hub.user('staff'), await hub.user('staff')];
  await done(one.post(`${hall}/windows/1/open`));
  await done(two.post(`${hall}/windows/2/open`));
  for (const row of COMMANDS.filter(({ path }) => path.startsWith('/halls/:hall/windows/:no/'))) {
    if (row.action === 'rate-at-window') continue;
    const body = {
      finish: { outcome: 'done' },
      'pause-window': { reason: '用餐' },
      'walk-in': { service: 'general' },
      note: { text: '好' },
    }[row.name];
    const answer = await one.post(row.path.replace(':hall', 'qingxi').replace(':no', '2'), body ?? {});
    if (row.name === 'open-window') expectProblem(answer, 409, 'window-taken');
    else expectProblem(answer, 403, 'not-your-window');
  }
});

it('a ticket’s token reaches that ticket and nothing else', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const [one, two] = [
    String((await done(dispenser.post(`${hall}/tickets`, { service: 'general' })))['token']),
    String((await done(dispenser.post(`${hall}/tickets`, { service: 'general' })))['token']),
  ];
  const mac = (token: string): string => token.slice(token.lastIndexOf('.'));
  const forged = two.replace(mac(two), mac(one));
  expectProblem(await hub.nobody.get(`/tickets/${forged}`), 404, 'unknown-ticket');
  expectProblem(await hub.nobody.post(`/tickets/${forged}/cancel`), 404, 'unknown-ticket');
  const line = await openLine(hub.url());
  expect((await line.watch(`ticket/${forged}`)).error?.status).toBe(404);
  expect((await line.watch(`ticket/${one}`)).view).toMatchObject({ number: 'H001' });
  // it is no key to anything else
  const holder = { authorization: `Bearer ${one}` };
  expectProblem(await hub.nobody.post(`${hall}/tickets`, { service: 'general' }, 'k', holder), 401, 'unauthenticated');
});
