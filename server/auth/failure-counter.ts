import { isIPv6 } from 'node:net';
import { later, type Instant } from '../../domain/values.ts';

interface Entry {
  failures: readonly { readonly about: string; readonly at: Instant }[];
  lockedUntil: Instant | null;
}

export interface FailureLimits {
  /** So many within the lock's time lock. */
  readonly limit: number;
  readonly lockMs: number;
  /** So many senders are remembered; then the oldest is forgotten. */
  readonly size: number;
}

/** The contract's: five failures lock for 15 minutes. */
export const FIVE_IN_15_MIN: FailureLimits = { limit: 5, lockMs: 15 * 60_000, size: 10_000 };

/** Counts failures by sender in bounded memory and locks out who fails too often. */
export class FailureCounter {
  readonly #limits: FailureLimits;
  readonly #entries = new Map<string, Entry>();

  constructor(limits: FailureLimits = FIVE_IN_15_MIN) {
    this.#limits = limits;
  }

  /** Until when the sender is locked out; undefined: not. */
  lockedUntil(sender: string, at: Instant): Instant | undefined {
    const until = this.#entries.get(sender)?.lockedUntil ?? null;
    return until !== null && until > at ? until : undefined;
  }

  /** True when this failure is the one that locks. */
  fail(sender: string, at: Instant, about = ''): boolean {
    const { limit, lockMs, size } = this.#limits;
    const old = this.#entries.get(sender);
    const recent = (old?.failures ?? []).filter((failure) => later(failure.at, lockMs) > at);
    const failures = [...recent, { about, at }];
    const locks = failures.length >= limit;
    this.#entries.delete(sender);
    this.#entries.set(sender, { failures: locks ? [] : failures, lockedUntil: locks ? later(at, lockMs) : null });
    for (const [oldest] of this.#entries) {
      if (this.#entries.size <= size) break;
      this.#entries.delete(oldest);
    }
    return locks;
  }

  /** Their own failures are forgotten once they succeed; those about others stay. */
  forgive(sender: string, about: string): void {
    const entry = this.#entries.get(sender);
    if (entry === undefined || entry.lockedUntil !== null) return;
    const failures = entry.failures.filter((failure) => failure.about !== about);
    if (failures.length === 0) this.#entries.delete(sender);
    else this.#entries.set(sender, { failures, lockedUntil: null });
  }

  get size(): number {
    return this.#entries.size;
  }
}

/** One sender's address: an IPv6 network of /64 is one sender, and IPv4 in IPv6 is IPv4. */
export function senderOf(address: string): string {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4 !== undefined) return v4;
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').split('::');
  const left = head.split(':').filter((group) => group !== '');
  const right = tail.split(':').filter((group) => group !== '');
  const zeros = address.includes('::') ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : [];
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
