import { expect, vi } from 'vitest';
import type { VoiceOptions } from '../../server/voice/open-voice.ts';
import { RATE, samplesOf } from '../../server/voice/wav.ts';
import { done } from './caller.ts';
import { sure } from './people.ts';
import { hall, startHub, type TestHub } from './start-hub.ts';

export interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly file: Buffer;
}

/** A hub with its voice on, somebody at window 2, and numbers to call. */
export interface SpeakingHall {
  readonly hub: TestHub;
  /** Issues a number and calls it to window 2. */
  readonly call: () => Promise<void>;
  /** What anybody gets below the hall's path. */
  readonly hear: (path: string) => Promise<Heard>;
  readonly alarms: () => Promise<readonly { readonly kind: string; readonly detail: string }[]>;
}

export async function startSpeakingHall(voice: VoiceOptions = {}): Promise<SpeakingHall> {
  const hub = await startHub({ voice, env: { PAIHAO_LOG_LEVEL: 'silent' } });
  const [clerk, dispenser, supervisor] = [
    await hub.user('staff'),
    await hub.pair('dispenser'),
    await hub.user('supervisor'),
  ];
  await done(clerk.post(`${hall}/windows/2/open`));
  const speaking: SpeakingHall = {
    hub,
    async call() {
      await done(dispenser.post(`${hall}/tickets`, { service: 'social-insurance' }));
      await done(clerk.post(`${hall}/windows/2/call-next`));
    },
    async hear(path) {
      const response = await fetch(`${hub.url()}/api/v1${hall}${path}`);
      const { status, headers } = response;
      return { status, headers, file: Buffer.from(await response.arrayBuffer()) };
    },
    async alarms() {
      const { alarms } = await done(supervisor.get(`${hall}/board`));
      return alarms as Awaited<ReturnType<SpeakingHall['alarms']>>;
    },
  };
  if (voice.module === undefined) await heardSome(speaking);
  return speaking;
}

/** The engine has started, however busy the machine is. */
export async function heardSome({ hear }: SpeakingHall): Promise<void> {
  await vi.waitFor(async () => expect((await hear('/voice/prompts/ask-staff')).status).toBe(200), { timeout: 40_000 });
}

export function codeOf({ file }: Heard): unknown {
  return (JSON.parse(file.toString()) as { code?: unknown }).code;
}

/** Seconds, the loudest sample, and the part of 20 ms pieces in which something is heard. */
export function soundOf(file: Buffer): { readonly seconds: number; readonly peak: number; readonly heard: number } {
  const samples = sure(samplesOf(file));
  const piece = RATE / 50;
  const peaks = Array.from({ length: Math.floor(samples.length / piece) }, (_, index) =>
    samples.subarray(index * piece, (index + 1) * piece).reduce((most, each) => Math.max(most, Math.abs(each)), 0),
  );
  return {
    seconds: samples.length / RATE,
    peak: Math.max(...peaks),
    heard: peaks.filter((peak) => peak > 1_000).length / peaks.length,
  };
}
