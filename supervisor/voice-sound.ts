import type { Problem, Sent } from '../ui/connection.ts';
import { timeLimit } from '../ui/time-limit.ts';

/** Sound as the hub sends it; `voice`: who spoke, where the hub says so. */
export interface Sound {
  readonly blob: Blob;
  readonly voice: string | null;
}

/** A first saying is worked out while one waits. */
const ANSWER_WITHIN_MS = 15_000;

/** `path` is below `/api/v1`. Never throws. */
export async function askForSound(path: string): Promise<Sent<Sound>> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      credentials: 'same-origin',
      cache: 'no-store',
      signal: timeLimit(ANSWER_WITHIN_MS),
    });
    if (!response.ok)
      return { ok: false, problem: { ...((await response.json()) as Problem), status: response.status } };
    return { ok: true, body: { blob: await response.blob(), voice: response.headers.get('x-paihao-voice') } };
  } catch {
    return { ok: false, problem: { code: 'offline', status: 0 } };
  }
}
