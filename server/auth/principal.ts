import { parseCookie, stringifySetCookie } from 'cookie';
import type { Actor } from '../../domain/actor.ts';
import type { Instant } from '../../domain/values.ts';
import type { Account, Device, Session } from '../../db/store.ts';
import type { Who } from '../../protocol/rights.ts';
import type { Accounts } from './accounts.ts';
import type { Devices } from './devices.ts';
import type { Sessions } from './sessions.ts';

/** Who sends a request, proved by what it carries. A citizen is proved by the ticket's token in the address instead. */
export type Principal =
  | {
      readonly kind: 'person';
      readonly actor: Extract<Actor, { kind: 'person' }>;
      readonly account: Account;
      readonly session: Session;
    }
  | { readonly kind: 'device'; readonly actor: Extract<Actor, { kind: 'device' }>; readonly device: Device }
  | { readonly kind: 'nobody'; readonly reason: NobodyReason };

/** `anonymous` brought nothing; `unknown-token` and `unknown-session` are to be counted against the address. */
export type NobodyReason =
  'anonymous' | 'unknown-token' | 'revoked' | 'unknown-session' | 'expired-session' | 'disabled';

export interface Credentials {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
}

export interface Doors {
  readonly devices: Devices;
  readonly sessions: Sessions;
  readonly accounts: Accounts;
}

export const SESSION_COOKIE = 'paihao-session';

/** A bearer token decides alone; only without one the cookie counts. */
export async function identify(doors: Doors, credentials: Credentials, at: Instant): Promise<Principal> {
  if (credentials.authorization !== undefined) return identifyDevice(doors, credentials.authorization);
  const cookie = credentials.cookie === undefined ? undefined : parseCookie(credentials.cookie)[SESSION_COOKIE];
  return cookie === undefined || cookie === '' ? nobody('anonymous') : identifyPerson(doors, cookie, at);
}

/** As the rights' table calls them. */
export function whoIs(principal: Principal): Who {
  switch (principal.kind) {
    case 'person':
      return principal.actor.role;
    case 'device':
      return principal.actor.is;
    case 'nobody':
      return 'nobody';
  }
}

/** The `Set-Cookie` of a sign-in; it ends with the browser, and with the session in the store before that. */
export function sessionCookie(value: string, secure: boolean): string {
  return stringifySetCookie({ name: SESSION_COOKIE, value, httpOnly: true, sameSite: 'strict', path: '/', secure });
}

/** The `Set-Cookie` of a sign-out. */
export function noSessionCookie(secure: boolean): string {
  const gone = { name: SESSION_COOKIE, value: '', maxAge: 0 };
  return stringifySetCookie({ ...gone, httpOnly: true, sameSite: 'strict', path: '/', secure });
}

async function identifyDevice({ devices }: Doors, authorization: string): Promise<Principal> {
  const token = /^Bearer ([A-Za-z0-9._~+/=-]{1,200})$/i.exec(authorization)?.[1];
  const device = token === undefined ? undefined : await devices.find(token);
  if (device === undefined) return nobody('unknown-token');
  if (device.revokedAt !== null) return nobody('revoked');
  const { id, kind, window } = device;
  return { kind: 'device', actor: { kind: 'device', device: id, is: kind, window }, device };
}

async function identifyPerson({ sessions, accounts }: Doors, cookie: string, at: Instant): Promise<Principal> {
  const found = await sessions.find(cookie, at);
  if (!found.ok) return nobody(found.code);
  const account = await accounts.find(found.session.staffNo);
  if (account === undefined) return nobody('unknown-session');
  if (account.disabled) return nobody('disabled');
  const { staffNo, role } = account;
  return { kind: 'person', actor: { kind: 'person', staffNo, role }, account, session: found.session };
}

function nobody(reason: NobodyReason): Principal {
  return { kind: 'nobody', reason };
}
