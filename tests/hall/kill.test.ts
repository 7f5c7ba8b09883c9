import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Answer } from '../support/answer.ts';
import { Caller } from '../support/caller.ts';
import { paihao } from '../support/command-line.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type HubProcess, runPaihao, startHubProcess, startPaihao } from '../support/hub-process.ts';
import { good, sure } from '../support/people.ts';
import { seeded } from '../support/seeded.ts';
import { eventsOf, storedLog } from '../support/stored-log.ts';

const SEED = 20261123;
const ROUNDS = 9;
const CONNECTIONS = 32;
const WINDOWS = [1, 2, 3, 4];
/** The links in the answers stay the same wherever the hub listens. */
const PUBLIC = { PAIHAO_PUBLIC_URL: 'http://192.168.1.20:8080' };
const SERVICES = ['social-insurance', 'civil-affairs', 'household'];

interface Asked {
  readonly client: Caller;
  readonly path: string;
  readonly body: object;
  readonly key: string;
  readonly reply: Answer;
}

/** Citizens and clerks who ask again with the same key whatever no answer came to. */
class Load {
  readonly done: Asked[] = [];
  askedAgain = 0;
  #hubIsUp: Promise<void> = Promise.resolve();
  #up: () => void = () => undefined;
  #stopped = false;
  #keys = 0;

