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
/** What a hall keeps of its announcements over a restart. */
const KEPT = 20;

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
  const soundBytes = await soundOf(url, rounds);
  const bare = await bench.part('bare').ask<string>('start', { soundBytes });
  for (let warm = 0; warm < KEPT; warm += 1) await bytesOf(`${bare}/sound`);
  const inMemory = await askedAgain(url, rounds, bare);
  await hub.stop();
  const onDisk: Again = { ours: [], theirs: [] };
  for (let restart = 0; restart < (bench.quick ? 1 : 3); restart += 1) {
    const next = bench.part('hub');
    const { url: again } = await next.ask<Started>('start', { data });
    await readyToSpeak(again);
    const times = await askedAgain(again, KEPT, bare);
    onDisk.ours.push(...times.ours);
    onDisk.theirs.push(...times.theirs);
    await next.stop();
  }
  bench.note(`voice: ${rounds} calls, slowest ${Math.max(...cold).toFixed(0)} ms`);
  return [
    ...figuresOf('press-to-sound-never-said', cold, COLD_LIMIT_MS),
    ...figuresOf('sound-in-memory', inMemory.ours, KEPT_LIMIT_MS, inMemory.theirs),
    ...figuresOf('sound-on-disk-after-restart', onDisk.ours, KEPT_LIMIT_MS, onDisk.theirs),
  ];
}

/** How long each took, ms: a kept sound, and as many bytes from a bare route asked for in turn with it. */
interface Again {
  readonly ours: number[];
  readonly theirs: number[];
}

/** Each of the last sounds once. */
async function askedAgain(url: string, count: number, bare: string): Promise<Again> {
  const { announcements } = (await (await fetch(url + HALL)).json()) as { announcements: { no: number }[] };
  const last = announcements.at(-1)?.no ?? 0;
  const times: Again = { ours: [], theirs: [] };
  for (let no = last - Math.min(count, last) + 1; no <= last; no += 1) {
    times.theirs.push(await timed(() => bytesOf(`${bare}/sound`)));
    times.ours.push(await timed(() => soundOf(url, no)));
  }
  return times;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Its bytes. */
async function soundOf(url: string, no: number): Promise<number> {
  const bytes = await bytesOf(`${url}${HALL}/announcements/${no}/audio`);
  if (bytes < 50_000) throw new Error(`announcement ${no}: ${bytes} bytes`);
  return bytes;
}

async function bytesOf(url: string): Promise<number> {
  const response = await fetch(url);
  const { byteLength } = await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return byteLength;
}

async function readyToSpeak(url: string): Promise<void> {
  for (;;) {
    const { ok } = await fetch(`${url}${HALL}/voice/prompts/choose`);
    if (ok) return;
    await delay(100);
  }
}

function figuresOf(
  name: string,
  ours: readonly number[],
  limit: number,
  theirs: readonly number[] = [],
): readonly Figure[] {
  return (
    [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const
  ).flatMap(([at, share]) => {
    const figure = { name: `${name}-${at}`, value: quantile(ours, share), unit: 'ms' };
    const limited = { ...figure, against: { name: `limit-${limit}-ms`, value: limit } };
    if (theirs.length === 0) return [limited];
    const bare = { name: `bare-route-${at}`, value: quantile(theirs, share) };
    return [limited, { ...figure, against: bare }, { ...bare, unit: 'ms', against: bare }];
  });
}
