import { expect, it } from 'vitest';
import { memoryStore } from '../../db/memory/memory-store.ts';
import type { HallEvent } from '../../domain/events.ts';
import type { Day, Instant, StaffNo } from '../../domain/values.ts';
import { writeEvent } from '../../server/hub/stored-event.ts';
import { HallHistory } from '../../server/staffing/hall-history.ts';
import { no } from '../support/hall-commands.ts';
import { qingxi } from '../support/people.ts';
import { hallTime } from '../support/settable-clock.ts';

const MINUTE = 60_000;
const ZONE = 'Asia/Shanghai';
const TODAY = '2026-11-30' as Day;
const OPENINGS = 15;

/** Four weeks, each day with a window that is opened fifteen times from nine on, for a minute of each two. */
async function longLog() {
  const store = memoryStore();
  let after = 0;
  for (let day = 2; day < 30; day += 1) {
    const nine = hallTime(`2026-11-${String(day).padStart(2, '0')}T09:00:00`);
    const events = Array.from({ length: 2 * OPENINGS }, (_, step) => {
      const by = { window: no(1), staff: '0301' as StaffNo };
      const event = { type: step % 2 === 0 ? 'window-opened' : 'window-closed', ...by } as unknown as HallEvent;
      return writeEvent(event, (nine + step * MINUTE) as Instant);
    });
    const nothing = { answers: [], tickets: [], ratings: [], texts: [], snapshot: null };
    await store.log.append([{ hall: qingxi, after, events, ...nothing }]);
    after += events.length;
  }
  return store;
}

it('[K10] however long the log, the window hours of every day are in the history', async () => {
  const history = new HallHistory(await longLog());
  const minutesOn = async (zone: string): Promise<readonly number[]> => {
    const days = await history.before(TODAY, qingxi, zone);
    return days.map(({ onMs }) => onMs.reduce((sum, ms) => sum + ms, 0) / MINUTE);
  };
  expect(await minutesOn(ZONE)).toEqual(Array.from({ length: 28 }, () => OPENINGS));
  // what is kept is kept for the zone it was read for: in another one nine o'clock is another half hour
  const [inChina, inJapan] = [
    await history.before(TODAY, qingxi, ZONE),
    await history.before(TODAY, qingxi, 'Asia/Tokyo'),
  ];
  const first = (days: typeof inChina): number | undefined => days[5]?.onMs.findIndex((ms) => ms > 0);
  expect([first(inChina), first(inJapan)]).toEqual([18, 20]);
});
