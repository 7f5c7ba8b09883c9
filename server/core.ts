import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Device, Store } from '../db/store.ts';
import { demoHall } from '../domain/settings/demo-hall.ts';
import type { HallId } from '../domain/values.ts';
import { Accounts } from './auth/accounts.ts';
import { Devices } from './auth/devices.ts';
import { ensureAdministrator } from './auth/first-administrator.ts';
import { addDemoPeople } from './auth/first-people.ts';
import { PairingCodes } from './auth/pairing-codes.ts';
import { type SessionLimits, Sessions } from './auth/sessions.ts';
import { SignIn } from './auth/sign-in.ts';
import type { Config } from './config.ts';
import { Hub } from './hub/hub.ts';
import type { Committed } from './hub/hall-loop.ts';
import type { TimeSource } from './hub/hall-clock.ts';
import type { Tokens } from './tokens.ts';

/** Everything that stands on one store; a restore puts a whole new one in its place. */
export interface Core {
  readonly store: Store;
  readonly hub: Hub;
  readonly tokens: Tokens;
  readonly sessions: Sessions;
  readonly accounts: Accounts;
  readonly devices: Devices;
  readonly signIn: SignIn;
  readonly codes: PairingCodes;
  /** Another after each start and restore: clients begin anew. */
  readonly epoch: string;
  /** The first administrator's password, made at this start; shown once. */
  readonly madePassword: string | null;
}

export interface CoreOptions {
  readonly config: Config;
  readonly tokens: Tokens;
  readonly time: TimeSource;
  readonly log: Logger;
  readonly openStore: () => Promise<Store>;
  readonly onCommit: (committed: Committed) => void;
  readonly sessionLimits?: SessionLimits | undefined;
}

export async function openCore(options: CoreOptions): Promise<Core> {
  const { config, tokens, time, log, openStore, onCommit } = options;
  const store = await openStore();
  try {
    const hub = await Hub.start(store, time, log, onCommit);
    const isNew = hub.halls().length === 0;
    if (isNew) await hub.addHall(demoHall(config.zone));
    const [first] = hub.halls();
    if (first === undefined) throw new Error('the first hall could not be made');
    const sessions = new Sessions(store.directory, options.sessionLimits);
    const accounts = new Accounts(store.directory, sessions);
    const devices = new Devices(store.directory, tokens);
    const { made } = await ensureAdministrator(accounts, first, config.adminPassword, hub.now());
    if (isNew) await addDemoPeople(accounts, first, hub.now());
    return {
      store,
      hub,
      tokens,
      sessions,
      accounts,
      devices,
      signIn: new SignIn({ directory: store.directory, accounts, sessions, hall: first }),
      codes: new PairingCodes(devices),
      epoch: randomUUID(),
      madePassword: made,
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The hall's printers by id, the first one first: PAIHAO_PRINTER, then paired print agents in the order they came. */
export async function printersOf(core: Core, config: Config, hall: HallId): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  if (config.printer.kind !== 'none') found.set('main', '');
  for (const device of await core.devices.list(hall)) if (isPrinter(device)) found.set(device.id, device.name);
  return found;
}

function isPrinter(device: Device): boolean {
  return device.kind === 'printer' && device.revokedAt === null;
}

/** Where a device or desk prints: at its own printer, else at the hall's first; null: nowhere. */
export async function printerFor(core: Core, config: Config, hall: HallId, own: string | null): Promise<string | null> {
  if (own === null && config.printer.kind !== 'none') return 'main';
  const printers = await printersOf(core, config, hall);
  if (own !== null && printers.has(own)) return own;
  const [first] = printers.keys();
  return first ?? null;
}

export async function closeCore(core: Core): Promise<void> {
  await core.hub.stop();
  await core.store.close();
}
