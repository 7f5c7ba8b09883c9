import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { DeviceKind, Role } from '../../domain/actor.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { readConfig } from '../../server/config.ts';
import { readHubJson } from '../../server/hub-json.ts';
import { askHub } from '../../server/local-client.ts';
import { runHub } from '../../server/main.ts';
import type { VoiceOptions } from '../../server/voice/open-voice.ts';
import { Caller } from './caller.ts';
import { temporaryFolder } from './folder.ts';
import { good, sure } from './people.ts';
import { type SettableClock, settableClock } from './settable-clock.ts';

export const hall = '/halls/qingxi';

export interface Person extends Caller {
  readonly staffNo: string;
}
export interface PairedDevice extends Caller {
  readonly token: string;
}

/** The real hub in this process, on a free port and a folder of its own, with a clock in the test's hand. */
export interface TestHub {
  readonly url: () => string;
  readonly data: string;
  readonly time: SettableClock;
  /** What it told the person at the terminal. */
  readonly said: readonly string[];
  readonly nobody: Caller;
  readonly admin: () => Promise<Caller>;
  /** A signed-in person with an account of their own. */
  readonly user: (role: Role) => Promise<Person>;
  /** Signs in as somebody who has an account. */
  readonly signIn: (staffNo: string, password?: string) => Promise<Caller>;
  readonly pair: (kind: DeviceKind, window?: number) => Promise<PairedDevice>;
  /** Puts parts of the demo hall's settings in place of what is set. */
  readonly configure: (change: object) => Promise<void>;
  /** Ends the hub and starts it anew on the same folder. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly time?: SettableClock;
  /** Folder of the built pages; without it only the citizen's page is served. */
  readonly pages?: string;
  /** The hub speaks, with an engine in a process of its own; else it makes no sound. */
  readonly voice?: VoiceOptions;
}

/** The test ends it, wherever it was started. */
export async function startHub({
  env = {},
  time = settableClock(),
  pages,
  voice = { isSilent: true },
}: StartOptions = {}): Promise<TestHub> {
  const data = temporaryFolder();
  const said: string[] = [];
  const config = readConfig({
    PAIHAO_PORT: '0',
    PAIHAO_DATA: data,
    PAIHAO_ADMIN_PASSWORD: good,
    PAIHAO_PUBLIC_URL: 'http://hall.example:8080',
    PAIHAO_LOG_LEVEL: 'error',
    ...env,
  });
  const say = (line: string): void => void said.push(line);
  const options = { time, say, voice, ...(pages === undefined ? {} : { pages }) };
  const run = (): ReturnType<typeof runHub> => runHub(config, options);
  let running: Awaited<ReturnType<typeof run>> | null = await run();
  const stop = async (): Promise<void> => {
    await running?.stop();
    running = null;
  };
  onTestFinished(stop);

  const url = (): string => sure(running).url;
  let people = 0;
  const local = async (name: 'pair' | 'user-add', args: object): Promise<readonly string[]> => {
    const answer = await askHub(sure(readHubJson(data)), name, args);
    if (answer.exit !== 0) throw new Error(answer.notes.join('\n'));
    return answer.out;
  };
  const signIn = async (staffNo: string, password = good): Promise<Caller> => {
    const person = new Caller(url);
    const answer = await person.post('/session', { staffNo, password });
    if (answer.status !== 200) throw new Error(`${staffNo} may not sign in: ${answer.text}`);
    return person.as(answer);
  };
  return {
    url,
    data,
    time,
    said,
    nobody: new Caller(url),
    admin: () => signIn('admin'),
    signIn,
    async user(role) {
      const staffNo = `${role}${String((people += 1))}`;
      await local('user-add', { staffNo, role, name: '李敏', password: good });
      return Object.assign(await signIn(staffNo), { staffNo });
    },
    async pair(kind, window) {
      const [token = ''] = await local('pair', { kind, ...(window === undefined ? {} : { window }) });
      return Object.assign(new Caller(url, { authorization: `Bearer ${token}` }), { token });
    },
    async configure(change) {
      const admin = await signIn('admin');
      const answer = await admin.post(`${hall}/settings`, { settings: { ...demoHall(), ...change } });
      if (answer.status !== 200) throw new Error(answer.text);
    },
    async restart() {
      await stop();
      running = await run();
    },
    stop,
  };
}

/** Windows 1 to `count` that call all services. */
export function windowsTo(count: number): { readonly windows: object } {
  return {
    windows: Array.from({ length: count }, (_, index) => ({ no: index + 1, name: '综合窗口', services: 'all' })),
  };
}

/** The demo hall's rules with some of them changed. */
export function withRules(change: object): { readonly rules: object } {
  return { rules: { ...demoHall().rules, ...change } };
}

export const freshKey = (): string => randomUUID();
