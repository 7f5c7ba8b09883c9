import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { unsealed } from '../../server/voice/sealed-sound.ts';
import { done } from '../support/caller.ts';
import { watch } from '../support/watch.ts';
import { hall } from '../support/start-hub.ts';
import { codeOf, heardSome, soundOf, type SpeakingHall, startSpeakingHall } from '../support/speaking-hall.ts';

const PEAK = 32_767 * 10 ** (-1.5 / 20);
const withVoice = (change: object): object => ({ voice: { ...demoHall().voice, ...change } });

/** Files the cache has written, in the order they were written. */
function kept({ hub }: SpeakingHall): readonly Buffer[] {
  const folder = join(hub.data, 'voice', 'cache');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.wav'))
    .map((name) => join(folder, name));
  const at = (file: string): bigint => statSync(file, { bigint: true }).mtimeNs;
  return files.sort((a, b) => Number(at(a) - at(b))).map((file) => unsealed(readFileSync(file)) ?? Buffer.alloc(0));
}

describe('a hub that speaks', { timeout: 60_000 }, () => {
  it('[D5] gives any screen the sound of a call, with nothing but what is installed with it', async () => {
    const speaking = await startSpeakingHall();
    await speaking.call();
    const { status, headers, file } = await speaking.hear('/announcements/1/audio');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('audio/wav');
    expect(headers.get('content-length')).toBe(String(file.length));
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-paihao-voice')).toBe('built-in');
    const screen = await watch(speaking.hub.url(), await speaking.hub.pair('display'), 'hall');
    expect(headers.get('x-paihao-epoch')).toBe(screen.last().epoch); // numbers come again after a restore
    expect(file.toString('latin1', 0, 4) + file.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ');
    expect([file.readUInt16LE(20), file.readUInt16LE(22), file.readUInt32LE(24), file.readUInt16LE(34)]).toEqual([
      1, 1, 22_050, 16,
    ]);
    expect([file.readUInt32LE(4), file.readUInt32LE(40)]).toEqual([file.length - 8, file.length - 44]);
    const { seconds, peak, heard } = soundOf(file);
    expect(seconds).toBeGreaterThan(2.5);
    expect(seconds).toBeLessThan(6);
    expect(Math.abs(peak - PEAK)).toBeLessThan(300);
    expect(heard).toBeGreaterThan(0.6);

    await speaking.call();
    const second = await speaking.hear('/announcements/2/audio');
    expect(second.file.equals(file)).toBe(false);
    const again = await speaking.hear('/announcements/1/audio');
    expect(again.file.equals(file)).toBe(true);
    await vi.waitFor(() => expect(kept(speaking)).toHaveLength(3)); // with the prompt it began with

    await speaking.hub.configure(withVoice({ then: ['en'] }));
    const both = soundOf((await speaking.hear('/announcements/1/audio')).file);
    expect(both.seconds).toBeGreaterThan(seconds + 0.35 + 2);
    await speaking.hub.configure(withVoice({ speed: 240 }));
    expect(soundOf((await speaking.hear('/announcements/1/audio')).file).seconds).toBeLessThan(seconds * 0.8);

    const prompt = await speaking.hear('/voice/prompts/take-ticket');
    expect(soundOf(prompt.file).seconds).toBeGreaterThan(1);
    expect(prompt.headers.get('cache-control')).toBe('public, max-age=300');
    const english = await speaking.hear('/voice/prompts/take-ticket?lang=en');
    expect(english.file.equals(prompt.file)).toBe(false);
    for (const path of ['/announcements/3/audio', '/announcements/x/audio', '/voice/prompts/other']) {
      const unknown = await speaking.hear(path);
      expect([unknown.status, codeOf(unknown)], path).toEqual([404, 'no-voice']);
    }
  });

  it('has fifty calls of two seconds ready in their order, also those that no view shows any more', async () => {
    const speaking = await startSpeakingHall();
    for (let no = 1; no <= 50; no += 1) await speaking.call();
    await vi.waitFor(() => expect(kept(speaking)).toHaveLength(51), { timeout: 45_000, interval: 200 });
    const heard: Buffer[] = [];
    for (let no = 1; no <= 50; no += 1) heard.push((await speaking.hear(`/announcements/${no}/audio`)).file);
    expect(
      kept(speaking)
        .slice(1)
        .map((file) => heard.findIndex((each) => each.equals(file)) + 1),
    ).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it('keeps quiet where the hall wants it, calls all the same, and speaks at once when it is wanted again', async () => {
    const speaking = await startSpeakingHall();
    await speaking.hub.configure(withVoice({ engine: 'off' }));
    await speaking.call();
    const quiet = await speaking.hear('/announcements/1/audio');
    expect([quiet.status, codeOf(quiet)]).toEqual([404, 'no-voice']);
    expect((await speaking.hear('/voice/prompts/choose')).status).toBe(404);
    const keeper = await speaking.hub.user('supervisor');
    const off = { engine: 'off', condition: 'off', speaking: null };
    expect(await done(keeper.get(`${hall}/voice`))).toMatchObject(off);
    expect(await speaking.alarms()).toEqual([]);
    await speaking.hub.configure(withVoice({ engine: 'built-in' }));
    await heardSome(speaking);
    await speaking.hub.configure(withVoice({ engine: 'built-in', prompts: false }));
    expect((await speaking.hear('/announcements/1/audio')).status).toBe(200);
    expect((await speaking.hear('/voice/prompts/choose')).status).toBe(404);
  });

  it('[S2] lets who keeps the voice try it, and nobody else', async () => {
    const { hub } = await startSpeakingHall();
    const path = `${hall}/voice/try?number=A012&window=12`;
    const statusFor = async (role: 'supervisor' | 'staff'): Promise<number> => {
      const { headers } = await hub.user(role);
      const response = await fetch(`${hub.url()}/api/v1${path}`, { headers });
      if (response.ok) expect(soundOf(Buffer.from(await response.arrayBuffer())).seconds).toBeGreaterThan(2.5);
      return response.status;
    };
    expect([await statusFor('supervisor'), await statusFor('staff')]).toEqual([200, 403]);
    expect((await hub.nobody.get(path)).status).toBe(401);
    const { status, body } = await (await hub.user('supervisor')).get(`${hall}/voice/try?number=12&window=0`);
    expect([status, (body['errors'] as object[]).length]).toEqual([400, 2]);
  });
});
