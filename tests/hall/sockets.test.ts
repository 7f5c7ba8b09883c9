import { io } from 'socket.io-client';
import { expect, it, onTestFinished } from 'vitest';
import type { HallView } from '../../protocol/views.ts';
import { type Caller, done } from '../support/caller.ts';
import { hungUp, openLine } from '../support/line.ts';
import { hall, startHub } from '../support/start-hub.ts';

const service = 'general';

it('watch answers the view whole with its place, epoch and the hub’s time, the same as over HTTP', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const { token } = await done(dispenser.post(`${hall}/tickets`, { service }));
  const supervisor = await hub.user('supervisor');
  const line = await openLine(hub.url(), supervisor.headers);
  const seen = await line.watch('hall');
  expect(Object.keys(seen).sort()).toEqual(['epoch', 'now', 'seq', 'view']);
  expect(seen).toMatchObject({ seq: expect.any(Number) as number, now: '2026-11-23T01:00:00.000Z' });
  expect(seen.view).toEqual(await done(hub.nobody.get(hall)));
  const ticket = `ticket/${String(token)}`;
  expect((await line.watch(ticket)).view).toEqual(await done(hub.nobody.get(`/tickets/${String(token)}`)));
  expect((await line.watch('board')).view).toEqual(await done(supervisor.get(`${hall}/board`)));
  // the same client may have a ticket watched without naming the hall
  expect((await line.watch(ticket, undefined)).error).toBeUndefined();
});

it('a change is pushed whole, in order, to all who watch, and only where the view differs', async () => {
  const hub = await startHub();
  const [dispenser, clerk] = [await hub.pair('dispenser'), await hub.user('staff')];
  const lines = [await openLine(hub.url()), await openLine(hub.url()), await openLine(hub.url())] as const;
  const [first, second, third] = lines;
  const found = await first.watch('hall');
  await second.watch('hall');
  await third.watch('window/1');
  const pushed = Promise.all([first.nextPush('hall'), second.nextPush('hall')]);
  await done(dispenser.post(`${hall}/tickets`, { service }));
  const [one, two] = await pushed;
  expect(one).toEqual(two);
  expect(Object.keys(one).sort()).toEqual(['epoch', 'hall', 'name', 'now', 'seq', 'view']);
  expect(one).toMatchObject({ hall: 'qingxi', name: 'hall', epoch: found.epoch });
  expect(one.seq).toBeGreaterThan(found.seq ?? 0);
  expect(one.view).toEqual(await done(hub.nobody.get(hall)));

  const window = third.nextPush('window/1');
  await done(clerk.post(`${hall}/windows/1/open`));
  expect((await window).view).toMatchObject({ no: 1, status: 'open', number: null });
  await done(clerk.post(`${hall}/windows/1/call-next`));
  while (
    first.pushed.at(-1)?.view['windows'] === undefined ||
    !JSON.stringify(first.pushed.at(-1)).includes('"called"')
  )
    await first.nextPush('hall');
  const order = first.pushed.map(({ seq }) => seq);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(new Set(order).size).toBe(order.length);
  const views = first.pushed.map(({ view }) => JSON.stringify(view));
  expect(views.filter((view, index) => view === views[index - 1])).toEqual([]);
  // the ticket that nobody called changed nothing at window 1
  expect(third.pushed.map(({ name }) => name).filter((name) => name !== 'window/1')).toEqual([]);
});

