import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { DEVICE_KINDS, ROLES } from '../../domain/actor.ts';
import type { BoardView } from '../../protocol/views.ts';
import type { Answer } from '../support/answer.ts';
import { type Caller, done, expectProblem } from '../support/caller.ts';
import { sure } from '../support/people.ts';
import { hall, type Person, startHub, type TestHub } from '../support/start-hub.ts';
import { storedRows } from '../support/stored-rows.ts';

const at = (no: number, key: string): string => `${hall}/windows/${String(no)}/${key}`;
const rating = (token: string): string => `/tickets/${token}/rating`;

interface Scene {
  readonly hub: TestHub;
  readonly clerk: Person;
  readonly pad: Caller;
  /** Takes a ticket and has it served at window 3 to its end. */
  readonly handle: (outcome?: string) => Promise<{ readonly number: string; readonly token: string }>;
  readonly take: () => Promise<{ readonly number: string; readonly token: string }>;
}

async function scene(): Promise<Scene> {
  const hub = await startHub();
  const [clerk, dispenser, pad] = [await hub.user('staff'), await hub.pair('dispenser'), await hub.pair('rating', 3)];
  await done(clerk.post(at(3, 'open')));
  const take: Scene['take'] = async () => {
    const { number, token } = await done(dispenser.post(`${hall}/tickets`, { service: 'general' }));
    return { number: String(number), token: String(token) };
  };
  return {
    hub,
    clerk,
    pad,
    take,
    async handle(outcome = 'done') {
      const ticket = await take();
      await done(clerk.post(at(3, 'call-next'), { expected: null }));
      await done(clerk.post(at(3, 'arrived'), { expected: ticket.number }));
      await done(clerk.post(at(3, 'finish'), { outcome, expected: ticket.number }));
      return ticket;
    },
  };
}

const ratings = (hub: TestHub): readonly object[] =>
  storedRows(hub.data, 'SELECT level, channel FROM ratings ORDER BY at');

it('[R1] five levels, one rating a handled ticket, by pad or by token', async () => {
  const { hub, pad, handle } = await scene();
  for (const level of [5, 4, 3] as const) {
    const { number } = await handle();
    expect(await done(pad.post(at(3, 'rating'), { number, level }))).toEqual({ number, level });
    expectProblem(await pad.post(at(3, 'rating'), { number, level: 5 }), 409, 'already-rated');
  }
  const { number, token } = await handle();
  expect(await done(hub.nobody.post(rating(token), { level: 2, reasons: ['slow'] }))).toEqual({ number, level: 2 });
  expectProblem(await pad.post(at(3, 'rating'), { number, level: 5 }), 409, 'already-rated');
  expectProblem(await hub.nobody.post(rating(token), { level: 5 }), 409, 'already-rated');
  const last = await handle();
  for (const level of [0, 6, 4.5, -1, '5', null, true, [5]])
    expectProblem(await pad.post(at(3, 'rating'), { number: last.number, level }), 400, 'invalid');
  await done(pad.post(at(3, 'rating'), { number: last.number, level: 1, text: '等了一上午' }));
  expect(ratings(hub).map((row) => (row as { level: number }).level)).toEqual([5, 4, 3, 2, 1]);
});

it('[R1] twenty at once give one rating, and the database itself refuses a second', async () => {
  const { hub, pad, handle } = await scene();
  const { number, token } = await handle();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0 ? pad.post(at(3, 'rating'), { number, level: 5 }) : hub.nobody.post(rating(token), { level: 4 }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 200)) expectProblem(answer, 409, 'already-rated');
  expect(ratings(hub)).toHaveLength(1);
  await hub.stop();
  const db = new Database(`${hub.data}/paihao.db`);
  try {
    const again = db.prepare('INSERT INTO ratings SELECT * FROM ratings');
    expect(() => again.run()).toThrow(/UNIQUE|PRIMARY KEY/);
  } finally {
    db.close();
  }
});

