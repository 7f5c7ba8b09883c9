import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { openSqliteStore } from '../db/sqlite/open-store.ts';
import type { Store } from '../db/store.ts';
import { verifyChain } from '../db/verify.ts';
import type { SessionLimits } from './auth/sessions.ts';
import { FailureCounter, senderOf } from './auth/failure-counter.ts';
import { Presence } from './publish/presence.ts';
import { Publisher } from './publish/publisher.ts';
import type { Config } from './config.ts';
import { closeCore, type Core, openCore } from './core.ts';
import { ownAlarms } from './own-alarms.ts';
import { createApp } from './http/app.ts';
import type { Context } from './http/context.ts';
import { writeHubJson, removeHubJson } from './hub-json.ts';
import { awaitHubLock } from './hub-lock.ts';
import { type Committed } from './hub/hall-loop.ts';
import { systemTime, type TimeSource } from './hub/hall-clock.ts';
import { readKeys } from './keys.ts';
import { startLinks } from './links.ts';
import { runLocally } from './local-operations.ts';
import { startLocalServer } from './local-server.ts';
import { startPrinting } from './paper/printing.ts';
import { doubtQueued } from './paper/unfinished-paper.ts';
import { ownUrl, publicUrl } from './public-url.ts';
import { rebuildTables } from './rebuild-tables.ts';
import { draftStore, storeFile } from './replace-store-file.ts';
import { dropLines, openSockets, serveSockets } from './sockets.ts';
import { createTokens } from './tokens.ts';

const LOCK_PATIENCE_MS = 3_000;
/** Slow and half-open clients are hung up on. */
const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 15_000;
/** Longer than clients keep a line they no longer use, so that none is hung up on just as it asks again. */
const KEPT_OPEN_MS = 30_000;
const LOOK_FOR_SLOW_EVERY_MS = 2_000;
/** Built beside the hub. */
const PAGES = fileURLToPath(new URL('../pages', import.meta.url));

/** When the hub ends, who is still being answered is answered; a line that stays open longer is cut. */
const ANSWERED_WITHIN_MS = 3_000;
/** What is asked in vain with one ticket; nobody with a phone in hand gets there. */
const IN_VAIN = { limit: 200, lockMs: 15 * 60_000, size: 1_000 };

export interface HubRun {
  readonly url: string;
  stop(): Promise<void>;
}

export interface HubOptions {
  readonly time?: TimeSource;
  /** Where links and words for the person at the terminal go. */
  readonly say?: (line: string) => void;
  /** Folder of the built pages. */
  readonly pages?: string;
  /** How long people stay signed in; a simulated clock runs faster than they do. */
  readonly sessionLimits?: SessionLimits;
  /** Opens the records; the bench measures against one that keeps nothing. */
  readonly openStore?: (file: string) => Promise<Store>;
}