  hubGone(): void {
    this.#hubIsUp = new Promise((up) => (this.#up = up));
  }
  hubBack(): void {
    this.#up();
  }
  stop(): void {
    this.#stopped = true;
  }
  async ask(client: Caller, path: string, body: object = {}): Promise<Answer> {
    this.#keys += 1;
    const key = `kill-${String(this.#keys)}`;
    for (;;) {
      await this.#hubIsUp;
      const reply = await client.post(`/halls/qingxi${path}`, body, key).catch(() => undefined);
      if (reply !== undefined) {
        this.done.push({ client, path, body, key, reply });
        return reply;
      }
      this.askedAgain += 1;
      await pause(5);
    }
  }
  async citizen(dispenser: Caller, service: string): Promise<void> {
    while (!this.#stopped) await this.ask(dispenser, '/tickets', { service });
  }
  async clerk(staff: Caller, pad: Caller, no: number): Promise<void> {
    const at = `/windows/${String(no)}`;
    while (!this.#stopped) {
      const called = await this.ask(staff, `${at}/call-next`);
      if (called.status !== 200) {
        await pause(10);
        continue;
      }
      if (called.body['number'] === undefined) throw new Error('a call without a number');
      await this.ask(staff, `${at}/arrived`, { expected: called.body['number'] });
      await this.ask(staff, `${at}/finish`, { outcome: 'done' });
      await this.ask(pad, `${at}/rating`, { number: called.body['number'], level: 5 });
    }
  }
}

function paired(url: () => string, token: string | undefined): Caller {
  return new Caller(url, { authorization: `Bearer ${sure(token)}` });
}

async function signedIn(url: () => string, staffNo: string): Promise<Caller> {
  const person = new Caller(url);
  return person.as(await person.post('/session', { staffNo, password: good }));
}

const answered = (load: Load, path: RegExp, status: number): readonly string[] =>
  load.done
    .filter((each) => path.test(each.path) && each.reply.status === status)
    .map(({ reply }) => String(reply.body['number']))
    .sort();

/** Every acknowledged number is in the log, and with `exactly` nothing else is. */
async function compare(data: string, load: Load, exactly: boolean): Promise<void> {
  const log = await storedLog(data);
  const numberOf = new Map(eventsOf(log, 'ticket-issued').map(({ ticket, number }) => [ticket, number]));
  const kinds = [
    ['ticket-issued', /\/tickets$/, 201],
    ['ticket-called', /call-next$/, 200],
    ['ticket-arrived', /arrived$/, 200],
    ['ticket-finished', /finish$/, 200],
    ['rating-given', /rating$/, 200],
  ] as const;
  for (const [type, path, status] of kinds) {
    const logged = eventsOf(log, type).map(({ ticket }) => sure(numberOf.get(ticket)) as string);
    const told = answered(load, path, status);
    expect(new Set(logged).size, `${type} doubled`).toBe(logged.length);
    if (exactly) expect(logged.sort(), type).toEqual(told);
    const there = new Set(logged);
    expect(
      told.filter((number) => !there.has(number)),
      `${type} lost`,
    ).toEqual([]);
  }
}

it('[F1] killed at random points under load, again and again: nothing acknowledged is lost or doubled', async () => {
  const data = temporaryFolder();
  const random = seeded(SEED);
  const pads: Caller[] = [];
  let hub: HubProcess | undefined;
  const url = (): string => hub?.url ?? 'http://127.0.0.1:9';
  for (const no of WINDOWS) {
    const id = `010${String(no)}`;
    await paihao(data, ['user', 'add', id, '--role', 'staff', '--name', '李敏', '--password-stdin'], good);
    const pad = await paihao(data, ['pair', 'rating', '--window', String(no), '--name', id]);
    pads.push(paired(url, pad.out[0]));
  }
  const { out } = await paihao(data, ['pair', 'dispenser']);
  const dispenser = paired(url, out[0]);
  const load = new Load();
  const people: Promise<void>[] = [];
  hub = await startHubProcess(data, PUBLIC);
  for (const no of WINDOWS) {
    const staff = await signedIn(url, `010${String(no)}`);
    expect((await staff.post(`/halls/qingxi/windows/${String(no)}/open`)).status).toBe(200);
    people.push(load.clerk(staff, sure(pads[no - 1]), no));
  }
  for (let each = 0; each < CONNECTIONS; each += 1)
    people.push(load.citizen(dispenser, sure(SERVICES[each % SERVICES.length])));

  for (let round = 1; round <= ROUNDS; round += 1) {
    await pause(40 + random() * 360);
    load.hubGone();
    await hub.end('SIGKILL');
    if (round % 3 === 0) {
      const second = await startPaihao(['start'], { PAIHAO_DATA: data, PAIHAO_PORT: '0' });
      await pause(random() * 500);
      await second.end('SIGKILL'); // again, in the middle of coming up
    }
    hub = await startHubProcess(data, PUBLIC);
    await compare(data, load, false);
    load.hubBack();
  }
  const enough = (): boolean => answered(load, /rating$/, 200).length > ROUNDS;
  for (let rest = 0; rest < 100 && !enough(); rest += 1) await pause(200);
  load.stop();
  await Promise.all(people);

  await compare(data, load, true);
  expect(load.askedAgain).toBeGreaterThan(ROUNDS);
  expect(answered(load, /rating$/, 200).length).toBeGreaterThan(ROUNDS);
  const refused = load.done.filter(({ reply }) => reply.status >= 400 && reply.body['code'] !== 'nobody-waiting');
  expect(refused.map(({ path, reply }) => [path, reply.body])).toEqual([]);
  for (const { client, path, body, key, reply } of load.done.filter((_, index) => index % 40 === 0)) {
    const again = await client.post(`/halls/qingxi${path}`, body, key);
    expect([again.status, again.body]).toEqual([reply.status, reply.body]);
  }
  await compare(data, load, true);
  const numbers = answered(load, /\/tickets$/, 201);
  for (const prefix of ['A', 'C', 'J']) {
    const own = numbers.filter((number) => number.startsWith(prefix)).map((number) => Number(number.slice(1)));
    expect(own.sort((a, b) => a - b)).toEqual(own.map((_, index) => index + 1));
  }
  expect(await runPaihao(data, ['verify'])).toMatchObject({ exit: 0 });
  expect(await hub.end()).toBe(0);
  expect(await runPaihao(data, ['verify'])).toMatchObject({ exit: 0 });
}, 90_000);
