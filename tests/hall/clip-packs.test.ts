import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../db/sqlite/open-store.ts';
import { parseHallId } from '../../domain/values.ts';
import type { ClipState, VoiceState } from '../../protocol/voice.ts';
import { storeFile } from '../../server/replace-store-file.ts';
import { readWav } from '../../server/voice/clips/read-wav.ts';
import { msOf } from '../../server/voice/clips/sound.ts';
import type { Answer } from '../support/answer.ts';
import { type Caller, done, expectProblem } from '../support/caller.ts';
import { sure } from '../support/people.ts';
import { pitchOf, recordingOf, silence, spokenWord, whiteNoise } from '../support/recordings.ts';
import { freshKey, hall, startHub, type TestHub } from '../support/start-hub.ts';

const packs = `${hall}/voice/packs`;
const clip = (word: string, pack = 'qingxi-hua'): string => `${packs}/${pack}/clips/${encodeURIComponent(word)}`;
const word = (text: string): Buffer => recordingOf(spokenWord({ hz: pitchOf(text), ms: 280 * [...text].length }));

function upload(caller: Caller, path: string, bytes: Buffer, type = 'audio/wav', key = freshKey()): Promise<Answer> {
  return caller.ask('POST', path, new Uint8Array(bytes), { 'content-type': type, 'idempotency-key': key });
}

async function state(caller: Caller): Promise<VoiceState> {
  return (await done(caller.get(`${hall}/voice`))) as unknown as VoiceState;
}

async function hear(hub: TestHub, caller: Caller, path: string): Promise<{ status: number; type: string; ms: number }> {
  const response = await fetch(`${hub.url()}/api/v1${path}`, { headers: caller.headers });
  const sound = readWav(Buffer.from(await response.arrayBuffer()));
  const ms = sound === null ? 0 : msOf(sound.samples.length);
  return { status: response.status, type: response.headers.get('content-type') ?? '', ms };
}

/** A hub with an empty pack, and who keeps its voice. */
async function hubWithPack(): Promise<{ hub: TestHub; keeper: Caller; folder: string }> {
  const hub = await startHub();
  const keeper = await hub.user('supervisor');
  await done(keeper.post(packs, { name: 'qingxi-hua' }));
  return { hub, keeper, folder: join(hub.data, 'voice', 'packs', 'qingxi', 'qingxi-hua') };
}

it('a new pack lacks every word that the hall’s calls need, and each recording takes its word off the list', async () => {
  const { hub, keeper } = await hubWithPack();
  const [empty] = (await state(keeper)).packs;
  expect(empty).toMatchObject({ name: 'qingxi-hua', clips: [] });
  expect(empty?.missing).toEqual(expect.arrayContaining(['请', 'A', '零', '九', '号', '到', '窗口', '办理', '业务']));

  const kept = (await done(upload(keeper, clip('窗口'), word('窗口')))) as unknown as ClipState;
  expect(kept).toMatchObject({ word: '窗口', fault: null });
  expect(kept.durationMs).toBeGreaterThan(400);
  const [one] = (await state(keeper)).packs;
  expect(one?.clips).toEqual([kept]);
  expect(one?.missing).toEqual(empty?.missing.filter((each) => each !== '窗口'));

  await hub.configure({ oneAs: '幺', noShowText: '{number}号未到，{window}号窗口' });
  expect((await state(keeper)).packs[0]?.missing).toEqual(expect.arrayContaining(['幺', '一', '未到']));
});

it('a clip is heard as it will be joined, replaced by a newer one, and removed', async () => {
  const { hub, keeper } = await hubWithPack();
  const slow = recordingOf(spokenWord({ ms: 250, aroundMs: 900 }));
  await done(upload(keeper, clip('号'), slow, 'audio/x-wav'));
  const heard = await hear(hub, keeper, clip('号'));
  expect(heard).toMatchObject({ status: 200, type: 'audio/wav' });
  expect(heard.ms).toBeLessThan(300);
  await done(upload(keeper, clip('号'), recordingOf(spokenWord({ ms: 150 }))));
  expect((await hear(hub, keeper, clip('号'))).ms).toBeLessThan(heard.ms - 60);

  await done(keeper.post(`${clip('号')}/remove`));
  expect((await hear(hub, keeper, clip('号'))).status).toBe(404);
  expectProblem(await keeper.post(`${clip('号')}/remove`), 404, 'unknown-clip');
});

it('a recording of nothing, of noise, of a speech or of no sound is refused with its fault, and the old one stays', async () => {
  const { hub, keeper } = await hubWithPack();
  await done(upload(keeper, clip('号'), word('号')));
  const before = await hear(hub, keeper, clip('号'));
  const bad = [
    ['silent', recordingOf(silence(700))],
    ['noise', recordingOf(whiteNoise(700))],
    ['too-long', recordingOf(spokenWord({ ms: 3_500 }))],
    ['unreadable', Buffer.from('不是录音')],
    ['unreadable', Buffer.alloc(0)],
  ] as const;
  for (const [fault, bytes] of bad) {
    const refused = await upload(keeper, clip('号'), bytes);
    expectProblem(refused, 400, 'invalid');
    expect(refused.body['errors']).toEqual([{ path: 'recording', message: fault }]);
  }
  expect(await hear(hub, keeper, clip('号'))).toEqual(before);
});

