import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { pino } from 'pino';
import { openSqliteStore } from '../db/sqlite/open-store.ts';
import type { HallCommand } from '../domain/commands.ts';
import type { Actor } from '../domain/actor.ts';
import { demoHall } from '../domain/settings/demo-hall.ts';
import type { StaffNo } from '../domain/values.ts';
import { systemTime } from '../server/hub/hall-clock.ts';
import type { HallLoop } from '../server/hub/hall-loop.ts';
import { Hub } from '../server/hub/hub.ts';
import { storeFile } from '../server/replace-store-file.ts';
import { answer } from './part.ts';

const settings = demoHall();
const dispenser: Actor = { kind: 'device', device: 'bench', is: 'dispenser', window: null };
let sent = 0;

/** The hall's loop and its store alone, without HTTP. */
export function storePart(): void {
  answer({ fill, commits });
}

/** A whole day in one log: every ticket issued, called, arrived and finished, at all windows. */
async function fill({ data, tickets }: { data: string; tickets: number }): Promise<void> {
  await withLoop(data, async (loop) => {
    const windows = settings.windows.map(({ no }, index): { no: typeof no; by: Actor } => ({
      no,
      by: { kind: 'person', staffNo: `07${index}` as StaffNo, role: 'staff' },
    }));
    for (const { no, by } of windows) await submit(loop, { type: 'open-window', window: no }, by);
    const round = windows.length * 16;
    for (let done = 0; done < tickets; done += round) {
      const commands: Promise<void>[] = [];
      for (let each = 0; each < round; each += 1) commands.push(issue(loop, done + each));
      for (let each = 0; each < round; each += 1) {
        const { no, by } = windows[each % windows.length] ?? missing();
        commands.push(submit(loop, { type: 'call-next', window: no }, by));
        commands.push(submit(loop, { type: 'arrive', window: no }, by));
        commands.push(submit(loop, { type: 'finish', window: no, outcome: 'done' }, by));
      }
      await Promise.all(commands);
    }
  });
}

/** Commits of `size` tickets against a bare transaction of as many rows, turn by turn; ms each. */
async function commits({
  data,
  size,
  rounds,
}: {
  data: string;
  size: number;
  rounds: number;
}): Promise<{ readonly ours: readonly number[]; readonly bare: readonly number[] }> {
  const db = new BetterSqlite(join(data, 'bare.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE rows (no INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const put = db.prepare<[string]>('INSERT INTO rows (body) VALUES (?)');
  const body = 'x'.repeat(300);
  const transaction = db.transaction(() => {
    for (let each = 0; each < size; each += 1) put.run(body);
  });
  const ours: number[] = [];
  const bare: number[] = [];
  try {
    await withLoop(data, async (loop) => {
      for (let round = 0; round < rounds; round += 1) {
        const began = performance.now();
        await Promise.all(Array.from({ length: size }, (_, each) => issue(loop, each)));
        ours.push(performance.now() - began);
        const bareBegan = performance.now();
        transaction.immediate();
        bare.push(performance.now() - bareBegan);
      }
    });
  } finally {
    db.close();
  }
  return { ours, bare };
}

async function withLoop(data: string, work: (loop: HallLoop) => Promise<void>): Promise<void> {
  const store = await openSqliteStore(storeFile(data));
  const hub = await Hub.start(store, systemTime, pino({ level: 'silent' }), () => undefined);
  try {
    if (hub.halls().length === 0) await hub.addHall(settings);
    await work(hub.hall(settings.hall) ?? missing());
  } finally {
    await hub.stop();
    await store.close();
  }
}

function issue(loop: HallLoop, no: number): Promise<void> {
  const { id: service } = settings.services[no % settings.services.length] ?? missing();
  const command = { type: 'issue-ticket', service, category: 'ordinary', channel: 'dispenser', printer: null } as const;
  return submit(loop, command, dispenser);
}

async function submit(loop: HallLoop, command: HallCommand, by: Actor): Promise<void> {
  sent += 1;
  const outcome = await loop.submit({ command, by, key: `bench-${sent}`, request: 'bench', texts: [] });
  if (outcome.kind !== 'accepted') throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
}

function missing(): never {
  throw new Error('the demo hall has windows and services');
}
