import { parseStaffNo, type HallId, type Instant } from '../../domain/values.ts';
import type { Account, DirectoryStore, Session } from '../../db/store.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import type { Accounts } from './accounts.ts';
import { FailureCounter, senderOf } from './failure-counter.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import type { Sessions } from './sessions.ts';

export interface SignInAttempt {
  readonly staffNo: string;
  readonly password: string;
  /** The sender's network address. */
  readonly address: string;
}

export type SignInResult =
  | { readonly ok: true; readonly account: Account; readonly session: Session; readonly cookie: string }
  /** 401: no such account, wrong password or disabled account: not told apart. */
  | { readonly ok: false; readonly code: 'wrong' }
  /** 423: the account. */
  | { readonly ok: false; readonly code: 'locked'; readonly until: Instant }
  /** 429: the address. */
  | { readonly ok: false; readonly code: 'too-many'; readonly until: Instant };

type Checked =
  | { readonly ok: true; readonly account: Account }
  | { readonly ok: false; readonly code: 'wrong' }
  | { readonly ok: false; readonly code: 'locked'; readonly until: Instant };

export interface SignInParts {
  readonly directory: DirectoryStore;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  /** Whose trail a locked address goes into. */
  readonly hall: HallId;
}

/** No password: what an account that does not exist is held against, so that it takes as long as one that does. */
const decoy = hashPassword('no account has this, and nobody types it');

/** The door for people: five failures lock the account, and the address they came from. */
export class SignIn {
  readonly #parts: SignInParts;
  readonly #addresses = new FailureCounter();
  /** Names without an account lock as accounts do, so that a lock tells nothing either. */
  readonly #strangers = new FailureCounter();
  readonly #turns = new OneAtATime();

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  /** Attempts of one address take turns: a hundred at once are counted as a hundred. */
  signIn(attempt: SignInAttempt, at: Instant): Promise<SignInResult> {
    const sender = senderOf(attempt.address);
    const until = this.#addresses.lockedUntil(sender, at);
    if (until !== undefined) return Promise.resolve({ ok: false, code: 'too-many', until });
    return this.#turns.run(sender, () => this.#attempt(attempt, sender, at));
  }

  async #attempt(attempt: SignInAttempt, sender: string, at: Instant): Promise<SignInResult> {
    const until = this.#addresses.lockedUntil(sender, at);
    if (until !== undefined) return { ok: false, code: 'too-many', until };
    const checked = await this.#check(attempt, at);
    if (!checked.ok) {
      if (checked.code === 'wrong') await this.#countFailure(sender, attempt.staffNo, at);
      return checked;
    }
    const { account } = checked;
    this.#addresses.forgive(sender, aboutOf(attempt.staffNo));
    await this.#audit(account.hall, 'signed-in', `staff:${account.staffNo}`, at, { address: sender });
    const { cookie, session } = await this.#parts.sessions.start(account.staffNo, at);
    return { ok: true, account, session, cookie };
  }

  async #check(attempt: SignInAttempt, at: Instant): Promise<Checked> {
    const staffNo = parseStaffNo(attempt.staffNo);
    const password = attempt.password.slice(0, 1000);
    const result = staffNo === undefined ? undefined : await this.#parts.accounts.checkPassword(staffNo, password, at);
    if (result?.ok === true) return result;
    if (result?.code === 'locked') return result;
    if (result?.code === 'wrong-password') return { ok: false, code: 'wrong' };
    const about = aboutOf(attempt.staffNo);
    const until = this.#strangers.lockedUntil(about, at);
    if (until !== undefined) return { ok: false, code: 'locked', until };
    this.#strangers.fail(about, at);
    await verifyPassword(await decoy, password);
    return { ok: false, code: 'wrong' };
  }

  async #countFailure(sender: string, staffNo: string, at: Instant): Promise<void> {
    if (!this.#addresses.fail(sender, at, aboutOf(staffNo))) return;
    // What was typed as a staff number is not written down: it may have been a password.
    await this.#audit(this.#parts.hall, 'address-locked', 'hub', at, { address: sender });
  }

  #audit(hall: HallId, action: string, by: string, at: Instant, facts: object): Promise<void> {
    return this.#parts.directory.audit({ hall, at, by, action, facts: JSON.stringify(facts) });
  }
}

/** Bounded, whatever was typed. */
function aboutOf(staffNo: string): string {
  return staffNo.slice(0, 20);
}
