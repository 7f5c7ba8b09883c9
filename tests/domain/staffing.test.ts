import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayStart, weekdayOf } from '../../domain/day/calendar.ts';
import { staffingAdvice } from '../../domain/staffing/advice.ts';
import {
  type DayHistory,
  DayHistoryAccumulator,
  HALF_HOURS,
  occupiedMs,
  type StaffingRow,
} from '../../domain/staffing/half-hours.ts';
import { WindowsOn } from '../../domain/staffing/windows-on.ts';
import type { Day, Instant, StaffNo, WindowNo } from '../../domain/values.ts';

const MINUTE = 60_000;
const monday = '2026-11-16' as Day;
const TARGET = { minutes: 15, share: 0.8 };
const china = (clock: string, day: string = monday): number => Date.parse(`${day}T${clock}:00+08:00`);

function served(issuedAt: number, minutes: number): StaffingRow {
  const lastCalledAt = issuedAt + 5 * MINUTE;
  const arrivedAt = lastCalledAt + MINUTE;
  return {
    issuedAt,
    lastCalledAt,
    arrivedAt,
    finishedAt: arrivedAt + (minutes - 1) * MINUTE,
    handlingMs: (minutes - 1) * MINUTE,
  };
}

function historyOf(day: Day, rows: readonly StaffingRow[], zone = 'Asia/Shanghai'): DayHistory {
  const accumulator = new DayHistoryAccumulator(day, zone);
  accumulator.addRows(rows);
  return accumulator.finish();
}

it('counts who comes by the half hour of the hall’s clock, and how long they keep a window, walk to it included', () => {
  const waiting = { issuedAt: china('09:59'), lastCalledAt: null, arrivedAt: null, finishedAt: null, handlingMs: null };
  const history = historyOf(monday, [served(china('09:30'), 8), served(china('09:59'), 4), waiting]);
  expect(history).toMatchObject({ weekday: 1, tickets: 3 });
  expect([history.arrivals[18], history.arrivals[19], history.arrivals[20]]).toEqual([0, 3, 0]);
  expect([history.served[19], history.occupiedMs[19]]).toEqual([2, 12 * MINUTE]);
});

it('clock jumps, forgotten windows and wrong dates make no figures', () => {
  const row = served(china('09:30'), 8);
  const arrivedAt = row.issuedAt + 6 * MINUTE;
  // the clock leapt an hour while they were served: the row’s handling knows it
  expect(occupiedMs({ ...row, finishedAt: arrivedAt + 67 * MINUTE })).toBe(8 * MINUTE);
  expect(occupiedMs({ ...row, lastCalledAt: arrivedAt + MINUTE * 60 })).toBeNull();
  expect(occupiedMs(served(china('09:30'), 5 * 60))).toBeNull();
  expect(occupiedMs({ ...row, lastCalledAt: null })).toBe(7 * MINUTE); // served without queueing: no call
  const lost = { ...row, issuedAt: Date.UTC(1970, 0, 1) };
  expect(historyOf(monday, [lost, served(china('23:59'), 8), served(china('00:00', '2026-11-17'), 8)]).tickets).toBe(1);
});

it('on days when clocks change, each ticket is in the half hour its wall clock showed', () => {
  const zone = 'Europe/Berlin';
  for (const [day, noon] of [
    ['2026-03-29', '2026-03-29T12:15:00+02:00'],
    ['2026-10-25', '2026-10-25T12:15:00+01:00'],
  ] as const) {
    const history = historyOf(day as Day, [served(Date.parse(noon), 8)], zone);
    expect(history.arrivals.indexOf(1), day).toBe(24);
  }
});

it('every ticket of a day is in one half hour, in every zone', () => {
  const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe'];
  const dates = ['2026-03-29', '2026-10-25', '2026-04-05', '2026-10-04', '2026-11-01', '2026-11-16'] as Day[];
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.constantFrom(...dates), fc.array(fc.nat(1439)), (zone, day, minutes) => {
      const rows = minutes.map((minute) => served(dayStart(day, zone) + minute * MINUTE, 8));
      const history = historyOf(day, rows, zone);
      expect(history.arrivals.reduce((one, more) => one + more, 0)).toBe(history.tickets);
      if (zone === 'Asia/Shanghai') expect(history.tickets).toBe(rows.length);
      expect(history.arrivals).toHaveLength(HALF_HOURS);
    }),
  );
});

