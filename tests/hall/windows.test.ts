import { expect, it } from 'vitest';
import type { HallView } from '../../protocol/views.ts';
import { type Caller, done, expectProblem } from '../support/caller.ts';
import { sure } from '../support/people.ts';
import { storedRows } from '../support/stored-rows.ts';
import { hall, type Person, startHub, type TestHub, windowsTo, withRules } from '../support/start-hub.ts';

const service = 'social-insurance';
const at = (no: number, key: string): string => `${hall}/windows/${String(no)}/${key}`;

async function window(hub: TestHub, no: number): Promise<HallView['windows'][number]> {
  const view = (await done(hub.nobody.get(hall))) as unknown as HallView;
  return sure(view.windows.find((each) => each.no === no));
}

/** A clerk at window 3 and so many who wait, the first called. */
async function busyWindow(hub: TestHub, waiting = 3): Promise<{ clerk: Person; dispenser: Caller; tokens: string[] }> {
  const [clerk, dispenser] = [await hub.user('staff'), await hub.pair('dispenser')];
  await done(clerk.post(at(3, 'open'), {}));
  const tokens: string[] = [];
  for (let n = 0; n < waiting; n += 1)
    tokens.push(String((await done(dispenser.post(`${hall}/tickets`, { service })))['token']));
  if (waiting > 0) await done(clerk.post(at(3, 'call-next'), { expected: null }));
  return { clerk, dispenser, tokens };
}

it('[C1] 50 windows pressing at once call nobody twice, and no window holds two', async () => {
  const hub = await startHub();
  await hub.configure(windowsTo(50));
  const numbers = Array.from({ length: 50 }, (_, index) => index + 1);
  const staff = await Promise.all(numbers.map(() => hub.user('staff')));
  const dispenser = await hub.pair('dispenser');
  await Promise.all(Array.from({ length: 200 }, () => done(dispenser.post(`${hall}/tickets`, { service }))));
  await Promise.all(staff.map((clerk, index) => done(clerk.post(at(index + 1, 'open'), {}))));

  const called: string[] = [];
  const shown = new Map<number, string | null>(numbers.map((no) => [no, null]));
  for (let round = 0; round < 4; round += 1) {
    // each clerk presses twice at once, as a double click does
    const answers = await Promise.all(
      staff.flatMap((clerk, index) => {
        const press = { expected: shown.get(index + 1) ?? null };
        return [1, 2].map(async () => ({ no: index + 1, got: await clerk.post(at(index + 1, 'call-next'), press) }));
      }),
    );
    const done = answers.filter(({ got }) => got.status === 200);
    expect(new Set(done.map(({ no }) => no)).size).toBe(50);
    expect(done).toHaveLength(50);
    expect(answers.filter(({ got }) => got.body['code'] === 'stale-screen')).toHaveLength(50);
    for (const { no, got } of done) shown.set(no, String(got.body['number']));
    called.push(...done.map(({ got }) => String(got.body['number'])));
    const view = (await hub.nobody.get(hall)).body as unknown as HallView;
    expect(view.windows.map((each) => each.number)).toEqual(numbers.map((no) => shown.get(no)));
  }
  expect(new Set(called).size).toBe(200);
  expectProblem(await sure(staff[0]).post(at(1, 'call-next'), { expected: shown.get(1) }), 409, 'nobody-waiting');
});

