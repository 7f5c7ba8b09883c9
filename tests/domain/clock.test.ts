import { expect, it } from 'vitest';
import { handlingMs, waitMs } from '../../domain/queue/ticket.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { arrive, callNext, finish, issue, openWindow, recall, undo } from '../support/hall-commands.ts';
import { ClockedHall } from '../support/clocked-hall.ts';
import { HOUR, MINUTE, NINE, SECOND } from '../support/hall-spec.ts';

const elderly = issue('social-insurance', { category: 'elderly' });

/** Somebody takes a number, waits 4 minutes, and is served for 3; in the middle of each the clock does something. */
function oneTurn(hall: ClockedHall, inWaiting: () => void, inServing: () => void): void {
  hall.send(openWindow(1));
  hall.send(issue());
  hall.pass(2 * MINUTE);
  inWaiting();
  hall.pass(2 * MINUTE);
  hall.send(callNext(1));
  hall.send(arrive(1));
  hall.pass(MINUTE);
  inServing();
  hall.pass(2 * MINUTE);
  hall.send(finish(1));
}
const times = (hall: ClockedHall, number: string) => [waitMs(hall.ticket(number)), handlingMs(hall.ticket(number))];
const TRUE_TIMES = [4 * MINUTE, 3 * MINUTE];

it('waits and handling times stay right when the clock leaps ahead', () => {
  const hall = new ClockedHall(NINE);
  oneTurn(
    hall,
    () => hall.leap(HOUR),
    () => hall.leap(3 * HOUR),
  );
  expect(times(hall, 'A001')).toEqual(TRUE_TIMES);
  expect(hall.clockEvents()).toEqual([
    { type: 'clock-jumped', byMs: HOUR },
    { type: 'clock-jumped', byMs: 3 * HOUR },
  ]);
  expect(hall.now()).toBe(hall.wall());
});

it('waits and handling times stay right when the clock is put back', () => {
  const hall = new ClockedHall(NINE);
  oneTurn(
    hall,
    () => hall.leap(-HOUR),
    () => hall.leap(-2 * HOUR),
  );
  expect(times(hall, 'A001')).toEqual(TRUE_TIMES);
  expect(hall.clockEvents()).toEqual([{ type: 'clock-behind', byMs: -HOUR, atStart: false }]);
  expect(hall.now()).toBe(NINE + 7 * MINUTE);
});

it('a clock put back and right again is sound again, and nothing leapt', () => {
  const hall = new ClockedHall(NINE);
  oneTurn(
    hall,
    () => hall.leap(-HOUR),
    () => hall.leap(HOUR),
  );
  expect(times(hall, 'A001')).toEqual(TRUE_TIMES);
  expect(hall.clockEvents().map(({ type }) => type)).toEqual(['clock-behind', 'clock-sound']);
});

it('whoever only looks at the time does not swallow the leap', () => {
  const hall = new ClockedHall(NINE);
  hall.send(openWindow(1));
  hall.send(issue());
  hall.leap(HOUR);
  expect(hall.now()).toBe(NINE + HOUR);
  expect(hall.now()).toBe(NINE + HOUR);
  hall.pass(MINUTE).send(callNext(1));
  expect(hall.clockEvents()).toEqual([{ type: 'clock-jumped', byMs: HOUR }]);
  expect(waitMs(hall.ticket('A001'))).toBe(MINUTE);
});

it('the order stays right: a leap is nobody’s waiting time', () => {
  const hall = new ClockedHall(NINE);
  hall.send(openWindow(1));
  hall.send(issue());
  hall.pass(20 * MINUTE).send(elderly);
  hall
    .pass(5 * MINUTE)
    .leap(HOUR)
    .tick();
  // 25 minutes stand against four times 5; had the leap counted, A002 would be first
  expect(hall.send(callNext(1))).toMatchObject({ answer: { number: 'A001' } });
});

it('a leap cuts no recall short, makes nobody arrive, and takes no undo away', () => {
  const demo = demoHall();
  const hall = new ClockedHall(NINE, { ...demo, rules: { ...demo.rules, arriveAfterS: 120 } });
  hall.send(openWindow(1));
  hall.send(issue());
  hall.send(callNext(1));
  hall
    .pass(3 * SECOND)
    .leap(HOUR)
    .tick();
  expect(hall.ticket('A001').status).toBe('called');
  expect(hall.send(recall(1))).toMatchObject({ code: 'recall-too-soon', facts: { retryAfterS: 7 } });
  expect(hall.send(undo(1))).toMatchObject({ kind: 'accepted' });
  hall.send(callNext(1));
  hall.pass(2 * MINUTE);
  expect(hall.ticket('A001')).toMatchObject({ status: 'serving', arrival: 'automatic' });
});

it('a hub that starts in 1970 gives numbers, and goes on with them under the true date', () => {
  const hall = new ClockedHall(25_000);
  expect(hall.hall.day?.day).toBe('1970-01-01');
  oneTurn(
    hall,
    () => undefined,
    () => undefined,
  );
  hall.send(issue());
  hall.send(elderly);
  hall.pass(MINUTE);
  expect(hall.clockEvents()).toEqual([{ type: 'clock-behind', byMs: 0, atStart: true }]);
  hall.leap(NINE - hall.wall()).tick();
  expect(hall.hall).toMatchObject({ clock: 'sound', day: { day: '2026-11-23' } });
  expect(hall.send(issue())).toMatchObject({ answer: { number: 'A004' } });
  expect([...hall.hall.tickets.values()].map(({ day }) => day)).toEqual(Array(4).fill('2026-11-23'));
  expect(times(hall, 'A001')).toEqual(TRUE_TIMES);
  hall.pass(MINUTE).send(callNext(1));
  expect(waitMs(hall.ticket('A003'))).toBe(2 * MINUTE);
});

