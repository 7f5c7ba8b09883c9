import { dayAt } from '../../domain/day/calendar.ts';
import { later } from '../../domain/values.ts';
import { FIRST_DAY, openingHours } from '../../simulator/opening-hours.ts';
import { planDay } from '../../simulator/plan-day.ts';
import { playDay } from '../../simulator/play-day.ts';
import { SimulatedTime } from '../../simulator/simulated-time.ts';
import type { ExitCode, Terminal } from '../cli/command.ts';
import type { SimulationOrder } from '../cli/simulate.ts';
import type { Config } from '../config.ts';
import { startStaffedHub } from './staffed-hub.ts';

/** Mean number of citizens a day: four windows are three quarters busy. */
export const CITIZENS_A_DAY = 190;
/** The clerks sign in at most this long before the doors open. */
export const BEFORE_OPENING_MS = 15 * 60_000;

/** Plays the days into the new folder and says what came of each; the answer is what `verify` says of the log. */
export async function runSimulation(
  { days, seed, speed, data }: SimulationOrder,
  terminal: Terminal,
  config: Config,
): Promise<ExitCode> {
  const hours = openingHours(FIRST_DAY, days, config.zone);
  const [first] = hours;
  if (first === undefined) return 2;
  const time = new SimulatedTime(later(first.opensAt, -BEFORE_OPENING_MS), speed, terminal.ending);
  const own = { ...config, data, host: '127.0.0.1', port: 0, printer: { kind: 'none' }, publicUrl: null } as const;
  const hub = await startStaffedHub(
    { ...own, tls: null },
    {
      time,
      sessionPace: 1,
      say: () => undefined,
      isSilent: true,
    },
  );
  try {
    for (const [index, day] of hours.entries()) {
      time.leapTo(later(day.opensAt, -BEFORE_OPENING_MS));
      const plan = planDay(seed, index, day, hub.facts, { citizens: CITIZENS_A_DAY });
      const { issued, handled, missed, cancelled, rated } = await playDay(plan, hub.client, time);
      terminal.note(
        `${dayAt(day.opensAt, config.zone).day}  取号 issued ${issued}  办理 handled ${handled}  ` +
          `过号 missed ${missed}  取消 cancelled ${cancelled}  评价 rated ${rated}`,
      );
    }
    for (const line of await hub.ask('verify', {})) terminal.out(line);
    return 0;
  } catch (error) {
    if (!terminal.ending.aborted) throw error;
    terminal.note('模拟中断 the simulation was broken off');
    return 1;
  } finally {
    await hub.run.stop();
  }
}
