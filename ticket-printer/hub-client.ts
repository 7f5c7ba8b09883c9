import { randomUUID } from 'node:crypto';

const TIMEOUT_MS = 5_000;

/** The hub said no, for good: asking again changes nothing. */
export class HubRefused extends Error {
  override readonly name = 'HubRefused';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The hub's HTTP as a paired device sees it. */
export interface HubClient {
  get(path: string): Promise<unknown>;
  /** `key` makes a repeat harmless: the same for every try of one request. */
  post(path: string, body: unknown, key: string): Promise<unknown>;
}

export function hubClient(hub: string, token: string): HubClient {
  const send = async (
    path: string,
    init: { readonly method: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string },
  ): Promise<unknown> => {
    const response = await fetch(new URL(`/api/v1${path}`, hub), {
      ...init,
      headers: { ...init.headers, Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    });
    const body = await response.text();
    if (response.ok) return JSON.parse(body) as unknown;
    const why = `${response.status} ${codeIn(body)}`;
    if ([400, 404, 409, 413, 422].includes(response.status)) throw new HubRefused(response.status, why);
    throw new Error(why);
  };
  return {
    get: (path) => send(path, { method: 'GET' }),
    post: (path, body, key) =>
      send(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
        body: JSON.stringify(body),
      }),
  };
}

export function newKey(): string {
  return randomUUID();
}

/** The stable code of a problem, or nothing. */
function codeIn(body: string): string {
  try {
    const problem = JSON.parse(body) as unknown;
    const code = typeof problem === 'object' && problem !== null && 'code' in problem ? problem.code : '';
    return typeof code === 'string' ? code : '';
  } catch {
    return '';
  }
}
