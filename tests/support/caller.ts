import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Answer } from './answer.ts';
import { checkDescribed } from './described.ts';
import { sure } from './people.ts';

type Headed = Readonly<Record<string, string>>;

/** Whoever asks the hub over HTTP. Every answer is held against the hub's own description. */
export class Caller {
  readonly #url: () => string;
  readonly headers: Headed;

  constructor(url: () => string, headers: Headed = {}) {
    this.#url = url;
    this.headers = headers;
  }

  get(path: string): Promise<Answer> {
    return this.ask('GET', path);
  }

  /** `key` null sends none. */
  post(path: string, body: object = {}, key: string | null = randomUUID(), headers: Headed = {}): Promise<Answer> {
    const keyed: Headed = key === null ? {} : { 'idempotency-key': key };
    return this.ask('POST', path, JSON.stringify(body), { 'content-type': 'application/json', ...keyed, ...headers });
  }

  delete(path: string): Promise<Answer> {
    return this.ask('DELETE', path);
  }

  /** Below `/api/v1`. */
  async ask(method: string, path: string, body: BodyInit | null = null, headers: Headed = {}): Promise<Answer> {
    const url = this.#url();
    const response = await fetch(`${url}/api/v1${path}`, { method, body, headers: { ...this.headers, ...headers } });
    const text = await response.text();
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      text,
      body: text === '' ? {} : (JSON.parse(text) as Answer['body']),
    };
    await checkDescribed(url, method, path, answer);
    return answer;
  }

  /** The same caller, signed in by the answer of a sign-in. */
  as(signedIn: Answer): Caller {
    const [cookie = ''] = sure(signedIn.headers.get('set-cookie')).split(';');
    return new Caller(this.#url, { ...this.headers, cookie, 'x-csrf-token': String(signedIn.body['csrfToken']) });
  }
}

/** Holds a problem to its status and code, and to RFC 9457's media type. */
export function expectProblem(answer: Answer, status: number, code: string): void {
  expect({ status: answer.status, code: answer.body['code'] }, answer.text).toEqual({ status, code });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json(;|$)/);
}

/** The body of an answer that must have succeeded. */
export async function done(answer: Promise<Answer>): Promise<Answer['body']> {
  const { status, text, body } = await answer;
  expect(status, text).toBeLessThan(300);
  return body;
}
