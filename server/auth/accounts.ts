import type { Role } from '../../domain/actor.ts';
import { later, type HallId, type Instant, type StaffNo } from '../../domain/values.ts';
import type { Account, DirectoryStore, Session } from '../../db/store.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import { FIVE_IN_15_MIN } from './failure-counter.ts';
import { hashPassword, passwordProblem, verifyPassword, type PasswordProblem } from './passwords.ts';
import type { Sessions } from './sessions.ts';
import { parseVisibleName } from './visible-name.ts';

export type AccountFault =
  | 'unknown-account'
  | 'account-exists'
  | 'bad-name'
  | 'last-administrator'
  | 'wrong-password'
  | 'same-password'
  | PasswordProblem;

export type AccountResult =
  | { readonly ok: true; readonly account: Account }
  | { readonly ok: false; readonly code: 'locked'; readonly until: Instant }
  | { readonly ok: false; readonly code: AccountFault };

export interface NewAccount {
  readonly staffNo: StaffNo;
  readonly hall: HallId;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
  /** Set by another in the pages, or made up: the owner must change it first. Not so from standard input or environment. */
  readonly mustChange: boolean;
}

export interface AccountChange {
  readonly name?: string;
  readonly role?: Role;
  readonly disabled?: boolean;
  /** Ends a lock before its time. */
  readonly unlock?: true;
}

/**
 * The hall's people. Changes to one account take turns, so that no failure goes uncounted. `by` is an actor's name,
 * or `command-line`. The trail is written before the change: an unwritten line stops it.
 */
export class Accounts {
  readonly #directory: DirectoryStore;
  readonly #sessions: Sessions;
  readonly #turns = new OneAtATime();
  /** Two administrators must not disable each other at once. */
  readonly #changes = new OneAtATime();

  constructor(directory: DirectoryStore, sessions: Sessions) {
    this.#directory = directory;
    this.#sessions = sessions;
  }

  find(staffNo: StaffNo): Promise<Account | undefined> {
    return this.#directory.account(staffNo);
  }

  list(hall: HallId): Promise<readonly Account[]> {
    return this.#directory.accounts(hall);
  }

