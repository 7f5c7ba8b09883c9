import { expect, it } from 'vitest';
import type { HallView } from '../../protocol/views.ts';
import { type Caller, done, expectProblem } from '../support/caller.ts';
import { sure } from '../support/people.ts';
import { hall, type Person, startHub, type TestHub } from '../support/start-hub.ts';
import { storedRows } from '../support/stored-rows.ts';

const service = 'social-insurance';
const at = (no: number, key: string): string => `${hall}/windows/${String(no)}/${key}`;
const of = (number: string, key: string): string => `${hall}/tickets/${number}/${key}`;
const HOUR_MS = 3_600_000;

async function hallNow(hub: TestHub): Promise<HallView> {
  return (await done(hub.nobody.get(hall))) as unknown as HallView;
}

async function windowNow(hub: TestHub, no: number): Promise<HallView['windows'][number]> {
  return sure((await hallNow(hub)).windows.find((each) => each.no === no));
}

async function issue(dispenser: Caller, count: number): Promise<string[]> {
  const tokens: string[] = [];
  for (let n = 0; n < count; n += 1)
    tokens.push(String((await done(dispenser.post(`${hall}/tickets`, { service })))['token']));
  return tokens;
}

async function atWork(hub: TestHub, waiting = 2): Promise<{ clerk: Person; tokens: readonly string[] }> {
  const clerk = await hub.user('staff');
  await done(clerk.post(at(3, 'open')));
  const tokens = await issue(await hub.pair('dispenser'), waiting);
  if (waiting > 0) await done(clerk.post(at(3, 'call-next'), { expected: null }));
  return { clerk, tokens };
}

it('[C20] a sign-out, a closed browser or a session idle for hours lose neither window nor ticket', async () => {
  const hub = await startHub();
  const { clerk } = await atWork(hub);
  await done(clerk.post(at(3, 'arrived'), { expected: 'A001' }));
  const served = { status: 'open', number: 'A001', stage: 'serving' };

  expect((await clerk.delete('/session')).status).toBe(204);
  expect((await clerk.post(at(3, 'finish'), { outcome: 'done' })).status).toBe(401);
  expect(await windowNow(hub, 3)).toMatchObject(served);
  const again = await hub.signIn(clerk.staffNo);
  expect(await done(again.get('/session'))).toMatchObject({ staffNo: clerk.staffNo, window: 3 });
  expect(await done(again.post(at(3, 'open'), { expected: 'A001' }))).toEqual({ window: 3, status: 'open' });

  hub.time.pass(2 * HOUR_MS); // nobody touched anything
  expect((await again.post(at(3, 'finish'), { outcome: 'done' })).status).toBe(401);
  expect(await windowNow(hub, 3)).toMatchObject(served);
  await hub.restart();
  expect(await windowNow(hub, 3)).toMatchObject(served);

  const third = await hub.signIn(clerk.staffNo);
  await done(third.post(at(3, 'open')));
  expect(await done(third.post(at(3, 'finish'), { outcome: 'done', expected: 'A001' }))).toMatchObject({
    number: 'A001',
  });
  const other = await hub.user('staff');
  const taken = await other.post(at(3, 'open'));
  expectProblem(taken, 409, 'window-taken');
  expectProblem(await other.post(at(3, 'call-next')), 403, 'not-your-window');
});

it('[C20] a supervisor can close the window of somebody who went; who was called is back in line', async () => {
  const hub = await startHub();
  const { clerk } = await atWork(hub);
  const supervisor = await hub.user('supervisor');
  const other = await hub.user('staff');
  expectProblem(await other.post(at(3, 'close')), 403, 'not-your-window');
  expect(await done(supervisor.post(at(3, 'close')))).toEqual({ window: 3, status: 'closed' });
  expectProblem(await clerk.post(at(3, 'recall')), 409, 'window-closed');
  expect(await hallNow(hub)).toMatchObject({ missed: [] });
  expectProblem(await supervisor.post(of('A001', 'reinstate')), 409, 'not-missed');

  await done(other.post(at(3, 'open'))); // free for anybody now
  await done(other.post(at(3, 'call-next')));
  const { number } = await windowNow(hub, 3);
  await done(other.post(at(3, 'arrived'), { expected: number }));
  expectProblem(await other.post(at(3, 'close')), 409, 'window-busy');
  await done(supervisor.post(at(3, 'close')));
  expect(storedRows(hub.data, 'SELECT status FROM tickets WHERE number = ?', number)).toEqual([{ status: 'done' }]);
});

