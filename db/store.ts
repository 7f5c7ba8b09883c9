import type { DeviceKind, Role } from '../domain/actor.ts';
import type { Day, HallId, Instant, StaffNo, TicketId, TicketNumber, WindowNo } from '../domain/values.ts';

/**
 * The one port to whatever keeps the hall's records. Async for everyone, so that a database over the network
 * fits the same port. A promise resolves only when the data are durable; it rejects with `NotStored` when they
 * are not, and then nothing of that call was kept.
 */
export interface Store {
  readonly log: LogStore;
  readonly answers: AnswerStore;
  readonly records: RecordStore;
  readonly directory: DirectoryStore;
  /** A write that succeeds proves that the store can be written again. Rejects with `NotStored`. */
  probe(): Promise<void>;
  /** Copies the whole store to a file while it is in use. */
  backup(file: string): Promise<void>;
  /** Rows of time-limited tables older than their keeping time are removed: answers, private texts, sessions. */
  purge(at: Instant): Promise<void>;
  close(): Promise<void>;
}

export interface LogStore {
  /** Every hall that has events, ascending. */
  halls(): Promise<readonly HallId[]>;
  /** The last event's place and hash; seq 0 and `GENESIS` before the first. */
  head(hall: HallId): Promise<Head>;
  /**
   * Appends to several halls in one transaction: log, tables and answers together. One hall's conflict (its head
   * is no longer `after`, or a number, rating or answer is already there) fails only itself.
   */
  append(commits: readonly Commit[]): Promise<readonly AppendResult[]>;
  /** Events after `after`, ascending, at most `limit`. */
  read(hall: HallId, after: number, limit: number): Promise<readonly StoredEvent[]>;
  snapshot(hall: HallId): Promise<Snapshot | undefined>;
}

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export interface Commit {
  readonly hall: HallId;
  /** The seq the events follow on. */
  readonly after: number;
  readonly events: readonly NewEvent[];
  readonly answers: readonly StoredAnswer[];
  readonly tickets: readonly TicketRow[];
  readonly ratings: readonly RatingRow[];
  readonly texts: readonly PrivateText[];
  /** State after the last event, JSON, at the end of a day. */
  readonly snapshot: string | null;
}

export type AppendResult =
  { readonly ok: true; readonly head: Head } | { readonly ok: false; readonly conflict: string };

export interface NewEvent {
  readonly at: Instant;
  readonly type: string;
  /** JSON of the event without its type; stored and hashed as these very bytes. */
  readonly body: string;
}

export interface StoredEvent extends NewEvent {
  readonly hall: HallId;
  readonly seq: number;
  readonly hash: string;
}

export interface Snapshot {
  readonly seq: number;
  readonly body: string;
}

export interface AnswerStore {
  /** Answers already given to these keys; kept 48 h. */
  find(hall: HallId, keys: readonly AnswerKey[]): Promise<readonly StoredAnswer[]>;
}

export interface AnswerKey {
  /** The sender, an actor's name. */
  readonly sender: string;
  readonly key: string;
}

export interface StoredAnswer extends AnswerKey {
  /** SHA-256 of command and body: the same key with another body is a mistake. */
  readonly request: string;
  /** JSON of the domain's decision, without tokens. */
  readonly answer: string;
  readonly at: Instant;
}

/** One ticket as the reports read it; derived from the log, whole, on each event that touches it. */
export interface TicketRow {
  readonly hall: HallId;
  readonly id: TicketId;
  readonly day: Day;
  readonly number: TicketNumber;
  readonly service: string;
  readonly category: string;
  readonly channel: string;
  readonly status: string;
  readonly hasToken: boolean;
  readonly issuedAt: Instant;
  readonly firstCalledAt: Instant | null;
  readonly lastCalledAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly arrival: string | null;
  readonly finishedAt: Instant | null;
  readonly window: WindowNo | null;
  readonly staff: StaffNo | null;
  readonly outcome: string | null;
  readonly ending: string | null;
  readonly rule: string | null;
  readonly noShows: number;
  /** Milliseconds, clock jumps taken out. */
  readonly waitMs: number | null;
  readonly handlingMs: number | null;
  /** Seconds of wait foretold at the issue; null: nothing was told. */
  readonly foretoldP50S: number | null;
  readonly foretoldP80S: number | null;
}

