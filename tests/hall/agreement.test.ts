import { expect, it, onTestFinished, vi } from 'vitest';
import { Connection } from '../../ui/connection.ts';
import { type Caller, done } from '../support/caller.ts';
import { type CuttingProxy, cuttingProxy } from '../support/cutting-proxy.ts';
import { openLine } from '../support/line.ts';
import { sure } from '../support/people.ts';
import { seeded } from '../support/seeded.ts';
import { hall, startHub, type TestHub } from '../support/start-hub.ts';

const COMMANDS = 200;
const WINDOWS = [1, 2, 3, 4];
const SERVICES = ['general', 'social-insurance', 'veterans', 'household'];

interface Screen {
  readonly name: string;
  readonly wire: CuttingProxy;
  readonly connection: Connection;
  shown: unknown;
}

/** A page's own connection, told where it is as a browser tells it. */
async function screen(hub: TestHub, name: string, token: string | null): Promise<Screen> {
  const wire = await cuttingProxy(hub.url());
  const { protocol, host } = new URL(wire.url);
  vi.stubGlobal('location', { protocol, host });
  onTestFinished(() => void vi.unstubAllGlobals());
  const connection = new Connection({ hall: 'qingxi', token });
  onTestFinished(() => connection.close());
  const made: Screen = { name, wire, connection, shown: null };
  connection.watch(name as 'hall', (view) => (made.shown = view));
  await vi.waitFor(() => expect(connection.contact.state).toBe('live'));
  return made;
}

/** One thing that happens in a hall, possible or not. */
function something(random: () => number, hub: TestHub, clerks: readonly Caller[], dispenser: Caller, tokens: string[]) {
  const pick = <T>(list: readonly T[]): T => sure(list[Math.floor(random() * list.length)]);
  const no = pick(WINDOWS);
  const clerk = sure(clerks[no - 1]);
  const at = (key: string, body = {}): Promise<unknown> => clerk.post(`${hall}/windows/${String(no)}/${key}`, body);
  const today = `${pick(['H', 'A', 'D', 'J'])}${String(1 + Math.floor(random() * 20)).padStart(3, '0')}`;
  const issue = async (): Promise<void> => {
    const { body } = await dispenser.post(`${hall}/tickets`, { service: pick(SERVICES) });
    tokens.push(String(body['token']));
  };
  const choices: readonly (() => Promise<unknown>)[] = [
    issue,
    issue,
    issue,
    () => at('open'),
    () => at('call-next'),
    () => at('call-next'),
    () => at('arrived'),
    () => at('finish', { outcome: 'done' }),
    () => at('recall'),
    () => at('no-show'),
    () => at('undo'),
    () => at('pause', { reason: '用餐' }),
    () => at('continue'),
    () => at('walk-in', { service: pick(SERVICES) }),
    () => clerk.post(`${hall}/tickets/${today}/cancel`),
    () => clerk.post(`${hall}/tickets/${today}/reinstate`),
    () => clerk.post(`${hall}/tickets/${today}/change-service`, { service: pick(SERVICES) }),
    () => (tokens.length === 0 ? issue() : hub.nobody.post(`/tickets/${pick(tokens)}/rating`, { level: 5 })),
  ];
  return pick(choices)();
}

for (const seed of [2026, 1123]) {
  it(`[D7] after any cut each screen’s view equals the hub’s: 200 commands and random cuts, seed ${String(seed)}`, async () => {
    const random = seeded(seed);
    const hub = await startHub();
    const dispenser = await hub.pair('dispenser');
    const clerks = await Promise.all(WINDOWS.map(() => hub.user('staff')));
    const { token: first } = await done(dispenser.post(`${hall}/tickets`, { service: 'general' }));
    const display = (await hub.pair('display')).token;
    const screens = [
      await screen(hub, 'hall', display),
      await screen(hub, 'hall', null),
      await screen(hub, 'window/1', (await hub.pair('rating', 1)).token),
      await screen(hub, 'window/3', display),
      await screen(hub, 'dispenser', dispenser.token),
      await screen(hub, `ticket/${String(first)}`, null),
    ];
    const tokens: string[] = [String(first)];
    for (let n = 0; n < COMMANDS; n += 1) {
      await something(random, hub, clerks, dispenser, tokens);
      hub.time.pass(Math.floor(random() * 15_000));
      const { wire } = sure(screens[Math.floor(random() * screens.length)]);
      const chance = random();
      if (chance < 0.05) wire.cut();
      else if (chance < 0.1) wire.setDown(true);
      else if (chance < 0.2) wire.setDown(false);
    }
    for (const { wire } of screens) wire.setDown(false);
    await done(dispenser.post(`${hall}/tickets`, { service: 'general' }));

    const line = await openLine(hub.url(), dispenser.headers);
    for (const each of screens) {
      const agrees = async (): Promise<void> => {
        expect(each.connection.contact.state).toBe('live');
        expect(each.shown, each.name).toEqual((await line.watch(each.name)).view);
      };
      await vi.waitFor(agrees, { timeout: 10_000, interval: 50 });
    }
    expect(sure(screens[0]).shown).toEqual(await done(hub.nobody.get(hall)));
  });
}

it('[D7] a screen knows within ten seconds that its line is dead, though nobody hung up, and since when', async () => {
  const hub = await startHub();
  const { wire, connection } = await screen(hub, 'hall', null);
  const turned = new Promise<void>((resolve) => {
    connection.addEventListener('contact', () => connection.contact.state === 'lost' && resolve());
  });
  const since = performance.now();
  wire.setDead(true);
  await turned;
  expect(performance.now() - since).toBeLessThan(10_000);
  const { contact } = connection;
  expect(contact.state === 'lost' && Math.abs(contact.since - hub.time.wall())).toBeLessThan(10_000);
  wire.setDead(false);
  await vi.waitFor(() => expect(connection.contact.state).toBe('live'), 8_000);
});

it('[W3] what is pressed out of contact is refused at once, and nothing of it is ever carried out', async () => {
  const hub = await startHub();
  const dispenser = await hub.pair('dispenser');
  const { wire, connection } = await screen(hub, 'hall', dispenser.token);
  const before = await done(hub.nobody.get(hall));
  wire.setDown(true);
  await vi.waitFor(() => expect(connection.contact.state).toBe('lost'));
  const pressed = performance.now();
  for (let n = 0; n < 5; n += 1) {
    const sent = await connection.send(`${hall}/tickets`, { service: 'general' });
    expect(sent).toEqual({ ok: false, problem: { code: 'offline', status: 0 } });
  }
  expect(performance.now() - pressed).toBeLessThan(100);
  wire.setDown(false);
  await vi.waitFor(() => expect(connection.contact.state).toBe('live'), 8_000);
  expect(await done(hub.nobody.get(hall))).toEqual(before);
});
