import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { NotStored } from '../../db/store.ts';
import { ClipVoice } from '../../server/voice/clips/clip-voice.ts';
import { type Caller, done, expectProblem } from '../support/caller.ts';
import { temporaryFolder } from '../support/folder.ts';
import { QINGXI } from '../support/hall-spec.ts';
import { sure } from '../support/people.ts';
import { recordingOf, spokenWord } from '../support/recordings.ts';
import { freshKey, hall, startHub } from '../support/start-hub.ts';
import { fillDisk, tinyDisk } from '../support/tiny-disk.ts';

const PACKS = `${hall}/voice/packs`;
const WORD = recordingOf(spokenWord());

const upload = (keeper: Caller) =>
  keeper.ask('POST', `${PACKS}/own/clips/${encodeURIComponent('号')}`, new Uint8Array(WORD), {
    'content-type': 'audio/wav',
    'idempotency-key': freshKey(),
  });

it('where the voice folder is a file, packs and recordings are refused as not stored, until it is a folder again', async () => {
  const hub = await startHub();
  const keeper = await hub.user('supervisor');
  const folder = join(hub.data, 'voice');
  rmSync(folder, { recursive: true, force: true });
  writeFileSync(folder, '');
  expectProblem(await keeper.post(PACKS, { name: 'own' }), 503, 'not-stored');
  expectProblem(await upload(keeper), 503, 'not-stored');
  rmSync(folder);
  expectProblem(await upload(keeper), 404, 'unknown-pack');
  await done(keeper.post(PACKS, { name: 'own' }));
  await done(upload(keeper));
});

it('on a full disk a recording is refused as not stored and leaves nothing behind; with room it is kept', async ({
  skip,
}) => {
  const hub = await startHub();
  const keeper = await hub.user('supervisor');
  const disk = tinyDisk(join(hub.data, 'voice', 'packs'), 1);
  skip(disk === undefined, 'a file system of a megabyte cannot be mounted here');
  await done(keeper.post(PACKS, { name: 'own' }));
  const filler = fillDisk(sure(disk));
  expectProblem(await upload(keeper), 503, 'not-stored');
  expect((await done(keeper.get(`${hall}/voice`)))['packs']).toMatchObject([{ name: 'own', clips: [] }]);
  rmSync(filler);
  await done(upload(keeper));
});

it('the log tells once that recordings cannot be kept, and again after one was', async () => {
  const folder = join(temporaryFolder(), 'packs');
  const lines: string[] = [];
  const clips = new ClipVoice(folder, pino({}, { write: (line: string) => void lines.push(line) }));
  const keep = () => clips.keepClip(QINGXI, 'own', '号', WORD);
  const fail = async (): Promise<void> => {
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, '');
    await expect(clips.addPack(QINGXI, 'own')).rejects.toThrow(NotStored);
    await expect(keep()).rejects.toThrow(NotStored);
    rmSync(folder);
  };
  await fail();
  expect(lines).toHaveLength(1);
  expect(await clips.addPack(QINGXI, 'own')).toBe(true);
  expect(await keep()).toMatchObject({ word: '号', fault: null });
  await fail();
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    'recordings cannot be kept',
    'recordings cannot be kept',
  ]);
});
