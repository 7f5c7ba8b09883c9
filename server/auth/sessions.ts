import { createHash, randomBytes } from 'node:crypto';
import type { Instant, StaffNo } from '../../domain/values.ts';
import { type DirectoryStore, NotStored, type Session } from '../../db/store.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import { sameText } from '../tokens.ts';

export interface SessionLimits {
  /** Signed out after so long without a request. */
  readonly idleMs: number;
  /** Signed out after so long in any case. */
  readonly ageMs: number;
  /** A use is noted at most this often. */
  readonly touchMs: number;
}

export const SESSION_LIMITS: SessionLimits = { idleMs: 30 * 60_000, ageMs: 12 * 3_600_000, touchMs: 60_000 };

export type FoundSession =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly code: 'unknown-session' | 'expired-session' };

/** Who is signed in. The cookie is 256 random bits; the store has its SHA-256 only. */
export class Sessions {
  readonly #directory: DirectoryStore;
  readonly #limits: SessionLimits;
  /** By person, so that noting a use never brings back a session that ends meanwhile. */
  readonly #turns = new OneAtATime();

  constructor(directory: DirectoryStore, limits: SessionLimits = SESSION_LIMITS) {
    this.#directory = directory;
    this.#limits = limits;
  }

  async start(staffNo: StaffNo, at: Instant): Promise<{ readonly cookie: string; readonly session: Session }> {
    const cookie = randomBytes(32).toString('base64url');
    const csrfToken = randomBytes(16).toString('base64url');
    const session: Session = { idHash: hashOf(cookie), staffNo, csrfToken, startedAt: at, usedAt: at };
    await this.#turns.run(staffNo, () => this.#directory.putSession(session));
    return { cookie, session };
  }

  /** Finds the session of a cookie and notes its use. */
  async find(cookie: string, at: Instant): Promise<FoundSession> {
    if (!/^[A-Za-z0-9_-]{43}$/.test(cookie)) return { ok: false, code: 'unknown-session' };
    const session = await this.#directory.session(hashOf(cookie));
    if (session === undefined) return { ok: false, code: 'unknown-session' };
    if (at >= this.expiresAt(session)) {
      await this.end(session);
      return { ok: false, code: 'expired-session' };
    }
    if (at - session.usedAt < this.#limits.touchMs) return { ok: true, session };
    return this.#touch(session, at);
  }

  /** When it ends if nothing is asked until then. */
  expiresAt(session: Session): Instant {
    return Math.min(session.usedAt + this.#limits.idleMs, session.startedAt + this.#limits.ageMs) as Instant;
  }

  async end(session: Session): Promise<void> {
    await this.#turns.run(session.staffNo, () => this.#directory.deleteSession(session.idHash));
  }

  async endAll(staffNo: StaffNo): Promise<void> {
    await this.#turns.run(staffNo, () => this.#directory.deleteSessionsOf(staffNo));
  }

  async endOthers(session: Session): Promise<void> {
    await this.#turns.run(session.staffNo, async () => {
      const kept = await this.#directory.session(session.idHash);
      await this.#directory.deleteSessionsOf(session.staffNo);
      if (kept !== undefined) await this.#directory.putSession(kept);
    });
  }

  #touch(session: Session, at: Instant): Promise<FoundSession> {
    return this.#turns.run(session.staffNo, async () => {
      const now = await this.#directory.session(session.idHash);
      if (now === undefined) return { ok: false, code: 'unknown-session' };
      const touched: Session = { ...now, usedAt: at };
      try {
        await this.#directory.putSession(touched);
        return { ok: true, session: touched };
      } catch (error) {
        if (!(error instanceof NotStored)) throw error;
        return { ok: true, session: now }; // on a full disk people are still let in, to see what is wrong
      }
    });
  }
}

/** Whether a POST carries the token of its session, so that no other site sent it. */
export function csrfMatches(session: Session, header: string | undefined): boolean {
  return header !== undefined && sameText(header, session.csrfToken);
}

function hashOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('hex');
}