it('[C19] a ticket is cancelled at the counter, and figures stay clean', async () => {
  const hub = await startHub();
  const { clerk } = await atWork(hub, 3);
  const guide = await hub.user('guide');
  expect(await done(guide.post(of('A002', 'cancel')))).toEqual({ number: 'A002', status: 'cancelled' });
  expectProblem(await guide.post(of('A002', 'cancel')), 409, 'ticket-closed');
  expectProblem(await guide.post(of('A009', 'cancel')), 404, 'unknown-ticket');
  // one that is called may be cancelled too, one that is served may not
  await done(clerk.post(of('A001', 'cancel')));
  expect(await windowNow(hub, 3)).toMatchObject({ number: null });
  expect(await done(clerk.post(at(3, 'call-next'), { expected: null }))).toMatchObject({ number: 'A003' });
  await done(clerk.post(at(3, 'arrived'), { expected: 'A003' }));
  expectProblem(await clerk.post(of('A003', 'cancel')), 409, 'already-arrived');
  await done(clerk.post(at(3, 'finish'), { outcome: 'done', expected: 'A003' }));
  const supervisor = await hub.user('supervisor');
  const { hall: figures } = await done(supervisor.get(`${hall}/reports/daily`));
  expect(figures).toMatchObject({ handled: 1, noShow: { numerator: 0 } });
});

it('[C19] the service of a ticket is changed; number and time waited stay', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const [token = ''] = await issue(dispenser, 1);
  hub.time.pass(5 * 60_000);
  await done(dispenser.post(`${hall}/tickets`, { service: 'veterans' }));
  const guide = await hub.user('guide');
  const changed = await done(guide.post(of('A001', 'change-service'), { service: 'veterans' }));
  expect(changed).toEqual({ number: 'A001', service: 'veterans' });
  const counts = (await hallNow(hub)).services.map(({ id, waiting }) => [id, waiting] as const);
  expect(Object.fromEntries(counts)).toMatchObject({ [service]: 0, veterans: 2 });
  expect(await done(hub.nobody.get(`/tickets/${token}`))).toMatchObject({
    number: 'A001',
    ahead: 0,
    service: 'veterans',
    serviceName: '退役军人',
  });
  expectProblem(await guide.post(of('A001', 'change-service'), { service: 'veterans' }), 409, 'same-service');
  expectProblem(await guide.post(of('A001', 'change-service'), { service: 'no-such' }), 404, 'unknown-service');
  const clerk = await hub.user('staff');
  await done(clerk.post(at(1, 'open')));
  expect(await done(clerk.post(at(1, 'call-next')))).toMatchObject({ number: 'A001', service: 'veterans' });
});

it('[C13] somebody without a number is served at once, as a ticket of its own kind', async () => {
  const hub = await startHub();
  const { clerk } = await atWork(hub, 0);
  const walkIn = await done(clerk.post(at(3, 'walk-in'), { service, expected: null }));
  expect(walkIn).toEqual({ number: 'A001', service });
  expect(await windowNow(hub, 3)).toMatchObject({ number: 'A001', stage: 'serving' });
  expect((await hallNow(hub)).announcements).toEqual([]);
  expectProblem(await clerk.post(at(3, 'walk-in'), { service, expected: 'A001' }), 409, 'window-busy');
  hub.time.pass(120_000);
  await done(clerk.post(at(3, 'finish'), { outcome: 'consulted', expected: 'A001' }));
  const columns = 'channel, status, has_token, wait_ms, handling_ms, first_called_at, outcome';
  expect(storedRows(hub.data, `SELECT ${columns} FROM tickets`)).toEqual([
    {
      channel: 'walk-in',
      status: 'done',
      has_token: 0,
      wait_ms: null,
      handling_ms: 120_000,
      first_called_at: null,
      outcome: 'consulted',
    },
  ]);
  const supervisor = await hub.user('supervisor');
  const { hall: figures } = await done(supervisor.get(`${hall}/reports/daily`));
  expect(figures).toMatchObject({ issued: 1, handled: 1, called: 0, meanWait: { denominator: 0 } });
  // the next number follows on
  const [token] = await issue(await hub.pair('dispenser'), 1);
  expect(await done(hub.nobody.get(`/tickets/${String(token)}`))).toMatchObject({ number: 'A002' });
});

