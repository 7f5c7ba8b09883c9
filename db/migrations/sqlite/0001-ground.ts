import type { Migration } from '../migration.ts';

export const ground: Migration = {
  number: 1,
  name: 'ground',
  sql: `
CREATE TABLE events (
  hall TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (hall, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshots (
  hall TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE answers (
  hall TEXT NOT NULL,
  sender TEXT NOT NULL,
  key TEXT NOT NULL,
  request TEXT NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (hall, sender, key)
) STRICT;
CREATE INDEX answers_by_time ON answers (at);

CREATE TABLE tickets (
  id TEXT PRIMARY KEY,
  hall TEXT NOT NULL,
  day TEXT NOT NULL,
  number TEXT NOT NULL,
  prefix TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  service TEXT NOT NULL,
  category TEXT NOT NULL,
  channel TEXT NOT NULL,
  status TEXT NOT NULL,
  has_token INTEGER NOT NULL CHECK (has_token IN (0, 1)),
  issued_at INTEGER NOT NULL,
  first_called_at INTEGER,
  last_called_at INTEGER,
  arrived_at INTEGER,
  arrival TEXT,
  finished_at INTEGER,
  window_no INTEGER,
  staff TEXT,
  outcome TEXT,
  ending TEXT,
  rule TEXT,
  no_shows INTEGER NOT NULL,
  wait_ms INTEGER,
  handling_ms INTEGER,
  UNIQUE (hall, day, prefix, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE ratings (
  hall TEXT NOT NULL,
  ticket TEXT NOT NULL,
  level INTEGER NOT NULL,
  channel TEXT NOT NULL,
  reasons TEXT NOT NULL,
  reasons_version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (hall, ticket)
) STRICT, WITHOUT ROWID;

CREATE TABLE private_texts (
  hall TEXT NOT NULL,
  id TEXT NOT NULL,
  salt TEXT NOT NULL,
  text TEXT NOT NULL,
  purge_at INTEGER NOT NULL,
  PRIMARY KEY (hall, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX private_texts_by_end ON private_texts (purge_at);

CREATE TABLE accounts (
  staff_no TEXT PRIMARY KEY,
  hall TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
  failures INTEGER NOT NULL,
  locked_until INTEGER,
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1))
) STRICT;
CREATE INDEX accounts_by_hall ON accounts (hall, staff_no);

CREATE TABLE sessions (
  id_hash TEXT PRIMARY KEY,
  staff_no TEXT NOT NULL,
  csrf_token TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_staff ON sessions (staff_no);
CREATE INDEX sessions_by_use ON sessions (used_at);

CREATE TABLE devices (
  id TEXT PRIMARY KEY,
  hall TEXT NOT NULL,
  kind TEXT NOT NULL,
  window_no INTEGER,
  name TEXT NOT NULL,
  printer TEXT,
  paired_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
CREATE INDEX devices_by_hall ON devices (hall, paired_at, id);

CREATE TABLE pairing_keys (
  key_hash TEXT PRIMARY KEY,
  hall TEXT NOT NULL,
  kind TEXT NOT NULL,
  window_no INTEGER,
  name TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_by TEXT
) STRICT;
CREATE INDEX pairing_keys_by_end ON pairing_keys (expires_at);

CREATE TABLE audit (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  hall TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  facts TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_hall ON audit (hall, no);

CREATE TABLE probe (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  writes INTEGER NOT NULL,
  filler BLOB NOT NULL
) STRICT;
INSERT INTO probe VALUES (1, 0, x'');
`,
};
