import { expect, it } from 'vitest';
import { NotStored } from '../../db/store.ts';
import { ticketNumber, type Day, type Instant, type StaffNo, type WindowNo } from '../../domain/values.ts';
import {
  all,
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

const served = ticket(7, {
  status: 'done',
  hasToken: false,
  firstCalledAt: minutes(5),
  lastCalledAt: minutes(6),
  arrivedAt: minutes(7),
  arrival: 'button',
  finishedAt: minutes(12),
  window: 3 as WindowNo,
  staff: '0312' as StaffNo,
  outcome: 'done',
  ending: 'finish',
  rule: '等得最久',
  noShows: 1,
  waitMs: 300_000,
  handlingMs: 300_000,
  foretoldP50S: 412.5,
  foretoldP80S: 860,
});

export function recordsContract(opened: () => OpenedStore): void {
  it('reads a ticket as it was last written, with its rating', async () => {
    const { log, records } = opened().store;
    await log.append([commitOf(0, { events: [newEvent('x')], tickets: [ticket(7), ticket(8)] })]);
    await log.append([
      commitOf(1, { events: [newEvent('y')], tickets: [served], ratings: [rating(served, { level: 2 })] }),
    ]);
    expect(await records.ticket(HALL, served.id)).toEqual({ ...served, level: 2 });
    expect(await records.ticket(HALL, ticket(8).id)).toEqual({ ...ticket(8), level: null });
    expect(await records.ticket(HALL, ticket(9).id)).toBeUndefined();
    expect(await records.ticket(OTHER, served.id)).toBeUndefined();
  });

  it('reads a day by number, A999 before A1000, and no other day or hall', async () => {
    const { log, records } = opened().store;
    const numbers = [1000, 2, 999, 10, 1].map((sequence) => ticket(sequence));
    const more = [ticket(5, { number: ticketNumber('B', 5) }), ticket(1, { number: ticketNumber('AB', 1) })];
    const elsewhere = ticket(3, { day: '2026-11-24' as Day });
    await log.append([
      commitOf(0, { tickets: [...more, ...numbers, elsewhere] }),
      commitOf(0, { hall: OTHER, tickets: [ticket(4, { hall: OTHER })] }),
    ]);
    const read = (await all(records.day(HALL, DAY))).map((row) => row.number);
    expect(read).toEqual(['A001', 'A002', 'A010', 'A999', 'A1000', 'AB001', 'B005']);
  });

  it('a reading in pages shows one state, and writing does not wait for it', async () => {
    const { log, records } = opened().store;
    await log.append([commitOf(0, { events: [newEvent('x')], tickets: times(1300, (index) => ticket(index + 1)) })]);
    const pages = [];
    for await (const page of records.day(HALL, DAY)) {
      if (pages.length === 0) {
        const tickets = [ticket(1250, { status: 'done' }), ticket(2000)];
        const commit = commitOf(1, { events: [newEvent('y')], tickets, ratings: [rating(ticket(1260))] });
        expect(await log.append([commit])).toMatchObject([{ ok: true }]);
      }
      pages.push(page);
    }
    expect(pages.map((page) => page.length)).toEqual([500, 500, 300]);
    expect(pages.flat().every((row) => row.status === 'waiting' && row.level === null)).toBe(true);
    expect(await all(records.day(HALL, DAY))).toHaveLength(1301);
  });

  it('readings may stop half-way and run beside each other', async () => {
    const { log, records } = opened().store;
    await log.append([commitOf(0, { tickets: times(600, (index) => ticket(index + 1)) })]);
    for (let round = 0; round < 5; round += 1) {
      for await (const page of records.day(HALL, DAY)) {
        expect(page).toHaveLength(500);
        break;
      }
    }
    const several = await Promise.all(times(4, () => all(records.dump(HALL))));
    expect(several.map((rows) => rows.length)).toEqual([600, 600, 600, 600]);
  });

  it('[T1] the database itself refuses a number given twice in a day', async () => {
    const { log, records } = opened().store;
    await log.append([commitOf(0, { events: [newEvent('x')], tickets: [ticket(1)] })]);
    const sameId = ticket(1, { issuedAt: minutes(1) });
    const otherId = { ...ticket(1), id: ticket(2).id };
    for (const double of [sameId, otherId]) {
      const result = await log.append([commitOf(1, { events: [newEvent('y')], tickets: [double] })]);
      expect(result).toEqual([{ ok: false, conflict: 'number-taken' }]);
    }
    expect(await all(records.day(HALL, DAY))).toEqual([{ ...ticket(1), level: null }]);
  });

  it('a ticket may be carried to another day, which sets its number of the first day free', async () => {
    const { log, records } = opened().store;
    const carried = { ...ticket(1), day: '2026-11-24' as Day };
    const next = { ...ticket(1), id: ticket(2).id };
    await log.append([commitOf(0, { tickets: [ticket(1)] })]);
    await log.append([commitOf(0, { tickets: [carried, next] })]);
    expect(await all(records.day(HALL, DAY))).toEqual([{ ...next, level: null }]);
    expect(await all(records.day(HALL, carried.day))).toEqual([{ ...carried, level: null }]);
  });

  it('[R1] the database itself refuses a second rating of a ticket', async () => {
    const { log, records } = opened().store;
    const first = rating(served, { level: 1, reasons: ['态度', '等太久'] });
    await log.append([commitOf(0, { events: [newEvent('x')], tickets: [served], ratings: [first] })]);
    const second = commitOf(1, { events: [newEvent('y')], ratings: [rating(served, { level: 5 })] });
    expect(await log.append([second])).toEqual([{ ok: false, conflict: 'already-rated' }]);
    expect((await records.ticket(HALL, served.id))?.level).toBe(1);
    expect(await all(records.dump(HALL))).toEqual([
      ['ticket', served],
      ['rating', first],
    ]);
  });

  it('dumps tickets by day and number, then ratings, over many pages', async () => {
    const { log, records } = opened().store;
    const tickets = times(1100, (index) => ticket(index + 1, { day: (index % 2 === 0 ? '2026-11-24' : DAY) as Day }));
    await log.append([commitOf(0, { tickets: tickets.toReversed(), ratings: tickets.map((row) => rating(row)) })]);
    const days = tickets.toSorted((a, b) => a.day.localeCompare(b.day));
    const byTicket = tickets.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(await all(records.dump(HALL))).toEqual([
      ...days.map((row) => ['ticket', row]),
      ...byTicket.map((row) => ['rating', rating(row)]),
    ]);
  });

  it('rebuilds a hall’s tables from pages and leaves other halls alone', async () => {
    const { log, records } = opened().store;
    await log.append([
      commitOf(0, { events: [newEvent('x')], tickets: [ticket(1), ticket(2)], ratings: [rating(ticket(1))] }),
      commitOf(0, { hall: OTHER, tickets: [ticket(1, { hall: OTHER })] }),
    ]);
    await records.rebuild(
      HALL,
      pagesOf({ tickets: [ticket(7)], ratings: [] }, { tickets: [served], ratings: [rating(served)] }),
    );
    expect(await all(records.dump(HALL))).toEqual([
      ['ticket', served],
      ['rating', rating(served)],
    ]);
    expect(await all(records.dump(OTHER))).toEqual([['ticket', ticket(1, { hall: OTHER })]]);
    const freed = await log.append([
      commitOf(1, { events: [newEvent('y')], tickets: [ticket(1, { issuedAt: minutes(9) })] }),
    ]);
    expect(freed).toMatchObject([{ ok: true }]);
  });

  it('a rebuilding that breaks off, does not fit or is overtaken replaces nothing', async () => {
    const { log, records } = opened().store;
    await log.append([commitOf(0, { events: [newEvent('x')], tickets: [ticket(1)], ratings: [rating(ticket(1))] })]);
    const before = await all(records.dump(HALL));
    const page = { tickets: [served], ratings: [rating(served)] };
    const strange = { tickets: [ticket(1, { hall: OTHER })], ratings: [] };

    await expect(records.rebuild(HALL, breakingOff(page))).rejects.toThrow('the log ends here');
    await expect(records.rebuild(HALL, pagesOf(page, page))).rejects.toBeInstanceOf(NotStored);
    await expect(records.rebuild(HALL, pagesOf(page, strange))).rejects.toBeInstanceOf(NotStored);
    expect(await all(records.dump(HALL))).toEqual(before);

    async function* overtaken() {
      yield page;
      await log.append([commitOf(1, { events: [newEvent('meanwhile')], tickets: [ticket(2)] })]);
    }
    await expect(records.rebuild(HALL, overtaken())).rejects.toBeInstanceOf(NotStored);
    expect(await all(records.dump(HALL))).toEqual([before[0], ['ticket', ticket(2)], before[1]]);
    await records.rebuild(HALL, pagesOf(page));
    expect(await all(records.dump(HALL))).toHaveLength(2);

    async function* caughtUp() {
      yield page;
      await log.append([commitOf(2, { events: [newEvent('meanwhile')], tickets: [ticket(3)] })]);
      yield { tickets: [ticket(3)], ratings: [], upTo: 3 };
    }
    await records.rebuild(HALL, caughtUp());
    expect(await all(records.dump(HALL))).toHaveLength(3);
  });

  it('keeps private words apart, until their time', async () => {
    const { store } = opened();
    const [soon, later] = [privateText('a', '办得太慢', minutes(10)), privateText('b', '谢谢', minutes(20))];
    await store.log.append([commitOf(0, { events: [newEvent('x')], texts: [soon, later] })]);
    const twice = commitOf(1, { events: [newEvent('y')], texts: [privateText('a', 'other', NINE)] });
    expect(await store.log.append([twice])).toEqual([{ ok: false, conflict: 'text-there' }]);
    expect(await store.records.text(HALL, 'a')).toBe('办得太慢');
    expect(await store.records.text(OTHER, 'a')).toBeUndefined();
    await store.purge(minutes(10));
    expect(await store.records.text(HALL, 'a')).toBeUndefined();
    expect(await store.records.text(HALL, 'b')).toBe('谢谢');
    expect((await store.log.head(HALL)).seq).toBe(1);
  });

  it('keeps what is asked for by nobody: a purge touches no event, ticket or rating', async () => {
    const { store } = opened();
    await store.log.append([commitOf(0, { events: [newEvent('x')], tickets: [served], ratings: [rating(served)] })]);
    const before = [await store.log.read(HALL, 0, 9), await all(store.records.dump(HALL))];
    await store.purge((NINE + 10 * 365 * 86_400_000) as Instant);
    expect([await store.log.read(HALL, 0, 9), await all(store.records.dump(HALL))]).toEqual(before);
  });
}

type Page = { readonly tickets: readonly (typeof served)[]; readonly ratings: readonly ReturnType<typeof rating>[] };

async function* pagesOf(...pages: readonly Page[]): AsyncGenerator<Page> {
  for (const page of pages) yield await Promise.resolve(page);
}

async function* breakingOff(page: Page): AsyncGenerator<Page> {
  yield await Promise.resolve(page);
  throw new Error('the log ends here');
}
