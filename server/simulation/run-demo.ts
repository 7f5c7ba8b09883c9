import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { later } from '../../domain/values.ts';
import { hoursOf } from '../../simulator/opening-hours.ts';
import { planDay } from '../../simulator/plan-day.ts';
import { playDay } from '../../simulator/play-day.ts';
import { SimulatedTime } from '../../simulator/simulated-time.ts';
import type { ExitCode, Terminal } from '../cli/command.ts';
import type { Config } from '../config.ts';
import { CITIZENS_A_DAY } from './run-simulation.ts';
import { startStaffedHub, type StaffedHub } from './staffed-hub.ts';

const PACE = 60;
/** The doors open a few seconds after the screens. */
const BEFORE_OPENING_MS = 5 * 60_000;

/** A simulated day on live screens, one second a minute, then the next day, until it is asked to end; leaves nothing. */
export async function runDemo(terminal: Terminal, config: Config): Promise<ExitCode> {
  const data = mkdtempSync(join(tmpdir(), 'paihao-demo-'));
  try {
    const today = Temporal.Now.plainDateISO(config.zone);
    const opensAt = hoursOf(today, config.zone).opensAt;
    const time = new SimulatedTime(later(opensAt, -BEFORE_OPENING_MS), PACE, terminal.ending);
    const own = { ...config, data, port: 0, printer: { kind: 'none' }, publicUrl: null, tls: null } as const;
    const hub = await startStaffedHub(own, { time, sessionPace: PACE, say: (line) => terminal.out(line) });
    try {
      introduce(hub, terminal);
      await playOn(today, config.zone, hub, time);
    } catch (error) {
      if (!terminal.ending.aborted) throw error;
    } finally {
      await hub.run.stop();
    }
    return 0;
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function playOn(first: Temporal.PlainDate, zone: string, hub: StaffedHub, time: SimulatedTime): Promise<never> {
  for (let day = 0; ; day += 1) {
    const hours = hoursOf(first.add({ days: day }), zone);
    time.leapTo(later(hours.opensAt, -BEFORE_OPENING_MS));
    await playDay(planDay(1, day, hours, hub.facts, { citizens: CITIZENS_A_DAY }), hub.client, time);
  }
}

/** After the hub's own links, each with its pairing key. */
function introduce({ password }: StaffedHub, terminal: Terminal): void {
  terminal.out(
    `工号 accounts: 0401 管理 supervisor，0101 一号窗口 window 1（只看 to look only）  密码 password: ${password}`,
  );
  terminal.out('一秒为一分钟，Ctrl-C 结束 a second is a minute; Ctrl-C ends it and leaves nothing');
}
