import { setTimeout as delay } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { type Figure, quantile } from './figures.ts';
import { PASSWORD, STAFF_NO, type Started } from './hub-part.ts';
import type { Stream } from './load-part.ts';
import type { Pressed, Pressing } from './screens-part.ts';

const SCREENS = 200;
const HALL = '/api/v1/halls/qingxi';
/** Longer than the hall view is folded, so that each press goes out at once. */
const REST_MS = 70;

/** From a clerk's press on Next to the last of 200 screens, against a bare emit of as many bytes. */
export async function measurePress(bench: Bench): Promise<readonly Figure[]> {
  const rounds = bench.quick ? 60 : 300;
  const [hub, bare, load, screens] = [bench.part('hub'), bench.part('bare'), bench.part('load'), bench.part('screens')];
  const { url } = await hub.ask<Started>('start', { data: bench.folder() });
  const token = await hub.ask<string>('pair', { kind: 'dispenser' });
  const tickets: Stream = {
    url,
    path: `${HALL}/tickets`,
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ service: 'general' }),
    total: rounds + 30,
    perSecond: 1_000,
  };
  await load.ask('stream', tickets);
  await hub.ask('engage');
  const press = await signedIn(url);
  for (let warm = 0; warm < 25; warm += 1) await post(press('call-next')); // the last 20 calls fill the view
  const view = await screens.ask<unknown>('watch', { url, count: SCREENS, hall: 'qingxi' });
  const bareUrl = await bare.ask<string>('start', { view });
  await screens.ask('watch', { url: bareUrl, count: SCREENS, hall: 'qingxi' });
  const emit: Pressing = { url: bareUrl, path: '/emit', headers: {}, body: {} };

  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = -5; round < rounds; round += 1) {
    for (const [times, pressing] of [
      [ours, press('call-next')],
      [theirs, emit],
    ] as const) {
      await delay(REST_MS);
      const { status, lastScreenMs } = await screens.ask<Pressed>('press', pressing);
      if (status !== 200) throw new Error(`the press was answered ${status}`);
      if (round >= 0) times.push(lastScreenMs); // the first five only warm up
    }
    if (round % 50 === 49) bench.note(`press to the last of ${SCREENS} screens: ${round + 1} of ${rounds}`);
  }
  return (
    [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const
  ).flatMap(([name, share]) => {
    const against = { name: `bare-emit-${name}`, value: quantile(theirs, share) };
    return [
      { name: `press-to-${SCREENS}-screens-${name}`, value: quantile(ours, share), unit: 'ms', against },
      { name: against.name, value: against.value, unit: 'ms', against },
    ];
  });
}

/** Signs in at window 1 and says how a key there is pressed. */
export async function signedIn(url: string): Promise<(key: string) => Pressing> {
  const session = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staffNo: STAFF_NO, password: PASSWORD }),
  });
  const { csrfToken = '' } = (await session.json()) as { csrfToken?: string };
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const press = (key: string): Pressing => ({
    url,
    path: `${HALL}/windows/1/${key}`,
    headers: { cookie, 'x-csrf-token': csrfToken },
    body: {},
  });
  await post(press('open'));
  return press;
}

let posted = 0;

export async function post({ url, path, headers, body }: Pressing): Promise<void> {
  posted += 1;
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': `before-${posted}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}
