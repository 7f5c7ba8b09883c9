import type { Loudspeaker } from './loudspeaker.ts';

export interface SoundWanted {
  /** Below `/api/v1`. */
  readonly path: string;
  /** The hub's epoch it belongs to; null: any. */
  readonly epoch: string | null;
}

const ASK_AGAIN_AFTER_MS = 500;

/**
 * A sound of the hub, ready to play; null: there is none, or it did not come in time. A hub that is not ready yet and
 * a dead line are asked again until `signal` ends it. Never rejects.
 */
export async function loadSound(
  wanted: SoundWanted,
  speaker: Loudspeaker,
  signal: AbortSignal,
): Promise<AudioBuffer | null> {
  while (!signal.aborted) {
    const answer = await ask(wanted, signal);
    if (answer === 'none') return null;
    if (answer !== 'later') return decoded(answer, speaker);
    await new Promise((go) => setTimeout(go, ASK_AGAIN_AFTER_MS));
  }
  return null;
}

async function ask({ path, epoch }: SoundWanted, signal: AbortSignal): Promise<ArrayBuffer | 'none' | 'later'> {
  try {
    const response = await fetch(`/api/v1${path}`, { credentials: 'same-origin', cache: 'no-store', signal });
    if (response.status === 429 || response.status >= 500) return 'later';
    const from = response.headers.get('x-paihao-epoch');
    if (!response.ok || (epoch !== null && from !== null && from !== epoch)) return 'none';
    return await response.arrayBuffer();
  } catch {
    return 'later';
  }
}

async function decoded(bytes: ArrayBuffer, speaker: Loudspeaker): Promise<AudioBuffer | null> {
  try {
    return await speaker.decode(bytes);
  } catch {
    return null; // not a sound
  }
}
