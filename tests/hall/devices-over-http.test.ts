import { expect, it } from 'vitest';
import { DEVICE_KINDS } from '../../domain/actor.ts';
import { Caller, done, expectProblem } from '../support/caller.ts';
import { hungUp, openLine } from '../support/line.ts';
import { sure } from '../support/people.ts';
import { hall, startHub, type TestHub } from '../support/start-hub.ts';

function withToken(hub: TestHub, token: unknown): Caller {
  return new Caller(hub.url, { authorization: `Bearer ${String(token)}` });
}

async function deviceOf(caller: Caller): Promise<string> {
  return String((await done(caller.get('/device')))['id']);
}

it('[S3] each device is paired with a token of its own, which says what and where it is', async () => {
  const hub = await startHub();
  const tokens = new Set<string>();
  for (const kind of DEVICE_KINDS) {
    const window = kind === 'rating' || kind === 'caller' ? 3 : undefined;
    const [one, two] = [await hub.pair(kind, window), await hub.pair(kind, window)];
    expect(await done(one.get('/device'))).toMatchObject({ kind, hall: 'qingxi', window: window ?? null });
    tokens.add(one.token).add(two.token);
  }
  expect(tokens.size).toBe(DEVICE_KINDS.length * 2);
});

it('[S3] a revoked device is cut off at once, over HTTP and on its line, and stays out; others go on', async () => {
  const hub = await startHub();
  const admin = await hub.admin();
  const [gone, stays] = [await hub.pair('dispenser'), await hub.pair('dispenser')];
  const lines = [await openLine(hub.url(), gone.headers), await openLine(hub.url(), stays.headers)] as const;
  for (const line of lines) expect((await line.watch('dispenser')).error).toBeUndefined();
  const id = await deviceOf(gone);
  const cut = hungUp(lines[0]);
  expect(await done(admin.post(`${hall}/devices/${id}/revoke`))).toMatchObject({
    id,
    revokedAt: '2026-11-23T01:00:00.000Z',
  });
  expect(await cut).toBe('io server disconnect');
  expectProblem(await gone.post(`${hall}/tickets`, { service: 'general' }), 401, 'unauthenticated');
  await expect(openLine(hub.url(), gone.headers)).rejects.toThrow('unauthenticated');
  expect(lines[1].socket.connected).toBe(true);
  await done(stays.post(`${hall}/tickets`, { service: 'general' }));
  await hub.restart();
  expectProblem(await gone.get('/device'), 401, 'unauthenticated');
  await done(stays.get('/device'));
  const list = (await done((await hub.admin()).get(`${hall}/devices`)))['devices'];
  expect(list).toContainEqual(
    expect.objectContaining({ id, revokedAt: expect.any(String) as string, connected: false }),
  );
  expectProblem(await (await hub.admin()).post(`${hall}/devices/no-such/revoke`), 404, 'unknown-device');
});

it('a key pairs once: the same request again gets the same token, another is refused, a day later it is too late', async () => {
  const hub = await startHub();
  const admin = await hub.admin();
  const makeKey = async (body: object): Promise<{ key: string; url: string }> =>
    (await done(admin.post(`${hall}/pairing-keys`, body))) as { key: string; url: string };
  const { key, url } = await makeKey({ kind: 'rating', window: 3, name: '三号评价器' });
  expect(url).toBe(`http://hall.example:8080/rating?window=3&pair=${key}`);
  const [first, again, other] = await Promise.all([
    hub.nobody.post('/pairing', { key }, 'page-1'),
    hub.nobody.post('/pairing', { key }, 'page-1'),
    hub.nobody.post('/pairing', { key }, 'page-2'),
  ]);
  expect(first).toMatchObject({ status: 201, body: { kind: 'rating', window: 3, name: '三号评价器' } });
  expect(again.text).toBe(first.text);
  expectProblem(other, 409, 'key-used');
  await hub.restart();
  expect((await hub.nobody.post('/pairing', { key }, 'page-1')).text).toBe(first.text);
  expectProblem(await hub.nobody.post('/pairing', { key }, 'page-3'), 409, 'key-used');
  await done(withToken(hub, first.body['token']).get('/device'));

  const again2 = await hub.admin();
  const late = String((await done(again2.post(`${hall}/pairing-keys`, { kind: 'display' })))['key']);
  hub.time.pass(24 * 3_600_000);
  expectProblem(await hub.nobody.post('/pairing', { key: late }), 409, 'key-expired');
});

