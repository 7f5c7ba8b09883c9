import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { AnnouncementView } from '../../protocol/views.ts';
import { type Line, SoundingHall, VOICE_MS } from './support/sounding-hall.ts';

let hall: SoundingHall;
const open = (allowed = true): SoundingHall => (hall = new SoundingHall(allowed));
afterEach(() => hall.leave());

function expectOneAtATime(): void {
  for (const [index, { from, call, telling }] of hall.audio.heard.entries()) {
    if (call !== null) expect(telling).toBe(call);
    expect(from).toBeGreaterThanOrEqual(hall.audio.heard[index - 1]?.to ?? 0);
  }
  expect(hall.audio.sounding).toBe(0);
}

describe('one call', () => {
  it('[D4] chime, then twice, each to its end by the audio clock', async () => {
    open().push(true);
    hall.call();
    hall.push();
    await hall.pass(60_000);
    expect(hall.audio.heard.map(({ call, from, to }) => [call, Math.round(to - from)])).toEqual([
      [null, 1_700],
      ['e1 1', VOICE_MS],
      ['e1 1', VOICE_MS],
    ]);
    const [, first, second] = hall.audio.heard;
    expect(Math.round((second?.from ?? 0) - (first?.to ?? 0))).toBe(400); // a breath between them
    expectOneAtATime();
    expect(hall.announcer.current).toBeNull();
  });

  it('[D4] a recall waits until the call before it has ended', async () => {
    open().push(true);
    hall.call();
    hall.push();
    await hall.pass(3_000);
    hall.call('recall');
    hall.push();
    await hall.pass(60_000);
    expect(hall.voices).toEqual(['e1 1', 'e1 1', 'e1 2', 'e1 2']);
    expectOneAtATime();
  });

  it.each<Line>(['not-ready', 'busy'])('waits for a voice while the hub is %s, within its patience', async (line) => {
    open().line = line;
    hall.push(true);
    hall.call();
    hall.push();
    await hall.pass(1_000);
    hall.line = 'quick';
    await hall.pass(60_000);
    expect(hall.voices).toEqual(['e1 1', 'e1 1']);
  });

  it('a voice that comes late is heard from the second saying on', async () => {
    open().line = 'slow';
    hall.push(true);
    hall.call();
    hall.push();
    await hall.pass(60_000);
    expect(hall.voices).toEqual(['e1 1']);
  });

  it.each<Line>(['none', 'noise', 'not-ready', 'dead', 'silent'])(
    'goes on by captions when the sound is %s',
    async (line) => {
      open().line = line;
      hall.push(true);
      for (let call = 0; call < 5; call += 1) hall.call();
      hall.push();
      await hall.pass(45_000);
      expect(hall.voices).toEqual([]);
      expect(hall.told).toEqual([1, 2, 3, 4, 5]);
      expect(hall.announcer.current).toBeNull();
      expect(hall.asking).toBe(0);
    },
  );

  it('a sound that failed while its call waited is asked for once more when its turn has come', async () => {
    open().line = 'dead';
    hall.push(true);
    for (let call = 0; call < 4; call += 1) hall.call();
    hall.push();
    await hall.pass(9_000);
    hall.line = 'quick';
    await hall.pass(60_000);
    expect(hall.voices.at(-1)).toBe('e1 4');
    expect(new Set(hall.voices).size).toBeGreaterThanOrEqual(2);
  });

  it('[D4] after a restore a number never has the sound of the life before', async () => {
    open().push(true);
    hall.answering = 'e2'; // the hub is another already, and the screen does not know it yet
    hall.call();
    hall.push();
    await hall.pass(20_000);
    expect(hall.told).toEqual([1]);
    expect(hall.voices).toEqual([]);
    hall.epoch = 'e2';
    hall.call();
    hall.push(true);
    await hall.pass(20_000);
    expect(hall.voices).toEqual(['e2 2', 'e2 2']);
  });

  it('[D4] after a restart of the hub the calls that wait have their sounds', async () => {
    open().push(true);
    for (let call = 0; call < 9; call += 1) hall.call();
    hall.push();
    await hall.pass(4_000);
    hall.epoch = 'e2';
    hall.push(true);
    await hall.pass(120_000);
    expect(hall.told).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(
      hall.voices.map((voice) => Number(voice.slice(3))).filter((no, index, all) => no !== all[index - 1]),
    ).toEqual(hall.told);
  });

  it('[D4] the same number called anew behind a restore has its own sound', async () => {
    open().push(true);
    hall.call();
    hall.push();
    await hall.pass(3_000);
    hall.called.splice(0);
    hall.epoch = 'e2';
    hall.call();
    hall.push(true);
    await hall.pass(60_000);
    expect(hall.told).toEqual([1, 1]);
    expect(hall.voices).toEqual(['e1 1', 'e2 1', 'e2 1']); // the restored hub does not know the first
  });
});

