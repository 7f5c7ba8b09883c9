import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished, vi } from 'vitest';
import { memoryStore } from '../../db/memory/memory-store.ts';
import { mandarinSaying } from '../../domain/announcement/sayings.ts';
import type { HallCommand } from '../../domain/commands.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { HallId } from '../../domain/values.ts';
import type { Committed, HallLoop } from '../../server/hub/hall-loop.ts';
import { Hub } from '../../server/hub/hub.ts';
import { BuiltInEngine } from '../../server/voice/built-in-engine.ts';
import { HallVoice, type SpokenHalls } from '../../server/voice/hall-voice.ts';
import { SoundCache } from '../../server/voice/sound-cache.ts';
import { Speaker } from '../../server/voice/speaker.ts';
import { SystemEngine } from '../../server/voice/system-engine.ts';
import { VoiceAlarms } from '../../server/voice/voice-alarms.ts';
import type { Clips } from '../../server/voice/voice-engine.ts';
import { temporaryFolder } from '../support/folder.ts';
import { actorFor, arrive, callNext, finish, issue, openWindow } from '../support/hall-commands.ts';
import { minutes, qingxi, sure } from '../support/people.ts';
import { settableClock } from '../support/settable-clock.ts';

const QUIET = pino({ level: 'silent' });

/** Notes how often it is asked for a call; has no recording of any. */
class NotingClips implements Clips {
  asked = 0;

  say(): Promise<null> {
    this.asked += 1;
    return Promise.resolve(null);
  }

  revision(): Promise<string> {
    return Promise.resolve('1');
  }
}

async function hall(settings: Settings = demoHall()) {
  const watchers = new Set<(committed: Committed) => void>();
  const hub = await Hub.start(memoryStore(), settableClock(), QUIET, (committed) => {
    for (const watch of watchers) watch(committed);
  });
  onTestFinished(() => hub.stop());
  await hub.addHall(settings);
  const loop = sure(hub.hall(qingxi));
  let sent = 0;
  const send = async (...commands: readonly HallCommand[]): Promise<void> => {
    for (const command of commands) {
      const by = actorFor(command);
      const outcome = await loop.submit({ command, by, key: String((sent += 1)), request: '', texts: [] });
      if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    }
  };
  return { hub, loop, send, watchers };
}

function voiceWith(engine: BuiltInEngine, clips: Clips) {
  const cache = new SoundCache({ folder: join(temporaryFolder(), 'cache'), log: QUIET });
  const speaker = new Speaker({ builtIn: engine, system: new SystemEngine(), clips, cache, fault: () => undefined });
  const faults: unknown[] = [];
  const fault = (error: unknown): void => void faults.push(error);
  const voice = new HallVoice({ speaker, fault, changed: () => undefined });
  onTestFinished(() => voice.stop());
  return { voice, faults };
}

/** All that the turn of the event loop has left to do. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('new settings start no synthesis before the hub has started, nor after it was stopped', async () => {
  const { hub, loop, watchers, send } = await hall();
  const engine = new BuiltInEngine();
  const { voice } = voiceWith(engine, new NotingClips());
  await voice.begin({ hub });
  watchers.add((committed) => voice.committed(committed));
  const configure = (speed: number): HallCommand => {
    const settings = demoHall();
    return { type: 'configure', settings: { ...settings, voice: { ...settings.voice, speed } } };
  };

  await send(configure(170));
  await loop.read(() => undefined);
  await settled();
  expect(engine.pid).toBeUndefined();
  voice.start();
  expect(engine.pid).toBeGreaterThan(0);

  const stopping: Promise<void>[] = [];
  watchers.add(() => void stopping.push(voice.stop())); // in the very turn in which it hears of new settings
  await send(configure(180));
  await loop.read(() => undefined);
  await Promise.all(stopping);
  await settled();
  expect(stopping).toHaveLength(1);
  expect(engine.pid).toBeUndefined();
});

it('a call whose settings could not be read keeps no later call from being made in advance', async () => {
  const settings = demoHall();
  const { hub, send, watchers } = await hall({ ...settings, voice: { ...settings.voice, pack: 'qingxi-hua' } });
  let failing = false;
  /** The hall's own, but for one look at it. */
  const hubThatFails: SpokenHalls = {
    halls: () => hub.halls(),
    hall(id: HallId): Pick<HallLoop, 'read'> {
      if (!failing) return sure(hub.hall(id));
      failing = false;
      return { read: () => Promise.reject(new Error('it could not be read')) };
    },
  };
  const clips = new NotingClips();
  const { voice, faults } = voiceWith(new BuiltInEngine({ module: '@paihao/no-such-voice' }), clips);
  await voice.begin({ hub: hubThatFails });
  watchers.add((committed) => {
    voice.committed(committed);
    failing = committed.events.some(({ type }) => type === 'ticket-called') && faults.length === 0;
  });
  await send(openWindow(1), issue('social-insurance'), issue('social-insurance'), issue('social-insurance'));
  await send(callNext(1));
  await vi.waitFor(() => expect(faults).toEqual([new Error('it could not be read')]));
  expect(clips.asked).toBe(0);
  await send(arrive(1), finish(1), callNext(1));
  await vi.waitFor(() => expect(clips.asked).toBe(1));
});