it('the links that the first start prints pair; a second start prints them without keys', async () => {
  const hub = await startHub();
  const linkOf = (page: string): URL =>
    new URL(sure(hub.said.find((line) => line.includes(`/${page}`))?.match(/http\S+/))[0]);
  for (const [page, kind] of [
    ['dispenser', 'dispenser'],
    ['display', 'display'],
    ['rating', 'rating'],
  ] as const) {
    const key = sure(linkOf(page).searchParams.get('pair'));
    const paired = await hub.nobody.post('/pairing', { key }, `start-${page}`);
    expect(paired, paired.text).toMatchObject({ status: 201, body: { kind, window: kind === 'rating' ? 1 : null } });
  }
  const before = hub.said.length;
  await hub.restart();
  const again = hub.said.slice(before).join('\n');
  expect(again).toContain('http://hall.example:8080/display');
  expect(again).not.toContain('pair=');
});

it('a code that a page shows pairs when an administrator enters it, within ten minutes', async () => {
  const hub = await startHub();
  const admin = await hub.admin();
  const shown = await done(hub.nobody.post('/pairing/codes', { kind: 'display' }, 'page-1'));
  expect(await done(hub.nobody.post('/pairing/codes', { kind: 'display' }, 'page-1'))).toEqual(shown);
  const poll = (): ReturnType<Caller['post']> => hub.nobody.post('/pairing/codes/poll', { secret: shown['secret'] });
  expect(await done(poll())).toEqual({ token: null });
  const approval = { code: shown['code'], window: null, name: '大厅东屏' };
  expect(await done(admin.post(`${hall}/devices`, approval))).toMatchObject({ kind: 'display', name: '大厅东屏' });
  const { token } = await done(poll());
  expect(await done(withToken(hub, token).get('/device'))).toMatchObject({ kind: 'display', name: '大厅东屏' });
  const late = await done(hub.nobody.post('/pairing/codes', { kind: 'rating' }));
  const noWindow = { code: late['code'], window: null, name: '' };
  expectProblem(await admin.post(`${hall}/devices`, noWindow), 400, 'invalid');
  hub.time.pass(10 * 60_000);
  expectProblem(await admin.post(`${hall}/devices`, { ...noWindow, window: 3 }), 409, 'unknown-code');
  expectProblem(await hub.nobody.post('/pairing/codes/poll', { secret: late['secret'] }), 404, 'unknown-code');
});

it('whoever signs out, is disabled or gets a new password is cut off on every line', async () => {
  const hub = await startHub();
  const admin = await hub.admin();
  const clerk = await hub.user('staff');
  const cutBy = async (work: () => Promise<unknown>): Promise<void> => {
    const again = await hub.signIn(clerk.staffNo);
    const line = await openLine(hub.url(), again.headers);
    expect((await line.watch('counter/1')).error).toBeUndefined();
    const cut = hungUp(line);
    await work();
    expect(await cut).toBe('io server disconnect');
    expectProblem(await again.get('/session'), 401, 'unauthenticated');
  };
  const again = await hub.signIn(clerk.staffNo);
  const line = await openLine(hub.url(), again.headers);
  const cut = hungUp(line);
  await again.delete('/session');
  expect(await cut).toBe('io server disconnect');
  await cutBy(() => done(admin.post(`${hall}/accounts/${clerk.staffNo}/disable`)).then(() => undefined));
  await done(admin.post(`${hall}/accounts/${clerk.staffNo}/enable`));
  await cutBy(() => done(admin.post(`${hall}/accounts/${clerk.staffNo}/password`, { password: 'Other-2026-hall' })));
});

it('[S4] a line that another site’s page opened with our cookie is refused; one of our own page is not', async () => {
  const hub = await startHub();
  const clerk = await hub.user('staff');
  const { cookie = '' } = clerk.headers;
  await expect(openLine(hub.url(), { cookie, origin: 'http://elsewhere.example' })).rejects.toThrow('unauthenticated');
  await expect(openLine(hub.url(), { cookie, origin: 'null' })).rejects.toThrow('unauthenticated');
  for (const origin of [hub.url(), 'http://hall.example:8080']) {
    const line = await openLine(hub.url(), { cookie, origin });
    expect((await line.watch('counter/1')).error).toBeUndefined();
  }
});

it('a print agent that goes without a word leaves its printer unreachable', async () => {
  const hub = await startHub();
  const printer = await hub.pair('printer');
  const supervisor = await hub.user('supervisor');
  const line = await openLine(hub.url(), printer.headers);
  await done(printer.post(`${hall}/printer/condition`, { condition: 'ready' }));
  const board = await openLine(hub.url(), supervisor.headers);
  await board.watch('board');
  line.socket.close();
  const id = await deviceOf(printer);
  for (;;) {
    const { view } = await board.nextPush('board');
    const printers = view['printers'] as readonly { readonly id: string; readonly condition: string }[];
    if (printers.find((each) => each.id === id)?.condition === 'unreachable') return;
  }
});
