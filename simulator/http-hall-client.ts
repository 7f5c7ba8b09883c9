import { setTimeout as delay } from 'node:timers/promises';
import type { HallId, StaffNo, WindowNo } from '../domain/values.ts';
import type { Desk, HallClient, Press, Rating, Reply, Shown, Taken, Wish } from './hall-client.ts';

/** Who may come in, and how. */
export interface Keys {
  /** Device tokens. */
  readonly dispenser: string;
  readonly pads: ReadonlyMap<WindowNo, string>;
  readonly guide: StaffNo;
  readonly passwords: ReadonlyMap<StaffNo, string>;
}

type Headers = Readonly<Record<string, string>>;

const TOO_MANY_PAUSE_MS = 250;
const TOO_MANY_PATIENCE = 40;

/** The hall over its real HTTP commands, as the pages send them: one key a command, sessions, tokens. */
export class HttpHallClient implements HallClient {
  readonly #base: string;
  readonly #hall: HallId;
  readonly #keys: Keys;
  readonly #sessions = new Map<StaffNo, Promise<Headers>>();
  #sent = 0;

  /** `url`: of the hub. */
  constructor(url: string, hall: HallId, keys: Keys) {
    this.#base = `${url}/api/v1`;
    this.#hall = hall;
    this.#keys = keys;
  }

  takeTicket(from: 'dispenser' | 'guide', wish: Wish): Promise<Reply<Taken>> {
    const path = `/halls/${this.#hall}/tickets`;
    if (from === 'guide') return this.#asPerson(this.#keys.guide, path, wish);
    return this.#post(path, wish, bearer(this.#keys.dispenser));
  }

  press({ window, staffNo }: Desk, press: Press, shown: Shown): Promise<Reply<{ readonly number?: string }>> {
    const { key, ...more } = press;
    const pressedAt = new Date(shown.pressedAt).toISOString();
    const path = `/halls/${this.#hall}/windows/${window}/${key}`;
    return this.#asPerson(staffNo, path, { ...more, expected: shown.expected, pressedAt });
  }

  reinstate(number: string): Promise<Reply<unknown>> {
    return this.#asPerson(this.#keys.guide, `/halls/${this.#hall}/tickets/${number}/reinstate`, {});
  }

  cancelOwn(token: string): Promise<Reply<unknown>> {
    return this.#post(`/tickets/${token}/cancel`, {}, {});
  }

  rateOwn(token: string, rating: Rating): Promise<Reply<unknown>> {
    return this.#post(`/tickets/${token}/rating`, rating, {});
  }

  rateOnPad(window: WindowNo, number: string, rating: Rating): Promise<Reply<unknown>> {
    const pad = this.#keys.pads.get(window);
    if (pad === undefined) throw new Error(`no pad at window ${window}`);
    return this.#post(`/halls/${this.#hall}/windows/${window}/rating`, { number, ...rating }, bearer(pad));
  }

  /** Signed out for idleness: sign in again and press again. */
  async #asPerson<Body>(staffNo: StaffNo, path: string, body: object): Promise<Reply<Body>> {
    const reply = await this.#post<Body>(path, body, await this.#session(staffNo));
    if (reply.ok || reply.code !== 'unauthenticated') return reply;
    this.#sessions.delete(staffNo);
    return this.#post(path, body, await this.#session(staffNo));
  }

  #session(staffNo: StaffNo): Promise<Headers> {
    const session = this.#sessions.get(staffNo) ?? this.#signIn(staffNo);
    this.#sessions.set(staffNo, session);
    return session;
  }

  async #signIn(staffNo: StaffNo): Promise<Headers> {
    const response = await fetch(`${this.#base}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ staffNo, password: this.#keys.passwords.get(staffNo) ?? '' }),
    });
    const { csrfToken } = (await response.json()) as { csrfToken?: string };
    if (response.status !== 200 || csrfToken === undefined)
      throw new Error(`${staffNo} cannot sign in: ${response.status}`);
    const cookie = response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    return { cookie, 'x-csrf-token': csrfToken };
  }

  async #post<Body>(path: string, body: object, headers: Headers): Promise<Reply<Body>> {
    this.#sent += 1;
    const key = `simulated-${this.#sent}`;
    for (let tries = 1; ; tries += 1) {
      const response = await fetch(this.#base + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as unknown;
      if (response.ok) return { ok: true, body: answer as Body };
      const { code = '', number = null } = answer as { code?: string; number?: string | null };
      if (response.status >= 500) throw new Error(`the hub answers ${response.status} ${code} to ${path}`);
      if (response.status !== 429 || tries === TOO_MANY_PATIENCE) return { ok: false, code, number };
      await delay(TOO_MANY_PAUSE_MS); // faster than any hall: the limit of an address counts true seconds
    }
  }
}

function bearer(token: string): Headers {
  return { authorization: `Bearer ${token}` };
}