it('a mistaken call is taken back within ten seconds, and who was ended by it stands as before', async () => {
  const hub = await startHub();
  const { clerk, tokens } = await atWork(hub);
  await done(clerk.post(at(3, 'arrived'), { expected: 'A001' }));
  hub.time.pass(60_000);
  expect(await done(clerk.post(at(3, 'call-next'), { expected: 'A001' }))).toMatchObject({ number: 'A002' });
  hub.time.pass(10_000);
  expect(await done(clerk.post(at(3, 'undo'), { expected: 'A002' }))).toEqual({ number: 'A002', what: 'call' });
  expect(await windowNow(hub, 3)).toMatchObject({ number: 'A001', stage: 'serving' });
  expect(await done(hub.nobody.get(`/tickets/${String(tokens[1])}`))).toMatchObject({
    status: 'waiting',
    window: null,
  });
  expectProblem(await clerk.post(at(3, 'undo'), { expected: 'A001' }), 409, 'nothing-to-undo');
  await done(clerk.post(at(3, 'finish'), { outcome: 'done', expected: 'A001' }));
  hub.time.pass(10_001);
  expectProblem(await clerk.post(at(3, 'undo'), { expected: null }), 409, 'undo-too-late');
  expect(storedRows(hub.data, "SELECT handling_ms FROM tickets WHERE number = 'A001'")).toEqual([
    { handling_ms: 70_000 },
  ]);
});

it('call-next ends what stands at the window: served is done and marked so, called is missed', async () => {
  const hub = await startHub();
  const { clerk } = await atWork(hub, 3);
  await done(clerk.post(at(3, 'call-next'), { expected: 'A001' }));
  await done(clerk.post(at(3, 'arrived'), { expected: 'A002' }));
  await done(clerk.post(at(3, 'call-next'), { expected: 'A002' }));
  expectProblem(await clerk.post(at(3, 'call-next'), { expected: 'A003' }), 409, 'nobody-waiting');
  expect(storedRows(hub.data, 'SELECT number, status, outcome, ending FROM tickets ORDER BY number')).toEqual([
    { number: 'A001', status: 'missed', outcome: null, ending: null },
    { number: 'A002', status: 'done', outcome: 'done', ending: 'ended-by-next' },
    { number: 'A003', status: 'called', outcome: null, ending: null },
  ]);
});

it('a pause shows on the window, keeps who is served, and calls nobody', async () => {
  const hub = await startHub();
  const { clerk } = await atWork(hub);
  await done(clerk.post(at(3, 'arrived'), { expected: 'A001' }));
  expect(await done(clerk.post(at(3, 'pause'), { reason: '用餐', expected: 'A001' }))).toEqual({
    window: 3,
    status: 'paused',
  });
  expect(await windowNow(hub, 3)).toMatchObject({ status: 'paused', number: 'A001' });
  expectProblem(await clerk.post(at(3, 'call-next'), { expected: 'A001' }), 409, 'window-paused');
  await done(clerk.post(at(3, 'finish'), { outcome: 'done', expected: 'A001' }));
  expect(await done(clerk.post(at(3, 'continue'), { expected: null }))).toEqual({ window: 3, status: 'open' });
  expect(await done(clerk.post(at(3, 'close')))).toEqual({ window: 3, status: 'closed' });
  expectProblem(await clerk.post(at(3, 'pause'), { reason: '用餐' }), 409, 'window-closed');
  expectProblem(await clerk.post(at(77, 'open')), 404, 'unknown-window');
  expectProblem(await clerk.post(`${hall}/windows/03/open`), 404, 'unknown-window');
});
