import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { englishSaying, mandarinSaying, type Saying } from '../../domain/announcement/sayings.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { BuiltInEngine } from '../../server/voice/built-in-engine.ts';
import { spokenText } from '../../server/voice/spoken-text.ts';
import { SystemEngine } from '../../server/voice/system-engine.ts';
import { EngineMissing, Unsayable, type VoiceEngine } from '../../server/voice/voice-engine.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startHubProcess } from '../support/hub-process.ts';
import { codeOf, soundOf, startSpeakingHall } from '../support/speaking-hall.ts';

const NOT_INSTALLED = '@paihao/no-such-voice';
const mandarin = (text: string): Saying => mandarinSaying({ oneAs: '一' }, text);
const CALL = mandarin('请A001号到3号窗口办理业务');
const paths = (process.env['PATH'] ?? '').split(delimiter);
const isInstalled = paths.some((folder) => existsSync(join(folder, 'espeak-ng')));

function builtIn(module?: string): BuiltInEngine {
  const engine = new BuiltInEngine(module === undefined ? {} : { module });
  onTestFinished(() => engine.stop());
  return engine;
}

/** The program on the path is this script, or none. */
function installed(script: string | null): string {
  const folder = temporaryFolder();
  if (script !== null) {
    writeFileSync(join(folder, 'espeak-ng'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'espeak-ng'), 0o755);
  }
  vi.stubEnv('PATH', script === null ? folder : [folder, ...paths].join(delimiter));
  onTestFinished(() => void vi.unstubAllEnvs());
  return folder;
}

