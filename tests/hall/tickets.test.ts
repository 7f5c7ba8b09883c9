import { expect, it } from 'vitest';
import { CATEGORIES } from '../../domain/queue/ticket.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import type { HallView } from '../../protocol/views.ts';
import type { Answer } from '../support/answer.ts';
import { done, expectProblem } from '../support/caller.ts';
import { freshKey, hall, startHub, type TestHub } from '../support/start-hub.ts';

const tickets = `${hall}/tickets`;
const service = 'social-insurance';

async function waiting(hub: TestHub, id: string): Promise<number | undefined> {
  const view = (await done(hub.nobody.get(hall))) as unknown as HallView;
  return view.services.find((each) => each.id === id)?.waiting;
}

it('[T1] 200 requests at once give no duplicate and no gap, each service from its own start', async () => {
  const hub = await startHub();
  const services = demoHall().services.map((each) =>
    each.id === 'veterans' ? { ...each, prefix: 'DZ', firstNumber: 501 } : each,
  );
  await hub.configure({ services });
  const dispensers = await Promise.all([1, 2, 3, 4].map(() => hub.pair('dispenser')));
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => {
      const asked = index % 4 === 3 ? 'veterans' : service;
      return dispensers[index % 3]?.post(tickets, { service: asked }) as Promise<Answer>;
    }),
  );
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
  const numbers = (prefix: string): readonly unknown[] =>
    answers
      .map(({ body }) => String(body['number']))
      .filter((number) => number.startsWith(prefix))
      .sort();
  const from = (prefix: string, first: number, count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `${prefix}${String(first + index).padStart(3, '0')}`);
  expect(numbers('A')).toEqual(from('A', 1, 150));
  expect(numbers('DZ')).toEqual(from('DZ', 501, 50));
  expect(await waiting(hub, service)).toBe(150);
});

it('[T3] the same key is one ticket and one answer, byte for byte: at once, later, and after a restart', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const key = freshKey();
  const take = (): Promise<Answer> => dispenser.post(tickets, { service }, key);
  const first = await Promise.all(Array.from({ length: 20 }, take));
  hub.time.pass(3_600_000);
  const later = await take();
  await hub.restart();
  const afterwards = await take();
  expect(first[0]?.status).toBe(201);
  for (const answer of [...first, later, afterwards]) {
    expect([answer.status, answer.text]).toEqual([first[0]?.status, first[0]?.text]);
  }
  expect(await waiting(hub, service)).toBe(1);
  hub.time.pass(49 * 3_600_000);
  await hub.restart(); // what is older than 48 h is purged at a start
  expect((await take()).body['number']).toBe('A001');
});

it('[T3] a refusal too is the same answer again, and the same key with another body is refused', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const key = freshKey();
  const refused = await dispenser.post(tickets, { service: 'no-such' }, key);
  expectProblem(refused, 404, 'unknown-service');
  expect((await dispenser.post(tickets, { service: 'no-such' }, key)).text).toBe(refused.text);
  expectProblem(await dispenser.post(tickets, { service }, key), 409, 'key-reused');
  const taken = freshKey();
  await done(dispenser.post(tickets, { service, category: 'ordinary' }, taken));
  expectProblem(await dispenser.post(tickets, { service, category: 'elderly' }, taken), 409, 'key-reused');
  expect((await dispenser.post(tickets, { category: 'ordinary', service }, taken)).status).toBe(201);
  // the scope of a key is its sender
  const other = await hub.pair('dispenser');
  expect(await done(other.post(tickets, { service }, taken))).toMatchObject({ number: 'A002' });
  expect(await waiting(hub, service)).toBe(2);
});

it('a key is 1–128 visible ASCII signs, and every POST but the sign-in needs one', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  for (const key of [null, '', 'a b', 'ü', 'k'.repeat(129)]) {
    const answer = await dispenser.post(tickets, { service }, key);
    expectProblem(answer, 400, 'invalid');
    expect(answer.body['errors']).toMatchObject([{ path: 'Idempotency-Key' }]);
  }
  for (const key of ['!', '~'.repeat(128)]) expect((await dispenser.post(tickets, { service }, key)).status).toBe(201);
});

