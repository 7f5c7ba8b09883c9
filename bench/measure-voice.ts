import { setTimeout as delay } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { type Figure, quantile } from './figures.ts';
import type { Started } from './hub-part.ts';
import type { Stream } from './load-part.ts';
import { post, signedIn } from './measure-press.ts';

const HALL = '/api/v1/halls/qingxi';
const COLD_LIMIT_MS = 300;
const KEPT_LIMIT_MS = 5;
/** The engine makes itself quick in its first seconds, before a hall opens. */
const WARM_MS = 5_000;

/**
 * From a press on Next, which is before its commit, until a screen holds the whole sound of a number never said
 * before; then the same sounds asked for again, out of memory, and out of the folder after a restart.
 */
export async function measureVoice(bench: Bench): Promise<readonly Figure[]> {
  const rounds = bench.quick ? 20 : 60;
  const data = bench.folder();
  const [hub, load] = [bench.part('hub'), bench.part('load')];
  const { url } = await hub.ask<Started>('start', { data });
  const token = await hub.ask<string>('pair', { kind: 'dispenser' });
  const tickets: Stream = {
    url,
    path: `${HALL}/tickets`,
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ service: 'general' }),
    total: rounds,
    perSecond: 1_000,
  };
  await load.ask('stream', tickets);
  await hub.ask('engage');
  const press = await signedIn(url);
  await readyToSpeak(url);
  await delay(WARM_MS);

  const cold: number[] = [];
  for (let no = 1; no <= rounds; no += 1) {
    const began = performance.now();
    await post(press('call-next'));
    await soundOf(url, no);
    cold.push(performance.now() - began);
  }
  const inMemory = await askedAgain(url, rounds);
  await hub.stop();
  const next = await bench.part('hub').ask<Started>('start', { data });
  await readyToSpeak(next.url);
  const onDisk = await askedAgain(next.url, 20); // what the hall keeps of its announcements
  bench.note(`voice: ${rounds} calls, slowest ${Math.max(...cold).toFixed(0)} ms`);
  return [
    ...figuresOf('press-to-sound-never-said', cold, COLD_LIMIT_MS),
    ...figuresOf('sound-in-memory', inMemory, KEPT_LIMIT_MS),
    ...figuresOf('sound-on-disk-after-restart', onDisk, KEPT_LIMIT_MS),
  ];
}

/** Each of the last sounds once. */
async function askedAgain(url: string, count: number): Promise<readonly number[]> {
  const { announcements } = (await (await fetch(url + HALL)).json()) as { announcements: { no: number }[] };
  const last = announcements.at(-1)?.no ?? 0;
  const times: number[] = [];
  for (let no = last - Math.min(count, last) + 1; no <= last; no += 1) {
    const began = performance.now();
    await soundOf(url, no);
    times.push(performance.now() - began);
  }
  return times;
}

async function soundOf(url: string, no: number): Promise<void> {
  const response = await fetch(`${url}${HALL}/announcements/${no}/audio`);
  const { byteLength } = await response.arrayBuffer();
  if (!response.ok || byteLength < 50_000) throw new Error(`announcement ${no}: ${response.status}`);
}

async function readyToSpeak(url: string): Promise<void> {
  for (;;) {
    const { ok } = await fetch(`${url}${HALL}/voice/prompts/choose`);
    if (ok) return;
    await delay(100);
  }
}

function figuresOf(name: string, times: readonly number[], limit: number): readonly Figure[] {
  const against = { name: `limit-${limit}-ms`, value: limit };
  return (
    [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const
  ).map(([at, share]) => ({ name: `${name}-${at}`, value: quantile(times, share), unit: 'ms', against }));
}
