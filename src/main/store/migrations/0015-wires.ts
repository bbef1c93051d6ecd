/**
 * What agencies send: the folders that are watched, the files that were read there, and which article each item is.
 * `applied` names the revision with the agency's words that the article took last, `newer` one that waits beside it.
 */
export const wires = `
CREATE TABLE wire_watch (
  id TEXT PRIMARY KEY,
  folder TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1))
) STRICT;
CREATE TABLE wire_file (
  sha256 TEXT PRIMARY KEY,
  folder TEXT NOT NULL,
  name TEXT NOT NULL,
  mark TEXT NOT NULL,
  at TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX wire_file_by_place ON wire_file (folder, name);
CREATE TABLE wire_item (
  article_id TEXT PRIMARY KEY REFERENCES article (id),
  uri TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  source TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('usable', 'withheld', 'canceled')),
  ednote TEXT NOT NULL,
  at TEXT NOT NULL,
  applied TEXT NOT NULL,
  applied_hash TEXT NOT NULL,
  newer TEXT
) STRICT;
CREATE INDEX wire_item_by_source ON wire_item (source);
CREATE TABLE wire_arrival (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  folder TEXT NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('new', 'revised', 'aside', 'killed', 'older', 'failed')),
  article_id TEXT REFERENCES article (id),
  headline TEXT NOT NULL,
  source TEXT NOT NULL,
  version TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX wire_arrival_by_file ON wire_arrival (sha256);
`
