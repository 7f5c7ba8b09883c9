import { io, type Socket } from 'socket.io-client';
import type { PrinterCondition } from '../domain/paper/job.ts';
import type { PaperJob } from '../protocol/paper.ts';
import { hubClient, type HubClient, HubRefused, newKey } from './hub-client.ts';
import { claimAnswer, deviceAnswer, printerView } from './paper-job-schema.ts';
import type { PrintResult } from './print-job.ts';
import type { Spool } from './spool.ts';
import type { AgentLog } from './spool-agent.ts';

/** A claim whose answer was lost is asked for again this long; later the hub may have given the job up. */
const CLAIM_AGAIN_MS = 20_000;
const RECONNECT_MS = 1_000;
const RECONNECT_MAX_MS = 3_000;

export interface HubSpool extends Spool {
  close(): void;
}

/** A printer's spool at a hub elsewhere, for an agent in a process of its own. */
export function createHubSpool(hub: string, token: string, log: AgentLog): HubSpool {
  const client = hubClient(hub, token);
  const wakes = new Set<() => void>();
  const contacts = new Set<() => void>();
  const hallPath = rememberHall(client);
  const socket = watchWork(hub, token, hallPath, log, {
    connected: () => contacts.forEach((again) => again()),
    wake: () => wakes.forEach((wake) => wake()),
  });
  let openClaim: { readonly key: string; readonly since: number } | undefined;
  const results = new Map<string, string>();
  return {
    async claim(): Promise<PaperJob | null> {
      if (openClaim === undefined || performance.now() - openClaim.since > CLAIM_AGAIN_MS) {
        openClaim = { key: newKey(), since: performance.now() };
      }
      try {
        const answer = await client.post(`${await hallPath()}/printer/claim`, {}, openClaim.key);
        openClaim = undefined;
        return claimAnswer.parse(answer).job;
      } catch (error) {
        if (error instanceof HubRefused) openClaim = undefined;
        throw error;
      }
    },
    async settle(job: string, result: PrintResult): Promise<void> {
      const key = results.get(job) ?? newKey();
      results.set(job, key);
      try {
        await client.post(`${await hallPath()}/printer/jobs`, { job, ...result }, key);
      } catch (error) {
        if (!(error instanceof HubRefused)) throw error;
        log('warn', `the hub will not have the result of ${job}: ${error.message}`);
      }
      results.delete(job);
    },
    async report(condition: PrinterCondition): Promise<void> {
      // a key of its own each time: the hub may have called the printer unreachable since an answer that was lost
      await client.post(`${await hallPath()}/printer/condition`, { condition }, newKey());
    },
    onWork(wake) {
      wakes.add(wake);
      return () => wakes.delete(wake);
    },
    onContact(again) {
      contacts.add(again);
      return () => contacts.delete(again);
    },
    close: () => socket.close(),
  };
}

/** The hall a token belongs to never changes, so it is asked for once, when the hub answers. */
function rememberHall(client: HubClient): () => Promise<string> {
  let path: string | undefined;
  return async () => {
    path ??= `/halls/${deviceAnswer.parse(await client.get('/device')).hall}`;
    return path;
  };
}

/** Wakes on every view that tells of queued jobs, and on each new connection; comes back for ever. */
function watchWork(
  hub: string,
  token: string,
  hallPath: () => Promise<string>,
  log: AgentLog,
  { connected, wake }: { readonly connected: () => void; readonly wake: () => void },
): { close(): void } {
  const socket: Socket = io(hub, {
    path: '/socket.io',
    transports: ['websocket'],
    auth: { token },
    reconnectionDelay: RECONNECT_MS,
    reconnectionDelayMax: RECONNECT_MAX_MS,
    forceNew: true,
  });
  let closed = false;
  let again: NodeJS.Timeout | undefined;
  const comeBack = (why: string): void => {
    if (closed) return;
    log('warn', `no push from the hub: ${why}`);
    if (socket.active) return; // socket.io tries by itself
    clearTimeout(again);
    again = setTimeout(() => socket.connect(), RECONNECT_MAX_MS);
  };
  const hear = (message: unknown): void => {
    const view = typeof message === 'object' && message !== null && 'view' in message ? message.view : undefined;
    const told = printerView.safeParse(view);
    if (!told.success || told.data.queued > 0) wake();
  };
  const watch = async (): Promise<void> => {
    try {
      const hall = (await hallPath()).replace('/halls/', '');
      const answer: unknown = await socket.timeout(5_000).emitWithAck('watch', { hall, view: 'printer' });
      if (typeof answer === 'object' && answer !== null && 'error' in answer) throw new Error('not allowed to watch');
      hear(answer);
    } catch (error) {
      log('warn', `the printer's jobs cannot be watched: ${error instanceof Error ? error.message : String(error)}`);
      wake(); // what is missed by push is still fetched once
      socket.disconnect();
      comeBack('watch failed');
    }
  };
  socket.on('connect', () => {
    connected();
    void watch();
  });
  socket.on('view', hear);
  socket.on('connect_error', (error) => comeBack(error.message));
  socket.on('disconnect', (reason) => comeBack(reason));
  return {
    close() {
      closed = true;
      clearTimeout(again);
      socket.close();
    },
  };
}
