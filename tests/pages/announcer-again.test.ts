import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnnouncementView } from '../../protocol/views.ts';
import { CHIME_MS, expectOneAtATime, Hall, SAYING_MS } from './support/announcing-hall.ts';

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

  it('[D4] after a restart of the hub what waited is told once, and what was told is not told again', async () => {
    const hall = new Hall();
    hall.push(true);
    for (let call = 0; call < 5; call += 1) hall.call();
    hall.push(false);
    await hall.pass(5_000);
    hall.epoch = 'e2';
    hall.push(true);
    await hall.pass(60_000);
    expect(hall.said).toEqual([1, 2, 3, 4, 5]);
    expect(hall.heard.filter(({ no }) => no === 1)).toHaveLength(1); // more than 20 s waited behind it
    hall.call();
    hall.push(false);
    await hall.pass(10_000);
    hall.epoch = 'e3';
    hall.reload();
    await hall.pass(60_000);
    expect(hall.said).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('[D4] after a restart of the hub the second telling of a call is asked of the hub that is there', async () => {
    const hall = new Hall();
    hall.push(true);
    hall.call();
    hall.push(false);
    await hall.pass(CHIME_MS + 500);
    hall.epoch = 'e2';
    hall.push(true);
    expect(hall.prepared).toEqual(['e2 1']);
    await hall.pass(60_000);
    expect(hall.heard.map(({ no, epoch }) => [no, epoch])).toEqual([
      [null, null],
      [1, 'e1'],
      [1, 'e2'],
    ]);
  });

  it('[D4] after a restore, calls that the hub does not know are not told; those it knows are', async () => {
    const hall = new Hall();
    hall.push(true);
    for (let call = 0; call < 6; call += 1) hall.call();
    hall.push(false);
    await hall.pass(1_500);
    hall.called.splice(2);
    hall.epoch = 'e2';
    hall.push(true);
    await hall.pass(60_000);
    expect(hall.said).toEqual([1, 2]);
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

  it('[D4] after a restore by a hub whose clock was an hour ahead before, new calls are told, and once', async () => {
    const hall = new Hall();
    hall.now += 3_600_000;
    hall.push(true);
    hall.call();
    hall.push(false);
    await hall.pass(60_000);
    hall.called.splice(0);
    hall.epoch = 'e2';
    hall.now -= 3_600_000;
    hall.call();
    hall.push(true);
    await hall.pass(20_000);
    hall.epoch = 'e3';
    hall.push(true); // and the hub restarts while that call is still new
    await hall.pass(60_000);
    expect(hall.heard.map(({ what, no }) => no ?? what)).toEqual(['ring', 1, 1, 'ring', 1, 1]);
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
