import { openSqliteStore } from '../../db/sqlite/open-store.ts';
import type { Store } from '../../db/store.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { backupCommand } from '../../server/cli/backup.ts';
import type { Command } from '../../server/cli/command.ts';
import { ensureHall } from '../../server/cli/ensure-hall.ts';
import { estimateCommand } from '../../server/cli/estimate.ts';
import type { OfflineParts } from '../../server/cli/offline.ts';
import { pairCommand } from '../../server/cli/pair.ts';
import { printerCommand } from '../../server/cli/printer.ts';
import { restoreCommand } from '../../server/cli/restore.ts';
import { runCli } from '../../server/cli/run-cli.ts';
import { userCommand } from '../../server/cli/user.ts';
import { verifyCommand } from '../../server/cli/verify.ts';
import { writeEvent } from '../../server/hub/stored-event.ts';
import { storeFile } from '../../server/replace-store-file.ts';
import { nine } from './people.ts';

/** One more event in the hall's log. */
export async function configureHall(store: Store, after: number): Promise<void> {
  const settings = demoHall();
  const event = writeEvent({ type: 'hall-configured', settings, by: 'hub' }, nine);
  const nothing = { answers: [], tickets: [], ratings: [], texts: [], snapshot: null };
  const [result] = await store.log.append([{ hall: settings.hall, after, events: [event], ...nothing }]);
  if (result?.ok !== true) throw new Error('the hall was not configured');
}

const parts: OfflineParts = { ensureHall, rebuildTables: () => Promise.reject(new Error('not asked for here')) };

const commands: readonly Command[] = [
  pairCommand(parts),
  userCommand(parts),
  verifyCommand(parts),
  backupCommand(parts),
  restoreCommand(parts),
  printerCommand,
  estimateCommand,
];

/** Runs a command line in this process: its exit code, answer and notes. */
export async function paihao(data: string, args: readonly string[], input = '', env: Record<string, string> = {}) {
  const out: string[] = [];
  const notes: string[] = [];
  const terminal = {
    out: (line: string) => void out.push(line),
    note: (line: string) => void notes.push(line),
    input: () => Promise.resolve(input),
    ending: new AbortController().signal,
  };
  const exit = await runCli(commands, args, { PAIHAO_DATA: data, ...env }, terminal);
  return { exit, out, notes: notes.join('\n') };
}

/** Works on the folder's store while no hub holds it. */
export async function withStore<T>(data: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore(storeFile(data));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