it('[R1] only who was handled rates: not one who waits, is served, was missed, withdrew or cancelled', async () => {
  const { hub, clerk, pad, take, handle } = await scene();
  const { number, token } = await take();
  const refused = async (code: string): Promise<void> => {
    expectProblem(await hub.nobody.post(rating(token), { level: 5 }), 409, code);
    const atPad = await pad.post(at(3, 'rating'), { number, level: 5 });
    expect([code, 'unknown-ticket']).toContain(atPad.body['code']);
    expect((await done(hub.nobody.get(`/tickets/${token}`)))['rating']).toMatchObject({ can: false, level: null });
  };
  await refused('not-handled');
  await done(clerk.post(at(3, 'call-next')));
  await refused('not-handled');
  await done(clerk.post(at(3, 'arrived')));
  await refused('not-handled');
  await done(clerk.post(at(3, 'finish'), { outcome: 'withdrawn' }));
  await refused('not-handled');
  const gone = await take();
  await done(hub.nobody.post(`/tickets/${gone.token}/cancel`));
  expectProblem(await hub.nobody.post(rating(gone.token), { level: 5 }), 409, 'not-handled');
  expect(ratings(hub)).toEqual([]);
  await done(hub.nobody.post(rating((await handle('materials-missing')).token), { level: 5 }));
});