it('[C2] a second press, a press on a stale screen, and one that comes late are refused and change nothing', async () => {
  const hub = await startHub();
  const { clerk } = await busyWindow(hub);
  const now = hub.time.wall();
  const iso = (ms: number): string => new Date(now + ms).toISOString();
  const before = await hub.nobody.get(hall);
  expect((await window(hub, 3)).number).toBe('A001');
  for (const key of ['call-next', 'recall', 'arrived', 'no-show', 'undo', 'continue', 'close'] as const) {
    for (const expected of [null, 'A002']) {
      const stale = await clerk.post(at(3, key), { expected });
      expectProblem(stale, 409, 'stale-screen');
      expect(stale.body['number']).toBe('A001');
    }
    for (const pressedAt of [iso(-10_001), iso(10_001), '1970-01-01T00:00:00.000Z'])
      expectProblem(await clerk.post(at(3, key), { expected: 'A001', pressedAt }), 409, 'too-late');
  }
  for (const [key, more] of [
    ['finish', { outcome: 'done' }],
    ['pause', { reason: '开会' }],
    ['walk-in', { service }],
    ['note', { text: '缺一张照片' }],
  ] as const)
    expectProblem(await clerk.post(at(3, key), { ...more, expected: null }), 409, 'stale-screen');
  expect((await hub.nobody.get(hall)).text).toBe(before.text);
  const inTime = { expected: 'A001', pressedAt: iso(-10_000) };
  expect(await done(clerk.post(at(3, 'call-next'), inTime))).toMatchObject({ number: 'A002' });
  expectProblem(await clerk.post(at(3, 'call-next'), inTime), 409, 'stale-screen');
  // the same instant told in the hall's own zone
  const local = `${new Date(now + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
  await done(clerk.post(at(3, 'arrived'), { expected: 'A002', pressedAt: local }));
});

it('[C8] called is not serving: the button starts the handling time', async () => {
  const hub = await startHub();
  const { clerk, tokens } = await busyWindow(hub);
  expect(await window(hub, 3)).toMatchObject({ number: 'A001', stage: 'called' });
  hub.time.pass(20_000);
  await done(clerk.post(at(3, 'arrived'), { expected: 'A001' }));
  expect(await window(hub, 3)).toMatchObject({ number: 'A001', stage: 'serving' });
  expectProblem(await clerk.post(at(3, 'arrived'), { expected: 'A001' }), 409, 'already-arrived');
  hub.time.pass(60_000);
  await done(clerk.post(at(3, 'finish'), { outcome: 'accepted', expected: 'A001' }));
  expect(await done(hub.nobody.get(`/tickets/${sure(tokens[0])}`))).toMatchObject({ status: 'done', window: 3 });
  expect(recordOf(hub, 'A001')).toEqual({ arrival: 'button', handling_ms: 60_000, outcome: 'accepted' });
});

it('[C8] a finish before the arrival, and the set time after a call, count as an arrival marked automatic', async () => {
  const hub = await startHub();
  await hub.configure(withRules({ arriveAfterS: 30 }));
  const { clerk } = await busyWindow(hub);
  await done(clerk.post(at(3, 'finish'), { outcome: 'done', expected: 'A001' }));
  expect(recordOf(hub, 'A001')).toMatchObject({ arrival: 'automatic', handling_ms: 0 });
  await done(clerk.post(at(3, 'call-next'), { expected: null }));
  hub.time.pass(29_000);
  await clerk.post(at(3, 'recall'), { expected: 'A002' });
  hub.time.pass(29_000); // the recall began the set time anew
  expectProblem(await clerk.post(at(3, 'continue'), { expected: 'A999' }), 409, 'stale-screen');
  expect(await window(hub, 3)).toMatchObject({ number: 'A002', stage: 'called' });
  hub.time.pass(1_000);
  expectProblem(await clerk.post(at(3, 'no-show'), { expected: 'A002' }), 409, 'already-arrived');
  expect(await window(hub, 3)).toMatchObject({ number: 'A002', stage: 'serving' });
  hub.time.pass(90_000);
  await done(clerk.post(at(3, 'finish'), { outcome: 'done', expected: 'A002' }));
  expect(recordOf(hub, 'A002')).toMatchObject({ arrival: 'automatic', handling_ms: 90_000 });
});

it('[C9] a recall keeps its interval, the fourth is refused, and a no-show is allowed at once', async () => {
  const hub = await startHub();
  const { clerk } = await busyWindow(hub);
  const recall = (): ReturnType<Caller['post']> => clerk.post(at(3, 'recall'), { expected: 'A001' });
  const soon = await recall();
  expectProblem(soon, 409, 'recall-too-soon');
  expect(soon.body['retryAfterS']).toBe(10);
  for (const recalls of [1, 2, 3]) {
    hub.time.pass(9_999);
    expectProblem(await recall(), 409, 'recall-too-soon');
    hub.time.pass(1);
    expect(await done(recall())).toEqual({ number: 'A001', recalls });
  }
  hub.time.pass(60_000);
  expectProblem(await recall(), 409, 'recalled-enough');
  const view = (await done(hub.nobody.get(hall))) as unknown as HallView;
  expect(view.announcements.map(({ no, kind, number }) => [no, kind, number])).toEqual([
    [1, 'call', 'A001'],
    [2, 'recall', 'A001'],
    [3, 'recall', 'A001'],
    [4, 'recall', 'A001'],
  ]);
  await done(clerk.post(at(3, 'no-show'), { expected: 'A001' }));
  await done(clerk.post(at(3, 'call-next'), { expected: null }));
  await done(clerk.post(at(3, 'no-show'), { expected: 'A002' })); // at once
  expect(await window(hub, 3)).toMatchObject({ status: 'open', number: null });
  expectProblem(await clerk.post(at(3, 'recall'), { expected: null }), 409, 'nobody-at-window');
});

it('[C9] interval and number of recalls are settings', async () => {
  const hub = await startHub();
  await hub.configure(withRules({ recallIntervalS: 3, recallsAtMost: 1 }));
  const { clerk } = await busyWindow(hub);
  hub.time.pass(3_000);
  await done(clerk.post(at(3, 'recall'), { expected: 'A001' }));
  hub.time.pass(3_000);
  expectProblem(await clerk.post(at(3, 'recall'), { expected: 'A001' }), 409, 'recalled-enough');
});

/** What the records say of a ticket. */
function recordOf(hub: TestHub, number: string): object | undefined {
  return storedRows(hub.data, 'SELECT arrival, handling_ms, outcome FROM tickets WHERE number = ?', number)[0];
}