/** A package in the place of the synthesis that speaks a few times, its warming up too, and then does this instead. */
function synthesisThatBreaks(broken: string, times = 8): string {
  const folder = temporaryFolder();
  const code = `let said = 0;
    class Worker {
      set_voice() { return 0; }
      set_rate() {}
      synthesize(text, take) {
        said += 1;
        if (said > ${String(times)}) { ${broken}; }
        take(Int16Array.from({ length: 22050 }, (_, at) => 9000 * Math.sin(at / 9)));
        take(null);
      }
    }
    export default () => Promise.resolve({ eSpeakNGWorker: Worker });`;
  writeFileSync(join(folder, 'package.json'), '{ "version": "1.0.0", "type": "module" }');
  writeFileSync(join(folder, 'index.js'), code);
  return folder;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

describe('what a voice is given to read', () => {
  it.each([
    ['请A001号到1号窗口办理业务', '请A零零医号到医号窗口办理业务'],
    ['请BA012号到12号窗口', '请B-A零医二号到十二号窗口'],
    ['请A001号😀到3号\u0007窗口𪚥<b>（左边）', '请A零零医号到三号窗口B左边'],
    ['A001号，请到3号窗口！', 'A零零医号，请到三号窗口，'],
    ['😀🎉 …', ''],
  ])('%s → %s', (text, read) => {
    expect(spokenText(mandarin(text))).toBe(read);
  });

  it('in English A is a letter and no article', () => {
    const text = 'Number A012, please go to counter 12.';
    expect(spokenText(englishSaying(text))).toBe('Number A- zero one two, please go to counter 12,');
  });
});

describe.each<[string, () => VoiceEngine, boolean]>([
  ['built in', builtIn, true],
  ['of the system', () => new SystemEngine(), isInstalled],
])('the engine %s', (_, create, isThere) => {
  it.runIf(isThere)('says both languages, at the speed asked for, and what no voice can say not at all', async () => {
    const engine = create();
    const call = soundOf(await engine.say(CALL, 160));
    expect(call.seconds).toBeGreaterThan(2.5);
    expect(call.seconds).toBeLessThan(6);
    expect(call.peak).toBeLessThan(28_000);
    expect(soundOf(await engine.say(CALL, 300)).seconds).toBeLessThan(call.seconds * 0.7);
    const english = soundOf(await engine.say(englishSaying('Number A001, please go to counter 3.'), 160));
    expect(english.seconds).toBeGreaterThan(2);
    await expect(engine.say(mandarin('😀🎉'), 160)).rejects.toThrow(Unsayable);
    expect(engine.condition()).toBe('ready');
    await expect(engine.version()).resolves.toMatch(/\d+\.\d+/);
  });
});

describe('the built-in engine', () => {
  it('starts again when it is killed', { timeout: 60_000 }, async () => {
    const engine = builtIn();
    const before = soundOf(await engine.say(CALL, 160));
    const pid = engine.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    const after = soundOf(await engine.say(CALL, 160));
    expect(after.seconds).toBeCloseTo(before.seconds, 1); // its noises are drawn anew each time
    expect(after.peak).toBeGreaterThan(before.peak / 2);
    expect(engine.pid).not.toBe(pid);
    expect(isRunning(pid)).toBe(false);
    expect(engine.condition()).toBe('ready');
  });

  it('is stopped when it hangs, and speaks again', { timeout: 60_000 }, async () => {
    const engine = builtIn();
    await engine.say(CALL, 160);
    const pid = engine.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    await expect(engine.say(CALL, 160)).rejects.toThrow('hangs');
    expect(engine.condition()).toBe('failing');
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
    expect(soundOf(await engine.say(CALL, 160)).seconds).toBeGreaterThan(2.5);
    expect(engine.condition()).toBe('ready');
  });

  it.each([
    ['throws from some saying on', 'throw new WebAssembly.RuntimeError("memory access out of bounds")'],
    ['is silent from some saying on', 'return'],
  ])('is replaced when it %s', { timeout: 60_000 }, async (_, broken) => {
    const engine = builtIn(synthesisThatBreaks(broken));
    const said = async (count: number): Promise<number | undefined> => {
      for (let saying = 0; saying < count; saying += 1) await engine.say(CALL, 160);
      return engine.pid;
    };
    const first = await said(1);
    const last = await said(6);
    expect(last).not.toBe(first);
    expect(isRunning(first ?? 0)).toBe(false);
    expect(engine.condition()).toBe('ready');
  });

  it('that fails with every process is called failing and rests', { timeout: 60_000 }, async () => {
    const engine = builtIn(synthesisThatBreaks('return', 0));
    await expect(engine.say(CALL, 160)).rejects.toThrow('no sound');
    expect(engine.condition()).toBe('failing');
    await expect(engine.say(CALL, 160)).rejects.toThrow('failed just now');
    await delay(1_100);
    await expect(engine.say(CALL, 160), 'the fault itself, no matter how often').rejects.toThrow('no sound');
  });

  it('starts nothing any more for what was asked before it was stopped', { timeout: 60_000 }, async () => {
    const engine = builtIn();
    await engine.say(CALL, 160);
    const asked = Promise.allSettled([engine.say(CALL, 161), engine.say(CALL, 162)]);
    await engine.stop();
    expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(engine.condition(), 'to be ended is no fault').toBe('ready');
    expect(engine.pid).toBeUndefined();
  });

  it('says that it is not installed', async () => {
    const engine = builtIn(NOT_INSTALLED);
    engine.start();
    expect(engine.condition()).toBe('missing');
    await expect(engine.say(CALL, 160)).rejects.toThrow(EngineMissing);
  });

  it('ends with the hub, however the hub ends', { timeout: 60_000 }, async () => {
    const hub = await startHubProcess(temporaryFolder());
    const children = (): readonly number[] =>
      readFileSync(`/proc/${hub.pid}/task/${hub.pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
    await vi.waitFor(() => expect(children()).toHaveLength(1), { timeout: 20_000 });
    const [voice = 0] = children();
    process.kill(voice, 'SIGSTOP');
    await hub.end('SIGKILL');
    process.kill(voice, 'SIGCONT');
    await vi.waitFor(() => expect(isRunning(voice)).toBe(false), { timeout: 20_000 });
  });

  it('[D5] ends with the hub, also while it hangs and hears nothing', { timeout: 60_000 }, async () => {
    const hang = `process.getBuiltinModule('node:fs').writeFileSync(new URL('hanging', import.meta.url), String(process.pid));
      for (;;);`;
    const module = synthesisThatBreaks(hang, 0);
    const url = new URL('../../server/voice/built-in-engine.ts', import.meta.url).href;
    const hub = `import { BuiltInEngine } from '${url}'; new BuiltInEngine({ module: '${module}' }).start();`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', hub]);
    onTestFinished(() => void parent.kill('SIGKILL'));
    const voice = await vi.waitFor(
      () => {
        const pid = Number(readFileSync(join(module, 'hanging'), 'utf8'));
        expect(pid).toBeGreaterThan(0);
        return pid;
      },
      { timeout: 30_000 },
    );
    onTestFinished(() => {
      if (isRunning(voice)) process.kill(voice, 'SIGKILL');
    });
    expect([isRunning(voice), isRunning(parent.pid ?? 0)]).toEqual([true, true]);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(isRunning(voice)).toBe(false), { timeout: 15_000 });
  });
});

describe('a hall whose voice fails', () => {
  it('goes on in silence where none is installed, and the board says so', { timeout: 60_000 }, async () => {
    installed(null);
    const speaking = await startSpeakingHall({ module: NOT_INSTALLED });
    await speaking.call();
    const silent = await speaking.hear('/announcements/1/audio');
    expect([silent.status, codeOf(silent)]).toEqual([503, 'voice-not-ready']);
    expect(await speaking.alarms()).toMatchObject([{ kind: 'voice', detail: 'missing' }]);
    await speaking.call();
  });

  it.runIf(isInstalled)('is spoken for by the other engine', { timeout: 60_000 }, async () => {
    const speaking = await startSpeakingHall({ module: NOT_INSTALLED });
    await speaking.call();
    const { status, headers, file } = await speaking.hear('/announcements/1/audio');
    expect([status, headers.get('x-paihao-voice')]).toEqual([200, 'system']);
    expect(soundOf(file).seconds).toBeGreaterThan(2.5);
    expect(await speaking.alarms()).toEqual([]);
  });

  it('goes on while a program hangs, which is killed with what it started', { timeout: 60_000 }, async () => {
    const folder = installed('echo $$ >> "$(dirname "$0")/started"; sleep 600 & sleep 600');
    const speaking = await startSpeakingHall({ module: NOT_INSTALLED });
    await speaking.hub.configure({ voice: { ...demoHall().voice, engine: 'system' } });
    await speaking.call();
    await speaking.call();
    const silent = await speaking.hear('/announcements/1/audio');
    expect([silent.status, codeOf(silent)]).toEqual([503, 'voice-not-ready']);
    expect(await speaking.alarms()).toMatchObject([{ kind: 'voice', detail: 'failing' }]);
    const started = readFileSync(join(folder, 'started'), 'utf8').trim().split('\n').map(Number);
    await vi.waitFor(() => expect(started.slice(0, 1).filter(isRunning)).toEqual([]), { timeout: 10_000 });
    await speaking.call();
  });

  it.each([
    ['ends with an error', 'exit 3', 'ended with 3'],
    ['writes no sound', 'cat >/dev/null; echo hello', 'gave no sound'],
    ['writes without end', 'cat >/dev/null; cat /dev/zero', 'does not stop'],
  ])('is told of a program that %s, which then rests', async (_, script, why) => {
    const folder = installed(`echo "$1" >> "$(dirname "$0")/started"; ${script}`);
    const engine = new SystemEngine();
    await expect(engine.say(CALL, 160)).rejects.toThrow(`espeak-ng ${why}`);
    expect(engine.condition()).toBe('failing');
    await expect(engine.say(CALL, 160)).rejects.toThrow('failed just now');
    expect(readFileSync(join(folder, 'started'), 'utf8')).toBe('-v\n');
  });
});
