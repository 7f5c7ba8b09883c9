import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnnouncementView } from '../../protocol/views.ts';
import { CHIME_MS, Hall, type Heard, SAYING_MS } from './support/announcing-hall.ts';

function expectOneAtATime(heard: readonly Heard[]): void {
  for (const [index, sound] of heard.entries()) expect(sound.from).toBeGreaterThanOrEqual(heard[index - 1]?.to ?? 0);
}

describe('one call', () => {
  it('[D4] chime, then twice', async () => {
    const hall = new Hall();
    hall.push(true);
    hall.call();
    hall.push(false);
    await hall.pass(60_000);
    expect(hall.heard.map(({ what }) => what)).toEqual(['ring', 'say', 'say']);
    expectOneAtATime(hall.heard);
    expect(hall.announcer.current).toBeNull();
  });

  it('[D4] a recall waits its turn and is announced like a call', async () => {
    const hall = new Hall();
    hall.push(true);
    hall.call();
    hall.push(false);
    await hall.pass(2_000);
    hall.call('recall');
    hall.push(false);
    expect(hall.said).toEqual([1]);
    await hall.pass(60_000);
    expect(hall.heard.map(({ what, no }) => no ?? what)).toEqual(['ring', 1, 1, 'ring', 2, 2]);
    expectOneAtATime(hall.heard);
  });

  it('[D4] three at once are all told in full: 14 s wait behind the first', async () => {
    const hall = new Hall();
    hall.push(true);
    for (let call = 0; call < 3; call += 1) hall.call();
    hall.push(false);
    await hall.pass(60_000);
    expect(hall.heard.map(({ what, no }) => no ?? what)).toEqual(['ring', 1, 1, 'ring', 2, 2, 'ring', 3, 3]);
  });

  it('a sound that fails does not silence the next call', async () => {
    const hall = new Hall((no) => no === 1);
    hall.push(true);
    hall.call();
    hall.call();
    hall.push(false);
    await hall.pass(60_000);
    expect(hall.said).toEqual([1, 2]);
  });
});

describe('what is taken back', () => {
  it('a no-show taken back while it waits is not said; calls before and behind it are', async () => {
    const hall = new Hall();
    hall.push(true);
    hall.call();
    hall.call('no-show');
    hall.push(false);
    hall.takeBack();
    hall.push(false);
    hall.call();
    hall.push(false);
    await hall.pass(60_000);
    expect(hall.said).toEqual([1, 3]);
  });

  it('what is being said is said to its end', async () => {
    const hall = new Hall();
    hall.push(true);
    hall.call();
    hall.call('no-show');
    hall.push(false);
    await hall.pass(2 * SAYING_MS + CHIME_MS + 500);
    expect(hall.said).toEqual([1]);
    await hall.pass(1_000);
    hall.takeBack();
    hall.push(false);
    await hall.pass(60_000);
    expect(hall.heard.map(({ what, no }) => no ?? what)).toEqual(['ring', 1, 1, 'ring', 2, 2]);
  });

  it('taken back in a rush: those that are too old for the list are still said', async () => {
    const hall = new Hall();
    hall.push(true);
    for (let call = 0; call < 39; call += 1) {
      hall.call();
      hall.push(false);
    }
    hall.call('no-show');
    hall.push(false);
    hall.takeBack();
    hall.push(false);
    await hall.pass(600_000);
    expect(hall.said).toEqual(Array.from({ length: 39 }, (_, index) => index + 1));
  });
});

describe('what is found on connecting', () => {
  it('[D4] of what a screen finds, only what is younger than 30 s is announced', async () => {
    const hall = new Hall();
    hall.call();
    await hall.pass(1);
    hall.call();
    await hall.pass(29_999);
    hall.push(true);
    await hall.pass(60_000);
    expect(hall.said).toEqual([2]);
  });

  it('[D4] a screen loaded anew goes on behind what it told, after a restore from the beginning', async () => {
    const hall = new Hall();
    hall.push(true);
    for (let call = 0; call < 3; call += 1) hall.call();
    hall.push(false);
    await hall.pass(CHIME_MS + SAYING_MS);
    expect(hall.said).toEqual([1]);
    await hall.pass(SAYING_MS + 1);
    hall.reload();
    await hall.pass(60_000);
    expect(hall.said).toEqual([1, 2, 3]);
    hall.called.splice(0);
    hall.epoch = 'e2';
    hall.call();
    hall.reload();
    await hall.pass(60_000);
    expect(hall.said).toEqual([1, 2, 3, 1]);
  });

  it('[D4] a screen loaded anew while the chime rings says the call, which was not said yet', async () => {
    const hall = new Hall();
    hall.push(true);
    hall.call();
    hall.push(false);
    await hall.pass(CHIME_MS / 2);
    hall.reload();
    await hall.pass(60_000);
    expect(hall.heard.filter(({ no }) => no === 1)).toHaveLength(2);
  });

  it('[D4] what arrives live is announced, however old its instant', async () => {
    const hall = new Hall();
    hall.push(true);
    hall.call();
    await hall.pass(120_000);
    hall.push(false);
    await hall.pass(60_000);
    expect(hall.said).toEqual([1]);
  });

  it('[D4] after a restore the numbers begin anew, and nothing is told twice', async () => {
    const hall = new Hall();
    hall.push(true);
    for (let n = 0; n < 3; n += 1) {
      hall.call();
      await hall.pass(100);
    }
    hall.push(false);
    await hall.pass(25_000);
    hall.called.splice(2); // the third call is not in the back-up
    hall.epoch = 'e2';
    hall.push(true);
    await hall.pass(10_000);
    expect(hall.said).toEqual([1, 2, 3]);
    hall.call();
    hall.push(false);
    await hall.pass(60_000);
    expect(hall.heard.filter(({ no }) => no === 3)).toHaveLength(4); // another call under the same number
  });
});

