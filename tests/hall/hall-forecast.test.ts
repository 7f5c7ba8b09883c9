import { pino } from 'pino';
import { expect, it, onTestFinished, vi } from 'vitest';
import { memoryStore } from '../../db/memory/memory-store.ts';
import type { HallCommand } from '../../domain/commands.ts';
import { NOTHING_FORETOLD, type Waits } from '../../domain/forecast/waits.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import type { ServiceId } from '../../domain/values.ts';
import type { Foreteller } from '../../server/forecast/foreteller.ts';
import { HallForecast } from '../../server/forecast/hall-forecast.ts';
import type { PastVisit } from '../../domain/forecast/past-visit.ts';
import type { Committed } from '../../server/hub/hall-loop.ts';
import { Hub } from '../../server/hub/hub.ts';
import { actorFor, finish, issue, openWindow, callNext, arrive } from '../support/hall-commands.ts';
import { qingxi, sure } from '../support/people.ts';
import { hallTime, settableClock } from '../support/settable-clock.ts';

const GENERAL = 'general' as ServiceId;
const HOUR = 3_600_000;

/** Notes when it is asked and what it is told; tells five minutes for each who waits. */
class NotingForeteller implements Foreteller {
  readonly asked: number[] = [];
  readonly learnt: PastVisit[] = [];
  readonly followed: string[] = [];
  fails = false;
  /** Called while it reckons. */
  meanwhile = (): void => undefined;

  *learning(visits: readonly PastVisit[]): Generator<undefined, void> {
    for (const visit of visits) {
      this.learnt.push(visit);
      yield;
    }
  }

  follow(_hall: unknown, events: Parameters<Foreteller['follow']>[1]): void {
    this.followed.push(...events.map(({ type }) => type));
  }

  foretell(hall: Parameters<Foreteller['foretell']>[0]): Waits {
    this.asked.push(performance.now());
    this.meanwhile();
    if (this.fails) throw new Error('it cannot be told');
    const told = { p50S: 300 * ((hall.queues.get(GENERAL)?.size ?? 0) + 1), p80S: 9_000 };
    return {
      tickets: new Map(),
      newcomers: new Map([[GENERAL, { ordinary: told, priority: null, waiting: 0, eachS: 0 }]]),
    };
  }

  knowledge(): null {
    return null;
  }
}

async function halls(time = settableClock()) {
  const store = memoryStore();
  const watchers = new Set<(committed: Committed) => void>();
  const hub = await Hub.start(store, time, pino({ level: 'silent' }), (committed) => {
    for (const watch of watchers) watch(committed);
  });
  onTestFinished(() => hub.stop());
  await hub.addHall(demoHall());
  const loop = sure(hub.hall(qingxi));
  let sent = 0;
  const send = async (...commands: readonly HallCommand[]): Promise<void> => {
    for (const command of commands) {
      const by = actorFor(command);
      const outcome = await loop.submit({ command, by, key: String((sent += 1)), request: '', texts: [] });
      if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    }
  };
  const faults: unknown[] = [];
  const changes: number[] = [];
  const forecast = (foreteller: Foreteller): HallForecast => {
    const made = new HallForecast({
      hall: qingxi,
      loop,
      records: store.records,
      foreteller,
      onChange: () => void changes.push(performance.now()),
      onFault: (error) => void faults.push(error),
    });
    const watch = (committed: Committed): void => made.committed(committed);
    watchers.add(watch);
    onTestFinished(() => made.stop());
    return made;
  };
  return { store, loop, time, send, forecast, faults, changes };
}

it('however often the hall changes, it is reckoned once a second at most, and never before the command is answered', async () => {
  const { send, forecast, changes } = await halls();
  const foreteller = new NotingForeteller();
  const made = forecast(foreteller);
  await vi.waitFor(() => expect(foreteller.asked).toHaveLength(1));
  const began = performance.now();
  while (performance.now() - began < 2_300) {
    const before = foreteller.asked.length;
    const reckoning = new Promise((resolve) => setImmediate(resolve));
    await send(issue('general'));
    expect(foreteller.asked, 'reckoned on the way of an answer').toHaveLength(before);
    await reckoning;
  }
  const apart = foreteller.asked.slice(1).map((at, index) => at - (foreteller.asked[index] ?? 0));
  expect(apart.length).toBeGreaterThanOrEqual(2);
  for (const ms of apart) expect(ms).toBeGreaterThan(990);
  await vi.waitFor(() => expect(made.waits.newcomers.get(GENERAL)?.ordinary?.p50S).toBeGreaterThan(300), 2_000);
  expect(changes.length).toBeLessThanOrEqual(foreteller.asked.length);
});