it('a window is on from its opening to its closing, without pauses and without a leap of the clock', () => {
  const [window, staff] = [1 as WindowNo, '0311' as StaffNo];
  const log = new WindowsOn();
  const at = (clock: string): Instant => china(clock) as Instant;
  log.add({ type: 'window-opened', window, staff }, at('08:30'));
  log.add({ type: 'window-paused', window, staff, reason: { id: 'x', hash: 'y' } }, at('09:00'));
  log.add({ type: 'window-continued', window, staff }, at('09:15'));
  log.add({ type: 'clock-jumped', byMs: 60 * MINUTE }, at('10:30'));
  const accumulator = new DayHistoryAccumulator(monday, 'Asia/Shanghai');
  for (const on of log.take(at('10:40'))) accumulator.addOn(on);
  log.add({ type: 'window-opened', window: 2 as WindowNo, staff }, at('10:40'));
  log.add({ type: 'day-ended', day: monday, expired: [], closed: [window, 2 as WindowNo] }, at('11:00'));
  for (const on of log.take(at('12:00'))) accumulator.addOn(on);
  const minutes = accumulator.finish().onMs.map((ms) => ms / MINUTE);
  expect(minutes.slice(16, 23)).toEqual([0, 30, 15, 0, 0, 30 + 20, 0]); // from 09:30 the clock leapt to 10:30
  expect(log.take(at('13:00'))).toEqual([]);
});

/** So many days of the same weekday, each with so many citizens at 09:00 who keep a window for eight minutes. */
function weeks(count: number, citizens: number, first = '2026-11-16'): readonly DayHistory[] {
  return Array.from({ length: count }, (_, week) => {
    const day = new Date(Date.parse(`${first}T00:00:00Z`) - week * 7 * 24 * 60 * MINUTE)
      .toISOString()
      .slice(0, 10) as Day;
    return historyOf(
      day,
      Array.from({ length: citizens }, () => served(china('09:10', day), 8)),
    );
  });
}

it('[K10] three days make a weekday; before that, all days speak for it, and days without tickets never', () => {
  const market = weeks(3, 20);
  const others = weeks(4, 4, '2026-11-17');
  const empty = weeks(2, 0, '2026-11-15');
  const history = [...market, ...others, ...empty];
  expect(staffingAdvice(history, 1, TARGET)).toMatchObject({ basis: 'weekday', days: market.map(({ day }) => day) });
  expect(staffingAdvice(history, 1, TARGET).halfHours[0]?.arrivals.value).toBe(40);
  expect(staffingAdvice([...market.slice(1), ...others], 1, TARGET).basis).toBe('all-days');
  const friday = staffingAdvice(history, 5, TARGET);
  expect(friday.basis).toBe('all-days');
  expect(friday.days).toHaveLength(7);
  expect(friday.halfHours[0]?.arrivals).toEqual({ value: 76 / 3.5, numerator: 76, denominator: 3.5 });
});

it('few citizens are marked, and borrow the whole day’s handling time', () => {
  const days = weeks(3, 20).map((day, index) =>
    index > 0 ? day : { ...day, arrivals: day.arrivals.map((n, place) => (place === 19 ? 2 : n)) },
  );
  const [nine, half] = staffingAdvice(days, 1, TARGET).halfHours;
  expect(nine).toMatchObject({ few: false, handlingOf: 'half-hour', load: (40 * 8) / 60 });
  expect(half).toMatchObject({ few: true, handlingOf: 'day', handling: { value: 8, denominator: 60 } });
  const ofOneDay = (citizens: number) => staffingAdvice(weeks(1, citizens), 1, TARGET).halfHours[0];
  expect(ofOneDay(9)).toMatchObject({ few: true, handlingOf: 'day' });
  expect(ofOneDay(10)).toMatchObject({ few: false, handlingOf: 'half-hour' });
});

it('nobody served yet is no reason to divide by nothing', () => {
  const only = historyOf(monday, [
    { issuedAt: china('09:10'), lastCalledAt: null, arrivedAt: null, finishedAt: null, handlingMs: null },
  ]);
  const [half] = staffingAdvice([only], 1, TARGET).halfHours;
  expect(half).toMatchObject({ load: null, advised: null, expected: null, few: true });
  expect(staffingAdvice([], 1, TARGET)).toMatchObject({ days: [], halfHours: [] });
  expect(weekdayOf('2026-11-22' as Day)).toBe(7);
});