describe('a rush', () => {
  it('[D4] 50 calls in two seconds: all, in order, one at a time, briefly while more than 20 s wait', async () => {
    const hall = new Hall();
    hall.push(true);
    for (let call = 0; call < 50; call += 1) {
      hall.call();
      hall.push(false);
      await hall.pass(40);
    }
    await hall.pass(600_000);
    expect(hall.said).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expectOneAtATime(hall.heard);
    const full = hall.heard.filter(({ what }) => what === 'ring').length;
    expect(full).toBe(4); // the first after the silence, and the last three, with less than 20 s behind them
    expect(hall.heard.filter(({ no }) => no === 25)).toHaveLength(1);
    expect(hall.heard.filter(({ no }) => no === 50)).toHaveLength(2);
  });

  it('[D4] a rush after a silence begins with the chime, so that people look up', async () => {
    const hall = new Hall();
    hall.push(true);
    for (let call = 0; call < 10; call += 1) hall.call();
    hall.push(false);
    await hall.pass(600_000);
    expect(hall.heard.slice(0, 3).map(({ what, no }) => no ?? what)).toEqual(['ring', 1, 2]);
  });

  it('[D7] lets go of 1,000 calls once they are told', async () => {
    const hall = new Hall();
    hall.push(true);
    const seen: WeakRef<AnnouncementView>[] = [];
    for (let call = 0; call < 1_000; call += 1) {
      hall.call();
      hall.push(false);
      seen.push(new WeakRef(hall.called.at(-1) ?? fail()));
      hall.called.splice(0, hall.called.length - 20);
    }
    await hall.pass(4_000_000);
    expect(hall.said).toHaveLength(1_000);
    hall.called.splice(0);
    await new Promise((go) => setImmediate(go)); // a WeakRef holds until its task is over
    collectGarbage();
    expect(seen.filter((ref) => ref.deref() !== undefined)).toHaveLength(0);
  });
});

type Step =
  | { readonly do: 'call' | 'recall'; readonly after: number }
  | { readonly do: 'cut'; readonly after: number }
  | { readonly do: 'again'; readonly after: number };

describe('cuts and reconnects from a seed', () => {
  const steps = fc.array(
    fc.record({
      do: fc.constantFrom<Step['do'][]>('call', 'call', 'call', 'recall', 'cut', 'again'),
      after: fc.integer({ min: 0, max: 6_000 }),
    }),
    { minLength: 1, maxLength: 60 },
  );

  it('[D4] nothing lost that is still new, nothing doubled, nothing overlapping, all in order', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (walk) => {
        const hall = new Hall();
        hall.push(true);
        const due: number[] = [];
        let unseen: AnnouncementView[] = [];
        let line = true;
        const reconnect = (): void => {
          const visible = unseen.filter((call) => hall.called.slice(-20).includes(call));
          due.push(...visible.filter(({ at }) => hall.now - Date.parse(at) < 30_000).map(({ no }) => no));
          unseen = [];
          line = true;
          hall.push(true);
        };
        for (const step of walk) {
          await hall.pass(step.after);
          if (step.do === 'cut') line = false;
          else if (step.do === 'again') reconnect();
          else {
            hall.call(step.do);
            const call = hall.called.at(-1);
            if (call === undefined) continue;
            if (line) {
              due.push(call.no);
              hall.push(false);
            } else unseen.push(call);
          }
        }
        reconnect();
        await hall.pass(3_600_000);
        expect(hall.said).toEqual(due);
        expectOneAtATime(hall.heard);
        for (const no of due) expect(hall.heard.filter((sound) => sound.no === no).length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 200 },
    );
  });
});

function fail(): never {
  throw new Error('no call was made');
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  gc();
}
