import { NotStored } from '../db/store.ts';
import { CannotOpen } from '../db/cannot-open.ts';
import { addUser } from './local/add-user.ts';
import { backUp, rebuild, restore } from './local/keep-store.ts';
import type { LocalAnswer, LocalParts } from './local/local-parts.ts';
import { pairDevice } from './local/pair-device.ts';
import { verifyLog } from './local/verify-log.ts';

export const LOCAL_OPERATIONS = {
  pair: pairDevice,
  'user-add': addUser,
  verify: verifyLog,
  backup: backUp,
  rebuild,
  restore,
} as const;
export type LocalOperation = keyof typeof LOCAL_OPERATIONS;

/** Runs an operation by name. Never rejects: what goes wrong is an answer, without stack or secret. */
export async function runLocally(name: string, parts: LocalParts, args: unknown): Promise<LocalAnswer> {
  if (!isOperation(name)) return { exit: 2, out: [], notes: [`没有这个操作 no such operation: ${name}`] };
  return answered(() => LOCAL_OPERATIONS[name](parts, args));
}

/** What went wrong is an answer too. */
export async function answered(work: () => Promise<LocalAnswer>): Promise<LocalAnswer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotStored || error instanceof CannotOpen)
      return { exit: 1, out: [], notes: [`数据无法读写 the records cannot be read or written: ${error.message}`] };
    return { exit: 1, out: [], notes: [error instanceof Error ? error.message : String(error)] };
  }
}

function isOperation(name: string): name is LocalOperation {
  return Object.hasOwn(LOCAL_OPERATIONS, name);
}
