import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { openSqliteStore } from '../db/sqlite/open-store.ts';
import type { Store } from '../db/store.ts';
import type { HallId } from '../domain/values.ts';
import type { Alarm } from '../protocol/views.ts';
import { HallForecaster } from '../domain/forecast/hall-forecaster.ts';
import { time as timeText } from '../protocol/views/parts.ts';
import type { SessionLimits } from './auth/sessions.ts';
import { FailureCounter, senderOf } from './auth/failure-counter.ts';
import { Presence } from './publish/presence.ts';
import { Publisher } from './publish/publisher.ts';
import type { Config } from './config.ts';
import { type Core, openCore } from './core.ts';
import { ownAlarms } from './own-alarms.ts';
import { HallForecasts } from './forecast/hall-forecasts.ts';
import { createApp } from './http/app.ts';
import type { Context } from './http/context.ts';
import { writeHubJson, removeHubJson } from './hub-json.ts';
import { awaitHubLock } from './hub-lock.ts';
import type { Committed } from './hub/hall-loop.ts';
import { systemTime, type TimeSource } from './hub/hall-clock.ts';
import { readKeys } from './keys.ts';
import { startLines } from './links.ts';
import { createListener, listen } from './listener.ts';
import { hubParts } from './local/hub-parts.ts';
import { runLocally } from './local-operations.ts';
import { type LocalServer, startLocalServer } from './local-server.ts';
import { startPrinting } from './paper/printing.ts';
import { ownUrl, publicUrl } from './public-url.ts';
import { storeFile } from './replace-store-file.ts';
import { RunningCore } from './running-core.ts';
import { dropLines, openSockets, serveSockets } from './sockets.ts';
import { createTokens } from './tokens.ts';
import { openVoice, type VoiceOptions } from './voice/open-voice.ts';
import { VoiceAlarms } from './voice/voice-alarms.ts';
import { ClipVoice } from './voice/clips/clip-voice.ts';
import { warmPacks } from './voice/clips/warm-packs.ts';

const LOCK_PATIENCE_MS = 3_000;
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
  readonly voice?: VoiceOptions;
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
  {
    time = systemTime,
    say = toTerminal,
    pages = PAGES,
    sessionLimits,
    openStore = openSqliteStore,
    voice: voiceOptions,
  }: HubOptions,
  log: pino.Logger,
  unlock: () => void,
): Promise<HubRun> {
  const tokens = createTokens(readKeys(config.data));
  const presence = new Presence();
  const server = createListener(config);
  const io = openSockets(server);
  let port = config.port;
  const base = (): string => publicUrl(config, port);
  const publisher = new Publisher(
    (room, sent) => {
      const { epoch, hub } = running.core;
      io.to(room).emit('view', { ...sent, epoch, now: timeText(hub.now(sent.hall)) });
    },
    (error) => {
      if (running.accepting) log.error({ err: error }, 'a view could not be built'); // else the records were closed under it
    },
  );
  const wakes = new Set<() => void>();
  const clips = new ClipVoice(join(config.data, 'voice', 'packs'), log);
  const voice = openVoice(config, clips, log, (hall) => publisher.touch(hall), voiceOptions);
  const voiceAlarms = new VoiceAlarms(voice);
  const warm = (core: Core, hall: HallId): void => {
    warmPacks(clips, core, hall).catch((error: unknown) => log.warn({ err: error }, 'recordings could not be read'));
  };
  const watchers = new Set<(committed: Committed) => void>();
  const onCommit = (committed: Committed): void => {
    const { hall, events } = committed;
    if (events.some((event) => event.type === 'clock-jumped')) publisher.resend(hall);
    else publisher.touch(hall);
    if (events.some((event) => event.type === 'paper-queued')) for (const wake of wakes) wake();
    for (const watch of watchers) watch(committed);
    voice.committed(committed);
  };
  const running = await RunningCore.start({
    config,
    async open() {
      const openRecords = (): Promise<Store> => openStore(storeFile(config.data));
      const core = await openCore({ config, tokens, time, log, sessionLimits, openStore: openRecords, onCommit });
      publisher.clear(); // what was built from the core before is gone
      await voice.begin(core);
      for (const hall of core.hub.halls()) warm(core, hall);
      return core;
    },
    print: (core) => startPrinting({ core, config, presence, publicUrl: base, wakes, log }),
    foretell: (core) =>
      new HallForecasts({
        core,
        log,
        watchers,
        onChange: (hall) => publisher.touch(hall),
        create: () => new HallForecaster(),
      }),
    openBackup: openSqliteStore,
    dropClients: () => io.disconnectSockets(true),
  });
  watchers.add(({ hall, events }) => {
    if (events.some((event) => event.type === 'hall-configured')) warm(running.core, hall);
  });
  const startedAt = running.core.hub.now();
  const alarms = (core: Core): readonly Alarm[] => [
    ...ownAlarms(core, base(), startedAt),
    ...voiceAlarms.of(core.hub.halls(), core.hub.now()),
  ];
  const strangers = new FailureCounter();

  const context: Context = {
    config,
    log,
    core: () => running.core,
    forecasts: () => running.forecasts,
    accepting: () => running.accepting,
    publicUrl: base,
    presence,
    publisher,
    source() {
      const { core, forecasts } = running;
      return { core, forecasts, config, presence, ownAlarms: () => alarms(core) };
    },
    drop: (whose) => dropLines(io, whose),
    clips,
    voice,
    refusedCitizens: new FailureCounter(IN_VAIN),
    countStranger(address) {
      const sender = senderOf(address);
      const at = running.core.hub.now();
      if (strangers.lockedUntil(sender, at) !== undefined) return true;
      strangers.fail(sender, at);
      return false;
    },
  };
  server.on('request', createApp(context, pages));
  const endSockets = serveSockets(io, context);
  let local: LocalServer | undefined;
  const close = async (): Promise<void> => {
    await local?.close();
    running.stopAccepting();
    endSockets();
    publisher.close();
    const hangUp = setTimeout(() => server.closeAllConnections(), ANSWERED_WITHIN_MS);
    await io.close(); // waits for the answers under way
    clearTimeout(hangUp);
    await voice.stop();
    await running.close();
    removeHubJson(config.data);
  };
  try {
    port = await listen(server, config);
    voice.start();
    const key = randomBytes(32).toString('base64url');
    local = await startLocalServer(key, (name, args) => runLocally(name, hubParts(running), args));
    const url = ownUrl(config, port);
    writeHubJson(config.data, { url, local: local.url, key, pid: process.pid });
    for (const line of await startLines(running.core, base())) say(line);
    return {
      url,
      async stop() {
        await close();
        unlock();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function toTerminal(line: string): void {
  process.stdout.write(`${line}\n`);
}