it('[R2] nobody with a staff session rates, whatever the role and whichever the way', async () => {
  const { hub, handle } = await scene();
  const { number, token } = await handle();
  for (const role of ROLES) {
    const person = await hub.user(role);
    expectProblem(await person.post(at(3, 'rating'), { number, level: 5 }), 403, 'forbidden');
    expectProblem(await person.post(rating(token), { level: 5 }), 403, 'forbidden');
    const form = await fetch(`${hub.url()}/t/${token}/rating`, {
      method: 'POST',
      headers: { ...person.headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'level=5',
      redirect: 'manual',
    });
    expect(form.status).toBeGreaterThanOrEqual(400);
  }
  expectProblem(await hub.nobody.post(at(3, 'rating'), { number, level: 5 }), 401, 'unauthenticated');
  expect(ratings(hub)).toEqual([]);
});

it('[R2] finishing never waits for a rating: the next citizen is called at once', async () => {
  const { clerk, pad, handle, take } = await scene();
  const { number } = await handle();
  const next = await take();
  expect(await done(clerk.post(at(3, 'call-next'), { expected: null }))).toMatchObject({ number: next.number });
  // the one before may still rate; the pad's two minutes are not over
  await done(pad.post(at(3, 'rating'), { number, level: 5 }));
});

it('only the pad of the window rates there: no other kind of device, no other window’s pad', async () => {
  const { hub, handle } = await scene();
  const { number } = await handle();
  for (const kind of DEVICE_KINDS.filter((each) => each !== 'rating')) {
    const device = await hub.pair(kind, kind === 'dispenser' ? undefined : 3);
    expectProblem(await device.post(at(3, 'rating'), { number, level: 5 }), 403, 'forbidden');
  }
  const other = await hub.pair('rating', 4);
  expectProblem(await other.post(at(3, 'rating'), { number, level: 5 }), 403, 'other-window');
  expectProblem(await other.post(at(4, 'rating'), { number, level: 5 }), 404, 'unknown-ticket');
  expect(ratings(hub)).toEqual([]);
});

it('[R3] unrated stays unrated: it counts as nothing, in the board and in the day’s figures', async () => {
  const { hub, pad, handle } = await scene();
  const tickets = [await handle(), await handle(), await handle(), await handle()];
  const supervisor = await hub.user('supervisor');
  const figures = async (): Promise<BoardView['figures']['hall']> => {
    const board = (await done(supervisor.get(`${hall}/board`))) as unknown as BoardView;
    const daily = await done(supervisor.get(`${hall}/reports/daily`));
    expect(daily['hall']).toEqual(board.figures.hall);
    return board.figures.hall;
  };
  const none = { value: null, numerator: 0, denominator: 0 };
  expect(await figures()).toMatchObject({
    ratings: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
    rated: { numerator: 0, denominator: 4 },
    unrated: { value: 1, numerator: 4 },
    good: none,
    bad: none,
  });
  await done(pad.post(at(3, 'rating'), { number: sure(tickets[3]).number, level: 4 }));
  await done(hub.nobody.post(rating(sure(tickets[0]).token), { level: 1, reasons: ['attitude'] }));
  hub.time.pass(3 * 24 * 3_600_000); // days later nothing was filled in
  await hub.restart();
  const again = await hub.signIn(supervisor.staffNo);
  expect((await done(again.get(`${hall}/reports/daily?day=2026-11-23`)))['hall']).toMatchObject({
    ratings: { 1: 1, 2: 0, 3: 0, 4: 1, 5: 0 },
    rated: { value: 0.5, numerator: 2, denominator: 4 },
    unrated: { value: 0.5, numerator: 2, denominator: 4 },
    good: { value: 0.5, numerator: 1, denominator: 2 },
    bad: { value: 0.5, numerator: 1, denominator: 2 },
  });
});

it('[R4] the channel is stored, the pad stands open for two minutes, and a rated finish is not undone', async () => {
  const { hub, clerk, pad, handle } = await scene();
  const one = await handle();
  await done(pad.post(at(3, 'rating'), { number: one.number, level: 5 }));
  expectProblem(await clerk.post(at(3, 'undo'), { expected: null }), 409, 'already-rated');
  hub.time.pass(1_000);
  const two = await handle();
  hub.time.pass(120_001);
  expectProblem(await pad.post(at(3, 'rating'), { number: two.number, level: 5 }), 409, 'rating-over');
  await done(hub.nobody.post(rating(two.token), { level: 3 }));
  expect(ratings(hub)).toEqual([
    { level: 5, channel: 'pad' },
    { level: 3, channel: 'ticket' },
  ]);
  const three = await handle();
  expect(await done(clerk.post(at(3, 'undo'), { expected: null }))).toMatchObject({
    what: 'finish',
    number: three.number,
  });
  expectProblem(await hub.nobody.post(rating(three.token), { level: 5 }), 409, 'not-handled');
});

it('[R5] a bad rating asks for a reason or words, others take one tap; reasons are the hall’s own', async () => {
  const { hub, pad, handle } = await scene();
  const bad = (number: string, more: object): Promise<Answer> =>
    pad.post(at(3, 'rating'), { number, level: 2, ...more });
  const { number, token } = await handle();
  for (const more of [{}, { reasons: [] }, { text: '' }, { text: ' \t\n' }, { reasons: ['slow', 'slow'] }]) {
    const answer = await bad(number, more);
    expectProblem(answer, 400, 'invalid');
    expect(answer.body['errors']).not.toEqual([]);
    expectProblem(await hub.nobody.post(rating(token), { level: 1, ...more }), 400, 'invalid');
  }
  expectProblem(await bad(number, { reasons: ['no-such-reason'] }), 400, 'unknown-reason');
  await done(bad(number, { reasons: ['slow', 'queue'], text: '等了两个小时' }));
});

it('[R5] the list of reasons has versions: old ratings keep theirs', async () => {
  const { hub, pad, handle } = await scene();
  const first = await handle();
  await done(pad.post(at(3, 'rating'), { number: first.number, level: 1, reasons: ['attitude'] }));
  const items = [{ id: 'noise', zh: '太吵', en: 'Too loud' }];
  await hub.configure({ ratingReasons: { version: 2, items } });
  const second = await handle();
  const rate = (reason: string): Promise<Answer> =>
    pad.post(at(3, 'rating'), { number: second.number, level: 1, reasons: [reason] });
  expectProblem(await rate('attitude'), 400, 'unknown-reason');
  await done(rate('noise'));
  const kept = 'SELECT reasons, reasons_version AS version FROM ratings ORDER BY reasons_version';
  expect(storedRows(hub.data, kept)).toEqual([
    { reasons: '["attitude"]', version: 1 },
    { reasons: '["noise"]', version: 2 },
  ]);
  // whatever version it is sent under, another list is another one; the same list is not
  const version = async (sent: number, zh: string): Promise<unknown> => {
    await hub.configure({ ratingReasons: { version: sent, items: [{ id: 'noise', zh, en: 'Too loud' }] } });
    const admin = await hub.admin();
    return (await done(admin.get(`${hall}/settings`)))['ratingReasons'];
  };
  expect(await version(2, '太脏')).toMatchObject({ version: 3 });
  expect(await version(1, '太脏')).toMatchObject({ version: 3 });
  expect(await version(1, '太热')).toMatchObject({ version: 4 });
});
