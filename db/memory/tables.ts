import type { HallId } from '../../domain/values.ts';
import type {
  Account,
  AuditEntry,
  Device,
  PairingKey,
  PrivateText,
  RatingRow,
  Session,
  Snapshot,
  StoredAnswer,
  StoredEvent,
  TicketRow,
} from '../store.ts';

/** The tables of a store that forgets when the process ends; keys as the database's primary keys. */
export interface Tables {
  readonly events: Map<HallId, StoredEvent[]>;
  readonly snapshots: Map<HallId, Snapshot>;
  readonly answers: Map<string, StoredAnswer>;
  readonly tickets: Map<string, TicketRow>;
  /** The ticket that holds a number, by `numberKey`. */
  readonly numbers: Map<string, string>;
  readonly ratings: Map<string, RatingRow>;
  readonly texts: Map<string, PrivateText>;
  readonly accounts: Map<string, Account>;
  readonly sessions: Map<string, Session>;
  readonly devices: Map<string, Device>;
  readonly pairingKeys: Map<string, PairingKey>;
  readonly audit: AuditEntry[];
}

export function emptyTables(): Tables {
  return {
    events: new Map(),
    snapshots: new Map(),
    answers: new Map(),
    tickets: new Map(),
    numbers: new Map(),
    ratings: new Map(),
    texts: new Map(),
    accounts: new Map(),
    sessions: new Map(),
    devices: new Map(),
    pairingKeys: new Map(),
    audit: [],
  };
}

/** A key of several parts that no other parts give. */
export function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

export function numberKey(row: TicketRow): string {
  return keyOf(row.hall, row.day, row.number);
}