it('a reckoning that took long is not followed sooner for a commit that came while it waited for its turn', async () => {
  const { send, forecast } = await halls();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const foreteller = new NotingForeteller();
  forecast(foreteller);
  await vi.waitFor(() => expect(foreteller.asked).toHaveLength(1));
  await send(issue('general'));
  await new Promise((resolve) => setImmediate(resolve)); // all of that commit is over
  foreteller.meanwhile = () => void vi.advanceTimersByTime(200);
  const underWay = send(issue('general'));
  vi.advanceTimersByTime(1_050);
  expect(foreteller.asked, 'it waits for the commit under way').toHaveLength(1);
  await underWay;
  await vi.waitFor(() => expect(foreteller.asked).toHaveLength(2));
  await send(issue('general'));
  await vi.advanceTimersByTimeAsync(9_700);
  expect(foreteller.asked).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(200);
  expect(foreteller.asked).toHaveLength(3);
});

it('a hall at rest is not reckoned again for ten seconds', async () => {
  const { forecast } = await halls();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const foreteller = new NotingForeteller();
  forecast(foreteller);
  await vi.waitFor(() => expect(foreteller.asked).toHaveLength(1));
  const [first = 0] = foreteller.asked;
  await vi.advanceTimersByTimeAsync(9_900 - (performance.now() - first));
  expect(foreteller.asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(foreteller.asked).toHaveLength(2);
});

it('what goes wrong in it is told once, nothing is foretold, and the hall goes on', async () => {
  const { send, forecast, faults } = await halls();
  const foreteller = new NotingForeteller();
  const made = forecast(foreteller);
  await vi.waitFor(() => expect(made.waits).not.toBe(NOTHING_FORETOLD));
  foreteller.fails = true;
  await send(issue('general'));
  await vi.waitFor(() => expect(made.waits).toBe(NOTHING_FORETOLD), 3_000);
  expect(faults).toEqual([new Error('it cannot be told')]);
  await send(issue('general'));
  const before = foreteller.asked.length;
  await vi.waitFor(() => expect(foreteller.asked.length).toBeGreaterThan(before), 3_000);
  expect(faults, 'told once').toHaveLength(1);
  foreteller.fails = false;
  await send(issue('general'));
  await vi.waitFor(() => expect(made.waits.newcomers.get(GENERAL)?.ordinary?.p50S).toBe(1_200), 3_000);
});

it('what was reckoned minutes ago by the hub’s clock is not told any more', async () => {
  const { send, forecast, time } = await halls();
  const made = forecast(new NotingForeteller());
  await vi.waitFor(() => expect(made.waits).not.toBe(NOTHING_FORETOLD));
  time.pass(4 * 60_000);
  expect(made.waits).toBe(NOTHING_FORETOLD);
  await send(issue('general'));
  await vi.waitFor(() => expect(made.waits).not.toBe(NOTHING_FORETOLD), 3_000);
});

it('it learns the days before and what was over today, each visit once, and follows what comes', async () => {
  const { send, forecast, time } = await halls(settableClock(hallTime('2026-11-23T09:00:00')));
  const serveOne = async (): Promise<void> => {
    await send(issue('general'), callNext(1), arrive(1));
    time.pass(60_000);
    await send(finish(1));
  };
  await send(openWindow(1));
  await serveOne();
  await serveOne();
  time.pass(24 * HOUR);
  await send(openWindow(1));
  await serveOne();
  await send(issue('general'));
  const foreteller = new NotingForeteller();
  forecast(foreteller);
  await vi.waitFor(() => expect(foreteller.asked).toHaveLength(1));
  expect(foreteller.learnt.map(({ issuedAt, status }) => `${new Date(issuedAt).toISOString()} ${status}`)).toEqual([
    '2026-11-23T01:00:00.000Z done',
    '2026-11-23T01:01:00.000Z done',
    '2026-11-24T01:02:00.000Z done',
  ]);
  expect(foreteller.learnt[0]).toMatchObject({ service: 'general', isPriority: false, window: 1 });
  expect(foreteller.followed).toEqual([]);
  await send(callNext(1));
  await vi.waitFor(() => expect(foreteller.followed).toEqual(['ticket-called']), 3_000);
});

it('the last day that had tickets is judged, at the start and when a day opens', async () => {
  const { send, forecast, time } = await halls(settableClock(hallTime('2026-11-20T09:00:00')));
  const foretold = { p50S: 300, p80S: 600 };
  const expectation = { foretold, waiting: 0, eachS: 120 };
  await send(openWindow(1), { ...issue('general'), expectation } as HallCommand);
  time.pass(8 * 60_000);
  await send(callNext(1), arrive(1), finish(1));
  const made = forecast(new NotingForeteller());
  await vi.waitFor(() => expect(made.waits).not.toBe(NOTHING_FORETOLD));
  expect(made.lastDay).toBeNull();
  time.pass(72 * HOUR);
  await send(issue('general'));
  await vi.waitFor(() => expect(made.lastDay).toEqual({ day: '2026-11-20', n: 1, maeS: 180, covered: 1 }));
  const again = forecast(new NotingForeteller());
  await vi.waitFor(() => expect(again.lastDay).toEqual(made.lastDay));
});
