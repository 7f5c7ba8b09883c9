import { demoHall } from '../../domain/settings/demo-hall.ts';
import { parseStaffNo, type StaffNo, type WindowNo } from '../../domain/values.ts';
import { type HallFacts, hallFacts } from '../../simulator/hall-facts.ts';
import { HttpHallClient } from '../../simulator/http-hall-client.ts';
import { staffNoAt } from '../../simulator/plan-day.ts';
import type { SimulatedTime } from '../../simulator/simulated-time.ts';
import { makePassword } from '../auth/passwords.ts';
import { SESSION_LIMITS } from '../auth/sessions.ts';
import type { Config } from '../config.ts';
import { type HubJson, readHubJson } from '../hub-json.ts';
import { askHub } from '../local-client.ts';
import type { LocalOperation } from '../local-operations.ts';
import { type HubRun, runHub } from '../main.ts';

export interface StaffedHub {
  readonly run: HubRun;
  readonly facts: HallFacts;
  readonly client: HttpHallClient;
  /** Of every account in it, made up at this start. */
  readonly password: string;
  /** Asks the hub as the command line does. */
  ask(operation: LocalOperation, args: object): Promise<readonly string[]>;
}

export interface StaffedHubOptions {
  readonly time: SimulatedTime;
  /** People at live screens stay signed in as long as by a clock of true pace. */
  readonly sessionPace: number;
  readonly say: (line: string) => void;
  /** Nobody listens. */
  readonly isSilent?: boolean;
}

const GUIDE = sure(parseStaffNo('0201'));
const SUPERVISOR = sure(parseStaffNo('0401'));

/** A hub of its own with the demo hall, its people and devices; `config.data` must be a new folder. */
export async function startStaffedHub(
  config: Config,
  { time, sessionPace, say, isSilent = false }: StaffedHubOptions,
): Promise<StaffedHub> {
  const { idleMs, ageMs, touchMs } = SESSION_LIMITS;
  const sessionLimits = { idleMs: idleMs * sessionPace, ageMs: ageMs * sessionPace, touchMs: touchMs * sessionPace };
  const password = makePassword();
  const options = { time, say, sessionLimits, voice: { isSilent } };
  const run = await runHub({ ...config, adminPassword: password }, options);
  try {
    const facts = hallFacts(demoHall(config.zone));
    const hub = sure(readHubJson(config.data));
    const ask = (operation: LocalOperation, args: object): Promise<readonly string[]> => answerOf(hub, operation, args);
    const client = await staff(run.url, facts, password, ask);
    return { run, facts, client, password, ask };
  } catch (error) {
    await run.stop();
    throw error;
  }
}

async function staff(url: string, facts: HallFacts, password: string, ask: StaffedHub['ask']): Promise<HttpHallClient> {
  const passwords = new Map<StaffNo, string>();
  const engage = async (staffNo: StaffNo, role: string, name: string): Promise<void> => {
    await ask('user-add', { staffNo, role, name, password });
    passwords.set(staffNo, password);
  };
  const pads = new Map<WindowNo, string>();
  for (const [index, window] of facts.windows.entries()) {
    await engage(staffNoAt(index), 'staff', `${window}号窗口`);
    pads.set(window, sure((await ask('pair', { kind: 'rating', window: String(window) }))[0]));
  }
  await engage(GUIDE, 'guide', '导办员');
  await engage(SUPERVISOR, 'supervisor', '值班长');
  const dispenser = sure((await ask('pair', { kind: 'dispenser' }))[0]);
  return new HttpHallClient(url, facts.hall, { dispenser, pads, guide: GUIDE, passwords });
}

async function answerOf(hub: HubJson, operation: LocalOperation, args: object): Promise<readonly string[]> {
  const { exit, out, notes } = await askHub(hub, operation, args);
  if (exit !== 0) throw new Error(`${operation}: ${notes.join(' ')}`);
  return out;
}

export function sure<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a value was expected');
  return value;
}
