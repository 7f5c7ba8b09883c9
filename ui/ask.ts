import { newKey, type Problem, type Sent } from './connection.ts';
import { timeLimit } from './time-limit.ts';

export interface Asking {
  readonly body?: object;
  readonly token?: string | null;
  readonly csrfToken?: string;
  /** The same for the same request asked again; made up where none is given. */
  readonly key?: string;
}

const ANSWER_WITHIN_MS = 5_000;

/** One request under `/api/v1` before there is a connection: pairing, signing in, reports. Never throws. */
export async function ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, asking: Asking = {}): Promise<Sent<T>> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      headers: headersFor(method, asking),
      body: asking.body === undefined ? null : JSON.stringify(asking.body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: timeLimit(ANSWER_WITHIN_MS),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? {} : JSON.parse(text);
    if (response.ok) return { ok: true, body: answer as T };
    return { ok: false, problem: { ...(answer as Problem), status: response.status } };
  } catch {
    return { ok: false, problem: { code: 'offline', status: 0 } };
  }
}

function headersFor(method: string, { body, token, csrfToken, key = newKey() }: Asking): Record<string, string> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (method === 'POST') headers['idempotency-key'] = key;
  if (token !== null && token !== undefined) headers['authorization'] = `Bearer ${token}`;
  if (csrfToken !== undefined) headers['x-csrf-token'] = csrfToken;
  return headers;
}