it('set right while the hub was off, it does the same', () => {
  const hall = new ClockedHall(25_000);
  hall.send(issue());
  hall
    .pass(MINUTE)
    .leap(NINE - hall.wall())
    .restart()
    .tick();
  expect(hall.hall.day?.day).toBe('2026-11-23');
  expect(hall.ticket('A001')).toMatchObject({ status: 'waiting', day: '2026-11-23' });
  expect(hall.send(issue())).toMatchObject({ answer: { number: 'A002' } });
});

it('after a restart with the clock put back, time goes on from the log', () => {
  const hall = new ClockedHall(NINE);
  hall.send(openWindow(1));
  hall.send(issue());
  hall.pass(MINUTE).send(elderly);
  hall
    .pass(MINUTE)
    .leap(-5 * HOUR)
    .restart()
    .tick();
  expect(hall.clockEvents()).toMatchObject([{ type: 'clock-behind', atStart: true }]);
  hall.pass(MINUTE).send(callNext(1));
  expect(hall.ticket('A002').status).toBe('called');
  expect(hall.ticket('A002').firstCalledAt).toBeGreaterThan(hall.ticket('A002').issuedAt);
  hall.send(issue());
  expect(hall.ticket('A003').day).toBe('2026-11-23');
});

it('a clock put back to the true time ends the day at the true midnight', () => {
  const hall = new ClockedHall(NINE + 14 * HOUR);
  hall.send(issue());
  hall.leap(-HOUR).tick();
  hall.pass(2 * HOUR - SECOND);
  expect(hall.hall.day?.day).toBe('2026-11-23');
  hall.pass(SECOND);
  expect(hall.hall.day?.day).toBe('2026-11-24');
  expect(hall.send(issue())).toMatchObject({ answer: { number: 'A001' } });
  hall.pass(24 * HOUR, 'off').tick();
  expect(hall.hall.day?.day).toBe('2026-11-25');
});

it('put back over midnight, the new day is not opened twice', () => {
  const hall = new ClockedHall(NINE + 15 * HOUR + MINUTE);
  hall.send(issue());
  expect(hall.hall.day?.day).toBe('2026-11-24');
  hall.leap(-30 * MINUTE).pass(HOUR);
  expect(hall.hall.day?.day).toBe('2026-11-24');
  expect(hall.send(issue())).toMatchObject({ answer: { number: 'A002' } });
});

it('[T4] a leap of days, taken back, does not keep one day open for all of them', () => {
  const hall = new ClockedHall(NINE);
  hall.leap(27 * 24 * HOUR + 10 * HOUR).tick();
  hall.leap(-27 * 24 * HOUR - 10 * HOUR).tick();
  const days: (string | undefined)[] = [];
  for (let day = 0; day < 3; day += 1) {
    const first = hall.send(issue());
    expect(first).toMatchObject({ answer: { number: 'A001', ahead: 0 } });
    for (let hour = 0; hour < 8; hour += 2) {
      hall.pass(2 * HOUR);
      hall.send(issue()); // midnight by the hub's leapt time falls into the work: nobody loses their turn
    }
    expect(hall.ticket('A001').status).toBe('waiting');
    days.push(hall.hall.day?.day);
    hall.pass(16 * HOUR);
  }
  expect(days).toEqual(['2026-12-20', '2026-12-21', '2026-12-22']);
});

it('a hub that was off over night is no leap', () => {
  const hall = new ClockedHall(NINE);
  hall.send(issue());
  hall
    .pass(24 * HOUR, 'off')
    .restart()
    .tick();
  expect(hall.clockEvents()).toEqual([]);
  expect(hall.hall.day?.day).toBe('2026-11-24');
});

it('a clock that is set a little is no leap, and time never stands still', () => {
  const hall = new ClockedHall(NINE);
  hall.leap(40 * SECOND);
  expect(hall.now()).toBe(NINE + 40 * SECOND);
  hall.leap(-50 * SECOND);
  let last = hall.now();
  for (let minute = 0; minute < 10; minute += 1) {
    hall.pass(MINUTE);
    const passed = hall.now() - last;
    expect(passed).toBeGreaterThanOrEqual(0.9 * MINUTE - 60);
    expect(passed).toBeLessThanOrEqual(MINUTE);
    last = hall.now();
  }
  expect(hall.now()).toBe(hall.wall());
  expect(hall.clockEvents()).toEqual([]);
});

it('time never goes back, whatever the clock does', () => {
  const hall = new ClockedHall(NINE);
  let last = 0;
  for (const by of [-HOUR, 3 * HOUR, -20 * SECOND, 0 - NINE, 2 * NINE - 5 * HOUR, -MINUTE, 61 * SECOND]) {
    hall.leap(by).pass(5 * SECOND);
    hall.send(issue());
    expect(hall.now()).toBeGreaterThan(last);
    last = hall.now();
  }
});
