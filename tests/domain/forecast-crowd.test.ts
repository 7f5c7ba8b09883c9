import { expect, it } from 'vitest';
import { Chance } from '../../domain/chance.ts';
import { Forecaster, type Run } from '../../domain/forecast/forecaster.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function comer(id: string, at: number) {
  return { id, service: 'land', isPriority: false, lane: 'ordinary', at };
}

/** Calm mornings: one comes every four minutes to two windows and waits a little, four times what the run says. */
function afterCalmDays(): Forecaster {
  const forecaster = new Forecaster((at) => at);
  const chance = new Chance(3);
  for (let day = 0; day < 4; day += 1) {
    for (let index = 0; index < 60; index += 1) {
      const at = 9 * HOUR + index * 4 * MINUTE;
      const wait = chance.exponential(90_000);
      const id = `${String(day)} ${String(index)}`;
      forecaster.come(comer(id, at), { foretold: { p50S: wait / 4_000, p80S: wait / 2_500 }, posts: 2 });
      forecaster.call(id, String(index % 2), at + wait);
      forecaster.floor.finish(String(index % 2), at + wait + chance.lognormal(6 * MINUTE, 0.8));
    }
    forecaster.endDay();
  }
  return forecaster;
}

it('[K9] a crowd never seen before is told about what the run says, never twelve hours', () => {
  const forecaster = afterCalmDays();
  const run: Run = { foretold: { p50S: 240 * 60, p80S: 260 * 60 }, posts: 2 };
  for (let index = 0; index < 150; index += 1) {
    const told = forecaster.come(comer(`c${String(index)}`, 10 * HOUR), run);
    // as far as the run's P80 lies above its median, and five minutes
    expect(told?.p50S).toBeGreaterThanOrEqual(217 * 60);
    expect(told?.p50S).toBeLessThanOrEqual(265 * 60);
    expect(told?.p80S).toBeLessThanOrEqual(285 * 60);
  }
});