  async create(person: NewAccount, by: string, at: Instant): Promise<AccountResult> {
    const name = parseVisibleName(person.name);
    if (name === undefined) return { ok: false, code: 'bad-name' };
    const problem = passwordProblem(person.password, person.staffNo);
    if (problem !== undefined) return { ok: false, code: problem };
    const passwordHash = await hashPassword(person.password);
    return this.#turns.run(person.staffNo, async () => {
      if ((await this.find(person.staffNo)) !== undefined) return { ok: false, code: 'account-exists' };
      const { staffNo, hall, role, mustChange } = person;
      const fresh = { failures: 0, lockedUntil: null, disabled: false };
      const account: Account = { staffNo, hall, name, role, passwordHash, mustChange, ...fresh };
      await this.#audit(account, 'account-created', by, at, { role, mustChange });
      await this.#directory.putAccount(account);
      return { ok: true, account };
    });
  }

  /** A new password from an administrator: the owner must change it, and is signed out everywhere. */
  async resetPassword(staffNo: StaffNo, password: string, by: string, at: Instant): Promise<AccountResult> {
    const problem = passwordProblem(password, staffNo);
    if (problem !== undefined) return { ok: false, code: problem };
    const passwordHash = await hashPassword(password);
    return this.#alone(staffNo, async (old) => {
      const account: Account = { ...old, passwordHash, mustChange: true, failures: 0, lockedUntil: null };
      await this.#audit(account, 'password-reset', by, at);
      await this.#directory.putAccount(account);
      await this.#sessions.endAll(staffNo);
      return { ok: true, account };
    });
  }

  /** The owner's own change: the session it came by stays, the others end. */
  async changePassword(session: Session, old: string, fresh: string, at: Instant): Promise<AccountResult> {
    const { staffNo } = session;
    return this.#alone(staffNo, async (found) => {
      const checked = await this.#check(found, old, at);
      if (!checked.ok) return checked;
      const problem = passwordProblem(fresh, staffNo);
      if (problem !== undefined) return { ok: false, code: problem };
      if (fresh === old) return { ok: false, code: 'same-password' };
      const account: Account = { ...checked.account, passwordHash: await hashPassword(fresh), mustChange: false };
      await this.#audit(account, 'password-changed', `staff:${staffNo}`, at);
      await this.#directory.putAccount(account);
      await this.#sessions.endOthers(session);
      return { ok: true, account };
    });
  }

  /** Name, role, disabling and unlocking. Whoever is disabled or gets another role is signed out. */
  async change(staffNo: StaffNo, change: AccountChange, by: string, at: Instant): Promise<AccountResult> {
    const name = change.name === undefined ? undefined : parseVisibleName(change.name);
    if (change.name !== undefined && name === undefined) return { ok: false, code: 'bad-name' };
    return this.#changes.run('any', () =>
      this.#alone(staffNo, async (old) => {
        const account: Account = {
          ...old,
          name: name ?? old.name,
          role: change.role ?? old.role,
          disabled: change.disabled ?? old.disabled,
          ...(change.unlock === true ? { failures: 0, lockedUntil: null } : {}),
        };
        if (isAdministrator(old) && !isAdministrator(account) && (await this.#administrators(old.hall)) < 2)
          return { ok: false, code: 'last-administrator' };
        const { role, disabled } = account;
        await this.#audit(account, 'account-changed', by, at, { role, disabled, unlocked: change.unlock === true });
        await this.#directory.putAccount(account);
        if (account.disabled || account.role !== old.role) await this.#sessions.endAll(staffNo);
        return { ok: true, account };
      }),
    );
  }

  /** Holds a password against an account and counts: five failures lock it for 15 minutes. */
  checkPassword(staffNo: StaffNo, password: string, at: Instant): Promise<AccountResult> {
    return this.#alone(staffNo, (account) => this.#check(account, password, at));
  }

  async #check(old: Account, password: string, at: Instant): Promise<AccountResult> {
    if (old.lockedUntil !== null && old.lockedUntil > at) return { ok: false, code: 'locked', until: old.lockedUntil };
    const right = await verifyPassword(old.passwordHash, password);
    if (right && !old.disabled) {
      if (old.failures === 0 && old.lockedUntil === null) return { ok: true, account: old };
      const account: Account = { ...old, failures: 0, lockedUntil: null };
      await this.#directory.putAccount(account);
      return { ok: true, account };
    }
    const failures = old.lockedUntil === null ? old.failures + 1 : 1;
    const locks = failures >= FIVE_IN_15_MIN.limit;
    if (locks) await this.#audit(old, 'account-locked', `staff:${old.staffNo}`, at);
    await this.#directory.putAccount({
      ...old,
      failures,
      lockedUntil: locks ? later(at, FIVE_IN_15_MIN.lockMs) : null,
    });
    return { ok: false, code: 'wrong-password' };
  }

  #alone(staffNo: StaffNo, work: (account: Account) => Promise<AccountResult>): Promise<AccountResult> {
    return this.#turns.run(staffNo, async () => {
      const account = await this.find(staffNo);
      return account === undefined ? { ok: false, code: 'unknown-account' } : work(account);
    });
  }

  async #administrators(hall: HallId): Promise<number> {
    return (await this.list(hall)).filter(isAdministrator).length;
  }

  #audit(account: Account, action: string, by: string, at: Instant, facts: object = {}): Promise<void> {
    const body = JSON.stringify({ account: account.staffNo, ...facts });
    return this.#directory.audit({ hall: account.hall, at, by, action, facts: body });
  }
}

function isAdministrator(account: Account): boolean {
  return account.role === 'administrator' && !account.disabled;
}
