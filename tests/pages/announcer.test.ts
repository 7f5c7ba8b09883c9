import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { AnnouncementQueue } from '../../display/announcement-queue.ts';
import type { AnnouncementView } from '../../protocol/views.ts';
import { CHIME_MS, expectOneAtATime, Hall, SAYING_MS } from './support/announcing-hall.ts';

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

  it.each([
    [2, '20 s', { chime: true, times: 2 }],
    [3, 'more', { chime: false, times: 1 }],
  ])('[D4] with %i calls behind it, %s in all, a call in a rush is told so: %o', (behind, _, told) => {
    const queue = new AnnouncementQueue({ chime: 2_000, saying: () => 4_000 });
    const hall = new Hall();
    for (let call = 0; call < behind + 2; call += 1) hall.call();
    queue.take(hall.called, { epoch: 'e1', now: hall.now, found: false });
    queue.next();
    expect(queue.next()).toMatchObject({ said: { announcement: { no: 2 } }, ...told });
    expect(queue.length).toBe(behind);
  });

  it('[D4] calls are told in the order of their numbers, however the hall lists them', async () => {
    const hall = new Hall();
    hall.push(true);
    for (let call = 0; call < 3; call += 1) hall.call();
    hall.called.reverse();
    hall.push(false);
    await hall.pass(60_000);
    expect(hall.said).toEqual([1, 2, 3]);
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

  it('what is being said when it is taken back is said to its end, and not again', async () => {
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
    expect(hall.heard.map(({ what, no }) => no ?? what)).toEqual(['ring', 1, 1, 'ring', 2]);
  });

  it('a call taken back while its chime rings is not said, though it was the only one of the list', async () => {
    const hall = new Hall();
    hall.push(true);
    hall.call();
    hall.push(false);
    await hall.pass(CHIME_MS / 2);
    hall.takeBack();
    hall.push(false);
    await hall.pass(60_000);
    expect(hall.heard.map(({ what, no }) => no ?? what)).toEqual(['ring']);
  });

  it('a call that has other words by now, or happened at another time, is not said in its old ones', async () => {
    const hall = new Hall();
    hall.push(true);
    for (let call = 0; call < 4; call += 1) hall.call();
    hall.push(false);
    const [, second, third] = hall.called;
    if (second === undefined || third === undefined) fail();
    hall.called[1] = { ...second, text: '请A002号到5号窗口办理业务' };
    hall.called[2] = { ...third, at: new Date(hall.now + 1_000).toISOString() };
    hall.push(false);
    await hall.pass(60_000);
    expect(hall.said).toEqual([1, 4]);
  });

  it('a call taken back is not said, also where it is the oldest of the list', async () => {
    const hall = new Hall();
    hall.push(true);
    for (let call = 0; call < 3; call += 1) hall.call();
    hall.push(false);
    hall.called.splice(0, 2);
    hall.push(false);
    await hall.pass(60_000);
    expect(hall.heard.map(({ what, no }) => no ?? what)).toEqual(['ring', 'ring', 3, 3]);
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
    hall.push(false);
    await new Promise((go) => setImmediate(go)); // a WeakRef holds until its task is over
    collectGarbage();
    expect(seen.filter((ref) => ref.deref() !== undefined)).toHaveLength(0);
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
