import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eventHash } from '../../db/chain.ts';
import { GENESIS, NotStored } from '../../db/store.ts';
import { verifyChain } from '../../db/verify.ts';
import type { HallId, Instant } from '../../domain/values.ts';
import {
  all,
  answerTo,
  commitOf,
  DAY,
  HALL,
  minutes,
  newEvent,
  NINE,
  OTHER,
  privateText,
  rating,
  ticket,
  times,
} from './rows.ts';
import type { OpenedStore } from './store-kind.ts';

export function logContract(opened: () => OpenedStore): void {
  it('begins empty', async () => {
    const { log } = opened().store;
    expect(await log.halls()).toEqual([]);
    expect(await log.head(HALL)).toEqual({ seq: 0, hash: GENESIS });
    expect(await log.read(HALL, 0, 10)).toEqual([]);
    expect(await log.snapshot(HALL)).toBeUndefined();
    expect(await verifyChain(log, HALL)).toEqual({ ok: true, events: 0, head: { seq: 0, hash: GENESIS } });
  });

  it('keeps events as they were given, chained by hash', async () => {
    const { log } = opened().store;
    const [first, second] = [newEvent('一号窗口 “开” \u{20000}\n'), newEvent('', minutes(1))];
    const one = eventHash({ hall: HALL, seq: 1, ...first }, GENESIS);
    const two = eventHash({ hall: HALL, seq: 2, ...second }, one);
    expect(await log.append([commitOf(0, { events: [first, second] })])).toEqual([
      { ok: true, head: { seq: 2, hash: two } },
    ]);
    expect(await log.head(HALL)).toEqual({ seq: 2, hash: two });
    expect(await log.read(HALL, 0, 10)).toEqual([
      { hall: HALL, seq: 1, ...first, hash: one },
      { hall: HALL, seq: 2, ...second, hash: two },
    ]);
  });

  it('reads on from a place, ascending, no more than asked for', async () => {
    const { log } = opened().store;
    await log.append([commitOf(0, { events: times(20, (index) => newEvent(String(index))) })]);
    expect((await log.read(HALL, 9, 4)).map((event) => event.seq)).toEqual([10, 11, 12, 13]);
    expect(await log.read(HALL, 20, 4)).toEqual([]);
  });

  it('names the halls that have events, ascending', async () => {
    const { log } = opened().store;
    for (const hall of ['c', 'a', 'b'] as HallId[]) await log.append([commitOf(0, { hall, events: [newEvent('x')] })]);
    await log.append([commitOf(0, { hall: 'd' as HallId, answers: [answerTo('k')] })]);
    expect(await log.halls()).toEqual(['a', 'b', 'c']);
  });

  it('a verified chain gives its length and head, over many pages, and holds an older head against it', async () => {
    const { log } = opened().store;
    for (let after = 0; after < 1200; after += 300) {
      await log.append([commitOf(after, { events: times(300, (index) => newEvent(String(after + index))) })]);
    }
    const head = await log.head(HALL);
    const noted = (await log.read(HALL, 699, 1))[0]?.hash;
    expect(await verifyChain(log, HALL)).toEqual({ ok: true, events: 1200, head });
    expect(await verifyChain(log, HALL, noted)).toEqual({ ok: true, events: 1200, head });
    expect(await verifyChain(log, HALL, 'f'.repeat(64))).toMatchObject({ ok: false, seq: 1201 });
  });

  it('refuses a commit that does not follow the head and keeps nothing of it', async () => {
    const { store } = opened();
    await store.log.append([commitOf(0, { events: [newEvent('first')] })]);
    const late = commitOf(0, {
      events: [newEvent('late')],
      answers: [answerTo('k')],
      tickets: [ticket(1)],
      ratings: [rating(ticket(1))],
      texts: [privateText('t', 'words', NINE)],
      snapshot: '{}',
    });
    expect(await store.log.append([late])).toEqual([{ ok: false, conflict: 'head-moved' }]);
    expect(await store.log.append([{ ...late, after: 5 }])).toEqual([{ ok: false, conflict: 'head-moved' }]);
    expect(await store.log.append([{ ...late, after: 5, events: [] }])).toEqual([
      { ok: false, conflict: 'head-moved' },
    ]);
    expect((await store.log.head(HALL)).seq).toBe(1);
    expect(await store.answers.find(HALL, [answerTo('k')])).toEqual([]);
    expect(await all(store.records.dump(HALL))).toEqual([]);
    expect(await store.records.text(HALL, 't')).toBeUndefined();
    expect(await store.log.snapshot(HALL)).toBeUndefined();
  });

  it('of commits at one place that arrive at once exactly one is kept', async () => {
    const { store, sibling } = opened();
    const other = sibling === null ? store : await sibling();
    try {
      for (let after = 0; after < 5; after += 1) {
        const results = await Promise.all(
          times(8, async (index) =>
            (index % 2 === 0 ? store : other).log.append([commitOf(after, { events: [newEvent(String(index))] })]),
          ),
        );
        expect(results.flat().filter((result) => result.ok)).toHaveLength(1);
      }
      expect(await verifyChain(store.log, HALL)).toMatchObject({ ok: true, events: 5 });
      expect(await other.log.head(HALL)).toEqual(await store.log.head(HALL));
    } finally {
      if (other !== store) await other.close();
    }
  });

  it('one hall’s conflict in the middle of its rows fails only that hall', async () => {
    const { store } = opened();
    await store.log.append([commitOf(0, { events: [newEvent('x')], ratings: [rating(ticket(1))] })]);
    const results = await store.log.append([
      commitOf(0, { hall: 'a' as HallId, events: [newEvent('before')] }),
      commitOf(1, {
        events: [newEvent('y')],
        answers: [answerTo('k')],
        tickets: [ticket(1)],
        ratings: [rating(ticket(1))],
      }),
      commitOf(0, { hall: OTHER, events: [newEvent('after')] }),
      commitOf(1, { events: [newEvent('again')] }),
    ]);
    expect(results.map((result) => (result.ok ? result.head.seq : result.conflict))).toEqual([
      1,
      'already-rated',
      1,
      2,
    ]);
    expect((await store.log.read(HALL, 1, 9)).map((event) => event.body)).toEqual([newEvent('again').body]);
    expect(await store.answers.find(HALL, [answerTo('k')])).toEqual([]);
    expect(await store.records.ticket(HALL, ticket(1).id)).toBeUndefined();
    for (const hall of [HALL, OTHER]) expect(await verifyChain(store.log, hall)).toMatchObject({ ok: true });
  });

  it('[T3] a command’s answer is kept once and found again by its sender and key', async () => {
    const { store } = opened();
    const given = answerTo('k1');
    await store.log.append([commitOf(0, { events: [newEvent('x')], answers: [given] })]);
    const again = commitOf(1, { events: [newEvent('doubled')], answers: [answerTo('k1', { answer: '{"other":1}' })] });
    expect(await store.log.append([again])).toEqual([{ ok: false, conflict: 'answer-given' }]);
    const twice = commitOf(1, { answers: [answerTo('k2'), answerTo('k2')] });
    expect(await store.log.append([twice])).toEqual([{ ok: false, conflict: 'answer-given' }]);
    expect((await store.log.head(HALL)).seq).toBe(1);
    const asked = [{ sender: 'staff:0312', key: 'nobody' }, given, { sender: 'staff:0400', key: 'k1' }];
    expect(await store.answers.find(HALL, asked)).toEqual([given]);
    expect(await store.answers.find(OTHER, asked)).toEqual([]);
  });

  it('keeps an answer without events, if the head is where it was thought to be', async () => {
    const { store } = opened();
    expect(await store.log.append([commitOf(0, { answers: [answerTo('k')] })])).toEqual([
      { ok: true, head: { seq: 0, hash: GENESIS } },
    ]);
    expect(await store.answers.find(HALL, [answerTo('k')])).toEqual([answerTo('k')]);
  });

  it('keeps the newest snapshot with the place it was taken at', async () => {
    const { log } = opened().store;
    await log.append([commitOf(0, { events: [newEvent('a'), newEvent('b')], snapshot: '{"day":1}' })]);
    expect(await log.snapshot(HALL)).toEqual({ seq: 2, body: '{"day":1}' });
    await log.append([commitOf(2, { events: [newEvent('c')], snapshot: '{"day":2}' })]);
    expect(await log.snapshot(HALL)).toEqual({ seq: 3, body: '{"day":2}' });
    expect(await log.snapshot(OTHER)).toBeUndefined();
  });

  it('a fault in one commit keeps nothing of the whole call and the store goes on', async () => {
    const { store } = opened();
    const faulty = commitOf(0, { hall: OTHER, events: [newEvent('half a millisecond', (NINE + 0.5) as Instant)] });
    const good = commitOf(0, { events: [newEvent('x')], tickets: [ticket(1)] });
    await expect(store.log.append([good, faulty])).rejects.toBeInstanceOf(NotStored);
    expect(await store.log.halls()).toEqual([]);
    expect(await all(store.records.day(HALL, DAY))).toEqual([]);
    expect(await store.log.append([good])).toMatchObject([{ ok: true, head: { seq: 1 } }]);
    await store.probe();
  });

  it('backs up while it is written', async () => {
    const { store, folder } = opened();
    await store.log.append([commitOf(0, { events: times(500, (index) => newEvent(String(index))) })]);
    const state = { over: false };
    const backup = store.backup(join(folder, 'copy')).finally(() => {
      state.over = true;
    });
    let after = 500;
    do {
      await store.log.append([commitOf(after, { events: [newEvent('meanwhile')] })]);
      after += 1;
      await new Promise(setImmediate);
    } while (!state.over);
    await backup;
    expect((await stat(join(folder, 'copy'))).size).toBeGreaterThan(0);
    expect(await verifyChain(store.log, HALL)).toMatchObject({ ok: true, events: after });
  });

  it('a back-up that cannot be written is NotStored', async () => {
    const { store, folder } = opened();
    await expect(store.backup(join(folder, 'no-such-folder', 'copy'))).rejects.toBeInstanceOf(NotStored);
  });
}
