import { memoryStore } from '../../db/memory/memory-store.ts';
import type { Role } from '../../domain/actor.ts';
import { parseHallId, parseInstant, parseStaffNo, type Instant, type StaffNo } from '../../domain/values.ts';
import type { Store } from '../../db/store.ts';
import { Accounts } from '../../server/auth/accounts.ts';
import { Devices } from '../../server/auth/devices.ts';
import { Sessions } from '../../server/auth/sessions.ts';
import { SignIn } from '../../server/auth/sign-in.ts';
import { createTokens } from '../../server/tokens.ts';

export const qingxi = sure(parseHallId('qingxi'));
/** Monday 2026-11-23 09:00 in the hall. */
export const nine = sure(parseInstant(Date.UTC(2026, 10, 23, 1)));
export const good = 'Qingxi-2026-hall';

export function staffNo(raw: string): StaffNo {
  return sure(parseStaffNo(raw));
}

export function minutes(n: number): Instant {
  return sure(parseInstant(nine + n * 60_000));
}

export function sure<T>(value: T | null | undefined): T {
  if (value === undefined || value === null) throw new Error('a value was expected');
  return value;
}

/** The doors of a hall over a real store, with fixed keys. */
export function doors(store: Store = memoryStore()) {
  const { directory } = store;
  const tokens = createTokens({ tickets: Buffer.alloc(32, 1), devices: Buffer.alloc(32, 2) });
  const sessions = new Sessions(directory);
  const accounts = new Accounts(directory, sessions);
  const devices = new Devices(directory, tokens);
  const signIn = new SignIn({ directory, accounts, sessions, hall: qingxi });
  return { store, directory, tokens, sessions, accounts, devices, signIn };
}

export async function addPerson(
  { accounts }: ReturnType<typeof doors>,
  no: string,
  role: Role = 'staff',
  more: { readonly mustChange?: boolean; readonly password?: string } = {},
): Promise<void> {
  const password = more.password ?? good;
  const person = { staffNo: staffNo(no), hall: qingxi, name: '李敏', role, password };
  const result = await accounts.create({ ...person, mustChange: more.mustChange ?? false }, 'staff:admin', nine);
  if (!result.ok) throw new Error(result.code);
}