export interface RatingRow {
  readonly hall: HallId;
  readonly ticket: TicketId;
  readonly level: number;
  readonly channel: string;
  readonly reasons: readonly string[];
  readonly reasonsVersion: number;
  readonly at: Instant;
}

/** Words that may leave again: the log holds only their salted hash. */
export interface PrivateText {
  readonly hall: HallId;
  readonly id: string;
  readonly salt: string;
  readonly text: string;
  readonly purgeAt: Instant;
}

/** A piece of the derived tables, made anew from the log. */
export interface RebuiltPage {
  readonly tickets: readonly TicketRow[];
  readonly ratings: readonly RatingRow[];
  /** The last event these rows tell of; where it is not said, the hall must stand still from first to last. */
  readonly upTo?: number;
}

export interface RecordStore {
  /** The tickets of a day with their rating, by number, in pages of one consistent reading. */
  day(hall: HallId, day: Day): AsyncIterable<readonly (TicketRow & { readonly level: number | null })[]>;
  ticket(hall: HallId, id: TicketId): Promise<(TicketRow & { readonly level: number | null }) | undefined>;
  text(hall: HallId, id: string): Promise<string | undefined>;
  /** Replaces the derived tables of a hall by these pages, all or nothing; not when the hall moved on after them. */
  rebuild(hall: HallId, pages: AsyncIterable<RebuiltPage>): Promise<void>;
  /** Every derived row of a hall in a fixed order, for comparing. */
  dump(hall: HallId): AsyncIterable<readonly unknown[]>;
}

/** People, devices, sessions and pairing keys: who may come in. */
export interface DirectoryStore {
  account(staffNo: StaffNo): Promise<Account | undefined>;
  accounts(hall: HallId): Promise<readonly Account[]>;
  /** Inserts or replaces. */
  putAccount(account: Account): Promise<void>;
  session(idHash: string): Promise<Session | undefined>;
  putSession(session: Session): Promise<void>;
  deleteSession(idHash: string): Promise<void>;
  deleteSessionsOf(staffNo: StaffNo): Promise<void>;
  device(id: string): Promise<Device | undefined>;
  devices(hall: HallId): Promise<readonly Device[]>;
  putDevice(device: Device): Promise<void>;
  putPairingKey(key: PairingKey): Promise<void>;
  pairingKey(keyHash: string): Promise<PairingKey | undefined>;
  /** Adds a line to the audit trail; there is no way to take one out. */
  audit(entry: AuditEntry): Promise<void>;
  auditTrail(hall: HallId, limit: number): Promise<readonly AuditEntry[]>;
}

export interface Account {
  readonly staffNo: StaffNo;
  readonly hall: HallId;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly mustChange: boolean;
  readonly failures: number;
  readonly lockedUntil: Instant | null;
  readonly disabled: boolean;
}

export interface Session {
  /** SHA-256 of the cookie's value. */
  readonly idHash: string;
  readonly staffNo: StaffNo;
  readonly csrfToken: string;
  readonly startedAt: Instant;
  readonly usedAt: Instant;
}

export interface Device {
  readonly id: string;
  readonly hall: HallId;
  readonly kind: DeviceKind;
  readonly window: WindowNo | null;
  readonly name: string;
  /** The printer a dispenser or desk prints at; null: the hall's first. */
  readonly printer: string | null;
  readonly pairedAt: Instant;
  readonly revokedAt: Instant | null;
}

/** A one-time key in a link; `usedBy` is the device it became. */
export interface PairingKey {
  readonly keyHash: string;
  readonly hall: HallId;
  readonly kind: DeviceKind;
  readonly window: WindowNo | null;
  readonly name: string;
  readonly expiresAt: Instant;
  readonly usedBy: string | null;
}

export interface AuditEntry {
  readonly hall: HallId;
  readonly at: Instant;
  readonly by: string;
  readonly action: string;
  /** Facts without secrets or personal data, JSON. */
  readonly facts: string;
}

/** The data did not reach the disk; nothing of the call was kept. */
export class NotStored extends Error {
  override readonly name = 'NotStored';
}

/** The hash before the first event of every hall. */
export const GENESIS = '0'.repeat(64);