/** Puts the hub together and runs it until `stop`. The only place, with the command line, that names concrete parts. */
export async function runHub(config: Config, options: HubOptions = {}): Promise<HubRun> {
  const log = pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: true }));
  const lock = await awaitHubLock(config.data, LOCK_PATIENCE_MS);
  try {
    return await start(config, options, log, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function start(
  config: Config,
  { time = systemTime, say = toTerminal, pages = PAGES, sessionLimits, openStore = openSqliteStore }: HubOptions,
  log: pino.Logger,
  unlock: () => void,
): Promise<HubRun> {
  const tokens = createTokens(readKeys(config.data));
  const presence = new Presence();
  const strangers = new FailureCounter();
  const server = listenerFor(config);
  const io = openSockets(server);
  const publisher = new Publisher((room, name, seq, view) => {
    const now = new Date(core.hub.now()).toISOString();
    const [hall] = JSON.parse(room) as [string];
    io.to(room).emit('view', { hall, name, seq, epoch: core.epoch, now, view });
  });
  const wakes = new Set<() => void>();
  const onCommit = ({ hall, events }: Committed): void => {
    if (events.some((event) => event.type === 'clock-jumped')) publisher.resend(hall);
    else publisher.touch(hall);
    if (events.some((event) => event.type === 'paper-queued')) for (const wake of wakes) wake();
  };
  const open = (): Promise<Core> =>
    openCore({
      config,
      tokens,
      time,
      log,
      sessionLimits,
      openStore: () => openStore(storeFile(config.data)),
      onCommit,
    });

  let core = await open();
  const startedAt = core.hub.now();
  let accepting = true;
  let port = config.port;
  const base = (): string => publicUrl(config, port);
  const print = () => startPrinting({ core, config, presence, publicUrl: base, wakes, log });
  let printing = print();

  /** Stop accepting, swap, begin a new epoch, drop every client. What cannot be opened again is not served either. */
  const replaceStore = async (file: string): Promise<void> => {
    const draft = await draftStore(config.data, file, openSqliteStore); // a wrong file disturbs nobody
    accepting = false;
    io.disconnectSockets(true);
    await printing.stop();
    await closeCore(core);
    try {
      draft.swapIn();
    } finally {
      draft.drop();
      core = await open();
      publisher.clear();
      for (const hall of core.hub.halls()) await doubtQueued(core, config, hall);
      printing = print();
      accepting = true;
    }
  };

  const context: Context = {
    config,
    log,
    core: () => core,
    accepting: () => accepting,
    publicUrl: base,
    presence,
    publisher,
    source: () => ({ core, config, presence, ownAlarms: () => ownAlarms(core, base(), startedAt) }),
    drop: (whose) => dropLines(io, whose),
    refusedCitizens: new FailureCounter(IN_VAIN),
    countStranger(address) {
      const sender = senderOf(address);
      const at = core.hub.now();
      if (strangers.lockedUntil(sender, at) !== undefined) return true;
      strangers.fail(sender, at);
      return false;
    },
  };
  server.on('request', createApp(context, pages));
  const endSockets = serveSockets(io, context);
  const close = async (): Promise<void> => {
    accepting = false;
    endSockets();
    publisher.close();
    const hangUp = setTimeout(() => server.closeAllConnections(), ANSWERED_WITHIN_MS);
    await io.close(); // waits for the answers under way
    clearTimeout(hangUp);
    await printing.stop();
    await closeCore(core);
  };
  try {
    port = await listen(server, config);
  } catch (error) {
    await close();
    throw error;
  }

  const key = randomBytes(32).toString('base64url');
  const local = await startLocalServer(key, (name, args) =>
    runLocally(
      name,
      {
        store: () => core.store,
        accounts: () => core.accounts,
        devices: () => core.devices,
        now: () => core.hub.now(),
        windows: async (hall) =>
          (await core.hub.hall(hall)?.read((state) => state.settings?.windows.map(({ no }) => no))) ?? [],
        verify: (hall, head) => verifyChain(core.store.log, hall, head),
        rebuild: (hall) => rebuildTables(core.store, hall),
        replaceStore,
      },
      args,
    ),
  );
  const url = ownUrl(config, port);
  writeHubJson(config.data, { url, local: local.url, key, pid: process.pid });
  await tell(core, base(), say);

  return {
    url,
    async stop() {
      await local.close();
      await close();
      removeHubJson(config.data);
      unlock();
    },
  };
}

function toTerminal(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function tell(core: Core, base: string, say: (line: string) => void): Promise<void> {
  const [hall] = core.hub.halls();
  if (hall === undefined) return;
  for (const line of await startLinks(core, hall, base)) say(line);
  if (core.madePassword !== null)
    say(`管理员 administrator  工号 account: admin  一次性密码 one-time password: ${core.madePassword}`);
}

function listenerFor({ tls }: Config): Server {
  const looking = { connectionsCheckingInterval: LOOK_FOR_SLOW_EVERY_MS };
  const server =
    tls === null ? createHttpServer(looking) : createHttpsServer({ ...looking, cert: tls.cert, key: tls.key });
  server.headersTimeout = HEADERS_WITHIN_MS;
  server.requestTimeout = REQUEST_WITHIN_MS;
  server.keepAliveTimeout = KEPT_OPEN_MS;
  return server;
}

function listen(server: Server, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