it('files put into the folder by hand are found by their names; what is no word or cannot be used is told', async () => {
  const { keeper, folder } = await hubWithPack();
  const files = { 'cmn-请.wav': word('请'), '到.WAV': word('到'), 'b.wav': word('B'), 'x-yz-号.wav': word('号') };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, '窗口.mp3'), 'no sound');
  writeFileSync(join(folder, 'readme.txt'), 'words');
  writeFileSync(join(folder, 'two words.wav'), word('号'));
  mkdirSync(join(folder, '一.wav'));
  const [pack] = (await state(keeper)).packs;
  const found = Object.fromEntries(sure(pack).clips.map((each) => [each.word, each.fault]));
  expect(found).toEqual({ 请: null, 到: null, B: null, 号: null, 窗口: 'unreadable', 一: 'unreadable' });
  expect(pack?.missing).toEqual(expect.arrayContaining(['窗口', '一']));

  writeFileSync(join(folder, '窗口.mp3'), word('窗口')); // a WAV under a wrong name is a WAV
  expect((await state(keeper)).packs[0]?.missing).not.toContain('窗口');
  rmSync(folder, { recursive: true });
  expect((await state(keeper)).packs).toEqual([]);
  expectProblem(await upload(keeper, clip('号'), word('号')), 404, 'unknown-pack');
});

it('an upload stands before every file put there by hand, however that is spelled', async () => {
  const { keeper, folder } = await hubWithPack();
  for (const name of ['a.wav', 'A.WAV', 'cmn-a.wav']) writeFileSync(join(folder, name), word('窗口'));
  const kept = (await done(upload(keeper, clip('A'), word('A')))) as unknown as ClipState;
  expect((await state(keeper)).packs[0]?.clips).toEqual([kept]);
});

it('no name leads out of the packs’ folder', async () => {
  const { hub, keeper } = await hubWithPack();
  for (const name of ['..', 'a/b', '../x', 'en', 'A', '', 'x'.repeat(33), '方言']) {
    expectProblem(await keeper.post(packs, { name }), 400, 'invalid');
  }
  expectProblem(await keeper.post(packs, { name: 'qingxi-hua' }), 409, 'pack-exists');
  for (const bad of ['../号', 'a b', '号.wav', '号\0', '号'.repeat(9), '1', '..\\号']) {
    expectProblem(await upload(keeper, clip(bad), word('号')), 400, 'invalid');
  }
  expectProblem(
    await upload(keeper, `${packs}/..%2Fother/clips/${encodeURIComponent('号')}`, word('号')),
    404,
    'unknown-pack',
  );
  expectProblem(await upload(keeper, clip('号', 'other'), word('号')), 404, 'unknown-pack');
  expect(readdirSync(join(hub.data, 'voice', 'packs'), { recursive: true })).toEqual(['qingxi', 'qingxi/qingxi-hua']);
});

it('only who keeps the voice may, with the session’s token', async () => {
  const { hub, keeper } = await hubWithPack();
  const staff = await hub.user('staff');
  for (const answer of [
    await staff.get(`${hall}/voice`),
    await staff.post(packs, { name: 'other' }),
    await upload(staff, clip('号'), word('号')),
    await staff.post(`${clip('号')}/remove`),
    await staff.get(clip('号')),
  ]) {
    expectProblem(answer, 403, 'forbidden');
  }
  expectProblem(await upload(hub.nobody, clip('号'), word('号')), 401, 'unauthenticated');
  const forged = await keeper.ask('POST', clip('号'), new Uint8Array(word('号')), {
    'content-type': 'audio/wav',
    'idempotency-key': freshKey(),
    'x-csrf-token': randomUUID(),
  });
  expectProblem(forged, 403, 'csrf');
  expect((await state(await hub.admin())).packs[0]?.clips).toEqual([]);
});

it('an upload that is too large, of another type or without a key is refused', async () => {
  const { keeper } = await hubWithPack();
  expectProblem(await upload(keeper, clip('号'), Buffer.alloc(2_100_000)), 413, 'too-large');
  expectProblem(await upload(keeper, clip('号'), word('号'), 'text/plain'), 400, 'invalid');
  const keyless = await keeper.ask('POST', clip('号'), new Uint8Array(word('号')), { 'content-type': 'audio/wav' });
  expectProblem(keyless, 400, 'invalid');
  expect((await state(keeper)).packs[0]?.clips).toEqual([]);
});

it('the same upload twice is kept once, another under its key is refused, and the audit trail names each change', async () => {
  const { hub, keeper, folder } = await hubWithPack();
  const key = freshKey();
  const first = await upload(keeper, clip('号'), word('号'), 'audio/wav', key);
  const { mtimeMs } = statSync(join(folder, '号.wav'));
  expect((await upload(keeper, clip('号'), word('号'), 'audio/wav', key)).body).toEqual(first.body);
  expect(statSync(join(folder, '号.wav')).mtimeMs).toBe(mtimeMs);
  expectProblem(await upload(keeper, clip('号'), word('到'), 'audio/wav', key), 409, 'key-reused');
  expect(readFileSync(join(folder, '号.wav')).toString('latin1', 0, 4)).toBe('RIFF');
  await done(keeper.post(`${clip('号')}/remove`));
  expect(readdirSync(folder)).toEqual([]);
  await hub.stop();

  const store = await openSqliteStore(storeFile(hub.data));
  const trail = await store.directory.auditTrail(sure(parseHallId('qingxi')), 20);
  await store.close();
  const voice = trail
    .filter(({ action }) => action.startsWith('voice-'))
    .map(({ by, action, facts }) => ({ by, action, facts }));
  const facts = JSON.stringify({ pack: 'qingxi-hua', word: '号' });
  expect(voice).toEqual([
    { by: 'staff:supervisor1', action: 'voice-clip-removed', facts },
    { by: 'staff:supervisor1', action: 'voice-clip-kept', facts },
    { by: 'staff:supervisor1', action: 'voice-pack-added', facts: JSON.stringify({ pack: 'qingxi-hua' }) },
  ]);
});
