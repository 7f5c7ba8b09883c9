import type { Store } from '../../db/store.ts';
import type { Verdict } from '../../db/verify.ts';
import type { HallId, Instant } from '../../domain/values.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { Devices } from '../auth/devices.ts';

/** What the operations work on: the running hub's parts, or a command's own while no hub runs. */
export interface LocalParts {
  /** Asked for each time: a restore puts another in its place. */
  readonly store: () => Store;
  readonly accounts: () => Accounts;
  readonly devices: () => Devices;
  readonly now: () => Instant;
  /** Window numbers of a hall. */
  readonly windows: (hall: HallId) => Promise<readonly number[]>;
  readonly verify: (hall: HallId, notedHead?: string) => Promise<Verdict>;
  /** Tables from the log. */
  readonly rebuild: (hall: HallId) => Promise<void>;
  /** Puts a back-up in the place of the store, all or nothing; clients start anew. */
  readonly replaceStore: (file: string) => Promise<void>;
}

/** How a command ends: its exit code, the answer for standard output, and words for standard error. */
export interface LocalAnswer {
  /** 0 done, 1 the answer is no, 2 wrong use. */
  readonly exit: 0 | 1 | 2;
  readonly out: readonly string[];
  readonly notes: readonly string[];
}