it('what is no view, or of no such hall, window or ticket, is refused with a problem; the line stays', async () => {
  const hub = await startHub();
  const line = await openLine(hub.url());
  const wrong: readonly (readonly [unknown, unknown, number, string])[] = [
    ['no-such', 'qingxi', 404, 'not-found'],
    ['window/3/4', 'qingxi', 404, 'not-found'],
    ['window/0', 'qingxi', 404, 'not-found'],
    ['x'.repeat(5_000), 'qingxi', 404, 'not-found'],
    [7, 'qingxi', 404, 'not-found'],
    [null, null, 404, 'not-found'],
    [{ toString: 'hall' }, 'qingxi', 404, 'not-found'],
    ['window/77', 'qingxi', 404, 'unknown-window'],
    ['hall', 'baishui', 404, 'unknown-hall'],
    ['hall', ['qingxi'], 404, 'unknown-hall'],
    ['ticket/no-such', 'qingxi', 404, 'unknown-ticket'],
    ['board', 'qingxi', 401, 'unauthenticated'],
  ];
  for (const [view, of, status, code] of wrong) {
    const { error } = await line.watch(view, of);
    expect(error, JSON.stringify(view)).toMatchObject({ status, code });
    expect(error?.title).not.toBe('');
  }
  for (const asked of [null, undefined, 7, 'hall', []])
    expect(await line.socket.emitWithAck('watch', asked)).toHaveProperty('error');
  line.socket.emit('watch', { hall: 'qingxi', view: 'hall' }, 'not a function');
  line.socket.emit('watch');
  line.socket.emit('call-next', { hall: 'qingxi', window: 3 }); // no command comes in by socket
  line.socket.emit('status', { sound: 'on' });
  expect((await line.watch('hall')).view).toBeDefined();
});

it('a line holds so many views and no more, and too long a message ends it', async () => {
  const hub = await startHub();
  await hub.configure({
    windows: Array.from({ length: 20 }, (_, index) => ({ no: index + 1, name: '', services: 'all' })),
  });
  const line = await openLine(hub.url());
  const codes: (string | undefined)[] = [];
  for (let no = 1; no <= 20; no += 1) codes.push((await line.watch(`window/${String(no)}`)).error?.code);
  expect(codes.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
  expect(codes.at(-1)).toBe('too-many');
  expect((await line.watch('window/1')).error).toBeUndefined();
  const cut = hungUp(line);
  line.socket.emit('watch', { hall: 'qingxi', view: 'x'.repeat(100_000) });
  await cut;
});

it('there are WebSockets only: no polling, no client script, no other path', async () => {
  const hub = await startHub();
  for (const path of ['/socket.io/?EIO=4&transport=polling', '/socket.io/socket.io.js', '/socket.io/'])
    expect((await fetch(`${hub.url()}${path}`)).status, path).toBeGreaterThanOrEqual(400);
  const other = io(hub.url(), { path: '/other', transports: ['websocket'], reconnection: false });
  onTestFinished(() => void other.close());
  await new Promise((refused) => other.once('connect_error', refused));
});

it('announcements are the last twenty, ascending, and their numbers go on over restarts and days', async () => {
  const hub = await startHub();
  const [dispenser, clerk] = [await hub.pair('dispenser'), await hub.user('staff')];
  const call = async (count: number, who: Caller): Promise<readonly number[]> => {
    await done(who.post(`${hall}/windows/2/open`));
    for (let n = 0; n < count; n += 1) {
      await done(dispenser.post(`${hall}/tickets`, { service }));
      await done(who.post(`${hall}/windows/2/call-next`));
    }
    const view = (await done(hub.nobody.get(hall))) as unknown as HallView;
    return view.announcements.map(({ no }) => no);
  };
  const upTo = (last: number): readonly number[] => Array.from({ length: 20 }, (_, index) => last - 19 + index);
  expect(await call(23, clerk)).toEqual(upTo(23));
  await hub.restart();
  expect(await call(1, clerk)).toEqual(upTo(24));
  hub.time.pass(24 * 3_600_000);
  expect(await call(1, await hub.signIn(clerk.staffNo))).toEqual(upTo(25));
});

it('a restart is another epoch, and what is watched anew is what the log says', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const before = await openLine(hub.url());
  const { epoch } = await before.watch('hall');
  await done(dispenser.post(`${hall}/tickets`, { service }));
  const cut = hungUp(before);
  await hub.restart();
  await cut;
  const after = await openLine(hub.url());
  const seen = await after.watch('hall');
  expect(seen.epoch).not.toBe(epoch);
  expect(seen.view?.['services']).toContainEqual(expect.objectContaining({ id: service, waiting: 1 }));
});
