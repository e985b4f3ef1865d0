-- Made from revisions and entries, and made again whenever asked: nothing here is the truth.

DROP TABLE IF EXISTS head;
CREATE TABLE head (
  revision TEXT PRIMARY KEY,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX head_record ON head (record);

DROP TABLE IF EXISTS current;
CREATE TABLE current (
  id INTEGER PRIMARY KEY,
  record TEXT NOT NULL UNIQUE,
  revision TEXT NOT NULL,
  case_id TEXT,
  kind TEXT NOT NULL,
  seq INTEGER NOT NULL,
  device TEXT NOT NULL,
  name TEXT NOT NULL
) STRICT;
CREATE INDEX current_case ON current (case_id, seq);
CREATE INDEX current_kind ON current (kind);

DROP TABLE IF EXISTS reference;
CREATE TABLE reference (
  target TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (target, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_record ON reference (record);

DROP TABLE IF EXISTS access;
CREATE TABLE access (
  entry INTEGER NOT NULL,
  number INTEGER NOT NULL,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  device TEXT NOT NULL,
  what TEXT NOT NULL,
  record TEXT,
  case_id TEXT,
  PRIMARY KEY (entry, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_case ON access (case_id);

DROP TABLE IF EXISTS search;
CREATE VIRTUAL TABLE search USING fts5(text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