describe('a browser that does not sound', () => {
  it('locked: captions alone and no sound asked for, until somebody touches the page', async () => {
    open(false).push(true);
    expect(hall.speaker.state).toBe('locked');
    hall.call();
    hall.push();
    await hall.pass(1_700 + 4_000 - 1);
    expect(hall.announcer.current?.no).toBe(1); // its caption stands as long as it would have been said
    await hall.pass(2);
    expect(hall.announcer.current).toBeNull();
    expect([hall.audio.heard, hall.mostAsking]).toEqual([[], 0]);
    hall.audio.allowed = true;
    await hall.speaker.unlock();
    expect(hall.speaker.state).toBe('on');
    hall.call();
    hall.push();
    await hall.pass(60_000);
    expect(hall.voices).toEqual(['e1 2', 'e1 2']);
  });

  it('locked again in the middle: it is told, nothing is heard late, and the queue goes on', async () => {
    open().push(true);
    const states: string[] = [];
    hall.speaker.addEventListener('state', () => states.push(hall.speaker.state));
    for (let call = 0; call < 3; call += 1) hall.call();
    hall.push();
    await hall.pass(3_000);
    hall.audio.allowed = false;
    await hall.audio.suspend();
    await hall.pass(30_000);
    expect(hall.told).toEqual([1, 2, 3]);
    hall.audio.allowed = true;
    await hall.speaker.unlock();
    await hall.pass(30_000);
    expect(states).toEqual(['locked', 'on']);
    expect(hall.voices).toEqual([]);
    expectOneAtATime();
  });

  it('one that swallows every sound stops no call, is told as locked, and a sound that is heard takes it back', async () => {
    open().push(true);
    hall.audio.moves = false;
    hall.call();
    hall.push();
    await hall.pass(30_000);
    expect(hall.announcer.current).toBeNull();
    expect(hall.speaker.state).toBe('locked');
    hall.audio.moves = true;
    hall.call();
    hall.push();
    await hall.pass(30_000);
    expect(hall.told).toEqual([1, 2]);
    expect(hall.voices).toEqual(['e1 2', 'e1 2']);
    expect(hall.speaker.state).toBe('on');
    expectOneAtATime();
  });
});

describe('a rush', () => {
  it('[D4] 50 calls in two seconds: all, in order, never two at a time, without chime and repeat until 20 s are left', async () => {
    open().push(true);
    for (let call = 0; call < 50; call += 1) {
      hall.call();
      hall.push();
      await hall.pass(40);
    }
    await hall.pass(600_000);
    const numbers = Array.from({ length: 50 }, (_, index) => index + 1);
    expect(hall.told).toEqual(numbers);
    expect(hall.voices.filter((call, index) => call !== hall.voices[index - 1])).toEqual(
      numbers.map((no) => `e1 ${String(no)}`),
    );
    expect(hall.voices.filter((call) => call === 'e1 25')).toHaveLength(1);
    expect(hall.voices.filter((call) => call === 'e1 50')).toHaveLength(2);
    expect(hall.audio.heard.filter(({ call }) => call === null)).toHaveLength(3); // the first, and the last two
    expect(hall.mostAsking).toBeLessThanOrEqual(4);
    expectOneAtATime();
  });
});

interface Step {
  readonly do: AnnouncementView['kind'] | 'cut' | 'again' | 'suspend' | 'resume' | 'swallow' | 'sound' | Line;
  readonly after: number;
}

describe('cuts, reconnects and failing sound from a seed', () => {
  const steps = fc.array(
    fc.record<Step>({
      do: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom<Step['do'][]>('call', 'call', 'recall', 'no-show') },
        { weight: 1, arbitrary: fc.constantFrom<Step['do'][]>('cut', 'again', 'again') },
        { weight: 1, arbitrary: fc.constantFrom<Step['do'][]>('suspend', 'resume', 'swallow', 'sound', 'sound') },
        { weight: 1, arbitrary: fc.constantFrom<Step['do'][]>('quick', 'quick', 'slow', 'silent', 'none', 'dead') },
      ),
      after: fc.integer({ min: 0, max: 8_000 }),
    }),
    { minLength: 1, maxLength: 60 },
  );

  it('[D4] nothing lost that is still new, nothing doubled, overlapping, out of order or said for another', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (walk) => {
        open().push(true);
        const due: number[] = [];
        let unseen: AnnouncementView[] = [];
        let line = true;
        const sound = hall.audio;
        const reconnect = (): void => {
          const visible = unseen.filter((call) => hall.called.slice(-20).includes(call));
          due.push(...visible.filter(({ at }) => hall.now - Date.parse(at) < 30_000).map(({ no }) => no));
          unseen = [];
          line = true;
          hall.push(true);
        };
        for (const { do: what, after } of walk) {
          await hall.pass(after);
          if (what === 'cut') line = false;
          else if (what === 'again') reconnect();
          else if (what === 'suspend') {
            sound.allowed = false;
            await sound.suspend();
          } else if (what === 'resume') {
            sound.allowed = true;
            await sound.resume();
          } else if (what === 'swallow' || what === 'sound') sound.moves = what === 'sound';
          else if (what === 'call' || what === 'recall' || what === 'no-show') {
            const call = hall.call(what);
            if (line) {
              due.push(call.no);
              hall.push();
            } else unseen.push(call);
          } else hall.line = what;
        }
        reconnect();
        await hall.pass(3_600_000);
        expect(hall.told).toEqual(due);
        expect(hall.announcer.current).toBeNull();
        expectOneAtATime();
        const said = hall.voices.map((call) => Number(call.slice(3)));
        expect(said).toEqual([...said].sort((a, b) => a - b));
        for (const no of said) expect(due).toContain(no);
        for (const no of due) expect(said.filter((each) => each === no).length).toBeLessThanOrEqual(2);
        expect(hall.asking).toBe(0);
        hall.leave();
      }),
      { numRuns: 100 },
    );
  });
});