it('the alarm of a hall without a voice says since when it is so, and begins anew with the next time', async () => {
  vi.stubEnv('PATH', temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const { hub, watchers, send } = await hall();
  const { voice } = voiceWith(new BuiltInEngine({ module: '@paihao/no-such-voice' }), new NotingClips());
  await voice.begin({ hub });
  watchers.add((committed) => voice.committed(committed));
  voice.start();
  await vi.waitFor(() => expect(voice.condition(qingxi)).toBe('missing'));
  const alarms = new VoiceAlarms(voice);
  const since = (minute: number) => alarms.of([qingxi], minutes(minute)).map((alarm) => alarm.since);
  const first = [new Date(minutes(0)).toISOString()];
  expect([since(0), since(1), since(30)]).toEqual([first, first, first]);

  const set = async (engine: 'off' | 'built-in'): Promise<void> => {
    const settings = demoHall();
    await send({ type: 'configure', settings: { ...settings, voice: { ...settings.voice, engine } } });
    await vi.waitFor(() => expect(voice.condition(qingxi)).toBe(engine === 'off' ? 'off' : 'missing'));
  };
  await set('off');
  expect(since(31)).toEqual([]);
  await set('built-in');
  expect(since(40)).toEqual([new Date(minutes(40)).toISOString()]);
});

it('a program that speaks ends when the hub does, and nothing speaks in its place', async () => {
  const folder = temporaryFolder();
  const script = 'echo $$ > "$(dirname "$0")/started"; cat >/dev/null; sleep 600';
  writeFileSync(join(folder, 'espeak-ng'), `#!/bin/sh\ncase "$1" in --version) echo 1.0;; *) ${script};; esac\n`);
  chmodSync(join(folder, 'espeak-ng'), 0o755);
  vi.stubEnv('PATH', [folder, process.env['PATH']].join(delimiter));
  onTestFinished(() => void vi.unstubAllEnvs());
  const builtIn = new BuiltInEngine();
  onTestFinished(() => builtIn.stop());
  const cache = new SoundCache({ folder: join(folder, 'cache'), log: QUIET });
  const faults: unknown[] = [];
  const fault = (error: unknown): void => void faults.push(error);
  const speaker = new Speaker({ builtIn, system: new SystemEngine(), clips: new NotingClips(), cache, fault });
  const saying = mandarinSaying({ oneAs: '一' }, '请到窗口');
  const voice = { ...demoHall().voice, engine: 'system' } as const;
  const said = Promise.allSettled([speaker.say(qingxi, voice, [saying])]);
  const pid = await vi.waitFor(() => {
    if (!existsSync(join(folder, 'started'))) throw new Error('not started');
    const found = Number(readFileSync(join(folder, 'started'), 'utf8'));
    expect(found).toBeGreaterThan(0);
    return found;
  });
  const began = performance.now();
  await speaker.stop();
  expect(await said).toMatchObject([{ status: 'rejected', reason: new Error('espeak-ng was asked to end') }]);
  expect(performance.now() - began).toBeLessThan(2_000);
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow());
  expect(builtIn.pid).toBeUndefined();
  expect(faults).toEqual([]);
});