it('[T5] a service is all that a walk-in ticket asks for; nobody is asked who they are', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const answer = await done(dispenser.post(tickets, { service }));
  expect(answer).toEqual({
    id: expect.any(String) as string,
    number: 'A001',
    service,
    ahead: 0,
    wait: null,
    print: 'none',
    issuedAt: '2026-11-23T01:00:00.000Z',
    token: expect.any(String) as string,
    url: `http://hall.example:8080/t/${String(answer['token'])}`,
  });
  for (const name of ['id', 'idNumber', 'name', 'phone', 'openid']) {
    const refused = await dispenser.post(tickets, { service, [name]: '110101199003071234' });
    expectProblem(refused, 400, 'invalid');
    expect(refused.body['errors']).toEqual([{ path: name, message: 'unknown field' }]);
  }
  const seen = await done(hub.nobody.get(`/tickets/${String(answer['token'])}`));
  expect(seen).toMatchObject({ number: 'A001', status: 'waiting', ahead: 0, wait: null, window: null, print: 'none' });
});

it('[T12] the guide desk issues any ticket in one action, and the person at the desk gets no token', async () => {
  const hub = await startHub();
  const guide = await hub.user('guide');
  for (const { id, prefix } of demoHall().services) {
    const answer = await done(guide.post(tickets, { service: id }));
    expect(answer).toMatchObject({ number: `${prefix}001`, service: id, token: null, url: null });
  }
  const phoned = await done(guide.post(tickets, { service, channel: 'phone', category: 'elderly' }));
  expect(phoned).toMatchObject({ number: 'A002', ahead: 0, token: null });
  expectProblem(await guide.post(tickets, { service, channel: 'dispenser' }), 403, 'forbidden');
  expectProblem(await guide.post(tickets, { service, channel: 'walk-in' }), 400, 'invalid');
  const dispenser = await hub.pair('dispenser');
  expectProblem(await dispenser.post(tickets, { service, channel: 'reception' }), 403, 'forbidden');
});

it('a closed service is refused with the reason that the hall shows, an unknown one is not there', async () => {
  const hub = await startHub();
  const reason = '系统维护，下午两点恢复';
  const services = demoHall().services.map((each) => (each.id === service ? { ...each, closedBecause: reason } : each));
  await hub.configure({ services });
  const dispenser = await hub.pair('dispenser');
  const refused = await dispenser.post(tickets, { service });
  expectProblem(refused, 409, 'service-closed');
  const view = (await done(hub.nobody.get(hall))) as unknown as HallView;
  expect(refused.body['reason']).toBe(reason);
  expect(view.services.find((each) => each.id === service)).toMatchObject({ open: false, reason });
  expectProblem(await dispenser.post(tickets, { service: 'no-such' }), 404, 'unknown-service');
  expectProblem(await dispenser.post('/halls/baishui/tickets', { service }), 404, 'unknown-hall');
});

it('each category is known by its name, and who would be called first is ahead', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const first = await done(dispenser.post(tickets, { service }));
  hub.time.pass(60_000);
  for (const category of CATEGORIES) await done(dispenser.post(tickets, { service, category }));
  expectProblem(await dispenser.post(tickets, { service, category: 'vip' }), 400, 'invalid');
  hub.time.pass(60_000);
  const seen = await done(hub.nobody.get(`/tickets/${String(first['token'])}`));
  const rivals = CATEGORIES.length - 1;
  expect(seen['ahead']).toBeGreaterThan(0);
  expect(seen['ahead']).toBeLessThanOrEqual(rivals);
});

it('a citizen cancels by the token alone, once; a token that is none is not there', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const token = String((await done(dispenser.post(tickets, { service })))['token']);
  expect(await done(hub.nobody.post(`/tickets/${token}/cancel`))).toEqual({ number: 'A001', status: 'cancelled' });
  expectProblem(await hub.nobody.post(`/tickets/${token}/cancel`), 409, 'ticket-closed');
  expect(await done(hub.nobody.get(`/tickets/${token}`))).toMatchObject({ status: 'cancelled', ahead: null });
  expectProblem(await hub.nobody.get(`/tickets/${token.slice(0, -1)}!`), 404, 'unknown-ticket');
});
