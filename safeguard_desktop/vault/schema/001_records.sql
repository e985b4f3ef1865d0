-- What was written, for good: revisions and the chain of entries. Everything in projections.sql is made from these.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- An account that was given new keys has more than one.
CREATE TABLE signer (
  account TEXT NOT NULL,
  public BLOB NOT NULL,
  PRIMARY KEY (account, public)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
  id TEXT PRIMARY KEY,
  record TEXT NOT NULL,
  case_id TEXT,
  kind TEXT NOT NULL,
  parents TEXT NOT NULL,
  author TEXT NOT NULL,
  device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  happened_at TEXT,
  recorded_at TEXT NOT NULL,
  body TEXT,
  salt BLOB,
  body_hash BLOB NOT NULL,
  prev BLOB NOT NULL,
  hash BLOB NOT NULL,
  UNIQUE (device, seq)
) STRICT;

CREATE INDEX revision_record ON revision (record);

CREATE TRIGGER revision_stays BEFORE DELETE ON revision
BEGIN
  SELECT RAISE(ABORT, 'a revision is never deleted');
END;

CREATE TRIGGER revision_is_fixed
BEFORE UPDATE OF id, record, case_id, kind, parents, author, device, seq, happened_at, recorded_at, body_hash, prev, hash
ON revision
BEGIN
  SELECT RAISE(ABORT, 'a revision is never changed');
END;

-- A body may be erased when its time is up, together with its salt; it may not be replaced.
CREATE TRIGGER revision_body_is_fixed
BEFORE UPDATE OF body, salt ON revision
WHEN NEW.body IS NOT NULL OR NEW.salt IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a revision is never changed');
END;

CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  content BLOB NOT NULL,
  tag BLOB NOT NULL,
  signature BLOB NOT NULL
) STRICT;

CREATE TRIGGER entry_stays BEFORE DELETE ON entry
BEGIN
  SELECT RAISE(ABORT, 'an entry is never deleted');
END;

CREATE TRIGGER entry_is_fixed BEFORE UPDATE ON entry
BEGIN
  SELECT RAISE(ABORT, 'an entry is never changed');
END;

-- Where the chain stands: one row, whose key is replaced by the next with each entry.
CREATE TABLE chain (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL,
  digest BLOB NOT NULL,
  tag BLOB NOT NULL,
  key BLOB NOT NULL
) STRICT;

-- Words being typed: replaced as typing goes on, and in no chain.
CREATE TABLE draft (
  key TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
