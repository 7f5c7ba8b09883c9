import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { parseHallId } from '../../domain/values.ts';
import { type CacheOptions, SoundCache } from '../../server/voice/sound-cache.ts';
import { Speaker } from '../../server/voice/speaker.ts';
import type { Clips, VoiceEngine } from '../../server/voice/voice-engine.ts';
import { wav } from '../../server/voice/wav.ts';
import { temporaryFolder } from '../support/folder.ts';
import { qingxi, sure } from '../support/people.ts';

/** A second of a sound of its own. */
const sound = (of: number): Buffer => wav(new Int16Array(22_050).fill(of));

function keeping(folder: string, options: Partial<CacheOptions> = {}) {
  const warned: string[] = [];
  const sink = new Writable({
    write(line: Buffer, _, done) {
      warned.push(line.toString());
      done();
    },
  });
  const cache = new SoundCache({ folder, log: pino(sink), ...options });
  let made = 0;
  const get = async (of: number): Promise<Buffer> => {
    const got = await cache.get(['test', String(of)], () => {
      made += 1;
      return Promise.resolve(sound(of));
    });
    await cache.settled();
    return got;
  };
  return { cache, get, made: () => made, warned };
}

const filesIn = (folder: string): readonly string[] => readdirSync(folder).map((name) => join(folder, name));

it('a sound is made once: asked twice at once, again, and after a restart', async () => {
  const folder = temporaryFolder();
  const before = keeping(folder);
  const both = await Promise.all([before.get(1), before.get(1)]);
  for (const got of [...both, await before.get(1)]) expect(got.equals(sound(1))).toBe(true);
  expect(before.made()).toBe(1);
  const after = keeping(folder);
  expect((await after.get(1)).equals(sound(1))).toBe(true);
  expect(after.made()).toBe(0);
});

it.each([
  ['cut short', (file: string) => truncateSync(file, 1_000)],
  ['empty', (file: string) => truncateSync(file, 0)],
  ['grown', (file: string) => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.alloc(9)]))],
  ['all zeros', (file: string) => writeFileSync(file, Buffer.alloc(readFileSync(file).length))],
  [
    'changed in one sample',
    (file: string) => {
      const bytes = readFileSync(file);
      bytes.writeInt16LE(77, 5_000);
      writeFileSync(file, bytes);
    },
  ],
])('a file that is %s is found out and made anew', async (_, damage) => {
  const folder = temporaryFolder();
  await keeping(folder).get(1);
  const [file = ''] = filesIn(folder);
  damage(file);
  const after = keeping(folder);
  expect((await after.get(1)).equals(sound(1))).toBe(true);
  expect(after.made()).toBe(1);
  const mended = keeping(folder);
  await mended.get(1);
  expect(mended.made()).toBe(0);
});

it('where nothing can be written the sound goes out all the same, and one line of the log says so', async () => {
  const place = join(temporaryFolder(), 'cache');
  writeFileSync(place, 'a file where the folder should be');
  const { get, made, warned } = keeping(place, { bytesInMemory: 0 });
  for (const of of [1, 2, 1]) expect((await get(of)).equals(sound(of))).toBe(true);
  expect(made()).toBe(3);
  expect(warned).toHaveLength(1);
  rmSync(place);
  await get(3);
  expect(filesIn(place)).toHaveLength(1);
});

it('the disk holds so much and no more: what was used longest ago goes first, and halves of files go too', async () => {
  const folder = temporaryFolder();
  const size = sound(0).length + 12;
  const { get } = keeping(folder, { bytesOnDisk: size * 4, bytesInMemory: 0 });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'left-behind.part'), 'half');
  for (const of of [1, 2, 3, 4]) {
    const known = new Set(readdirSync(folder));
    await get(of);
    const fresh = sure(readdirSync(folder).find((name) => !known.has(name)));
    utimesSync(join(folder, fresh), of, of);
  }
  await get(1); // heard again just now
  await get(5);
  expect(readdirSync(folder).some((name) => name.endsWith('.part'))).toBe(false);
  const left = filesIn(folder).map((file) => readFileSync(file).readInt16LE(100));
  expect(left.sort()).toEqual([1, 4, 5]);
});

/** Says by what it was asked to speak, instead of speaking. */
function engineThatTells(name: 'built-in' | 'system', version: string): VoiceEngine {
  return {
    name,
    start: () => undefined,
    stop: () => Promise.resolve(),
    condition: () => 'ready',
    version: () => Promise.resolve(version),
    say: ({ language }, speed) =>
      Promise.resolve(Buffer.from([name, version, JSON.stringify(language), speed].join(' '))),
  };
}

it('what is kept is never taken for what another language, engine, version, speed or hall would say', async () => {
  const cache = new SoundCache({ folder: temporaryFolder(), log: pino({ level: 'silent' }) });
  /** As recorded in every hall on the same day, in files of the same size. */
  const clips: Clips = {
    say: (hall, pack) => Promise.resolve(Buffer.from(`${hall} ${pack}`)),
    revision: () => Promise.resolve('1'),
  };
  const told = async ({ version = '1', language = 'cmn' as const as 'cmn' | 'en', hall = qingxi, voice = {} }) => {
    const [builtIn, system] = [engineThatTells('built-in', version), engineThatTells('system', version)];
    const speaker = new Speaker({ builtIn, system, clips, cache, fault: () => undefined });
    const saying = { language, text: 'OK', tokens: [{ kind: 'number', text: 'OK' }] } as const;
    return (await speaker.say(hall, { ...demoHall().voice, speed: 160, ...voice }, [saying])).wav.toString();
  };
  for (let look = 0; look < 2; look += 1) {
    expect(await told({})).toBe('built-in 1 "cmn" 160');
    expect(await told({ language: 'en' })).toBe('built-in 1 "en" 160');
    expect(await told({ version: '2' })).toBe('built-in 2 "cmn" 160');
    expect(await told({ voice: { engine: 'system' } })).toBe('system 1 "cmn" 160');
    expect(await told({ voice: { speed: 200 } })).toBe('built-in 1 "cmn" 200');
    for (const hall of ['qingxi', 'baishui'].map((name) => sure(parseHallId(name)))) {
      expect(await told({ hall, voice: { pack: 'own' } })).toBe(`${hall} own`);
      expect(await told({ hall, voice: { pack: 'other' } })).toBe(`${hall} other`);
    }
  }
  await cache.settled();
});
