/** Articles and what they are made of; people; the append-only record; search. */
export const first = `
CREATE TABLE device (id TEXT PRIMARY KEY) STRICT;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  job_title TEXT NOT NULL,
  biography TEXT NOT NULL,
  handles TEXT NOT NULL,
  portrait TEXT,
  email TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  role TEXT NOT NULL CHECK (role IN ('reporter', 'editor', 'admin')),
  passphrase TEXT,
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE desk (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;

-- One narrow row an article: everything that lists and counts read, and nothing that would make them turn pages.
CREATE TABLE article (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  owner_id TEXT NOT NULL REFERENCES account (id),
  head TEXT REFERENCES revision (id),
  slugline TEXT NOT NULL,
  headline TEXT NOT NULL,
  snippet TEXT NOT NULL,
  byline TEXT NOT NULL,
  desk TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'in_review', 'changes_requested', 'approved', 'published', 'spiked')),
  stale INTEGER NOT NULL CHECK (stale IN (0, 1)),
  words INTEGER NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX article_by_state ON article (state, updated_at, id);
CREATE INDEX article_by_owner ON article (owner_id, state, updated_at, id);
CREATE INDEX article_by_desk ON article (desk, state, updated_at, id);

-- How many articles stand where: counts are sums over a few hundred rows, never over every article.
CREATE TABLE tally (
  state TEXT NOT NULL,
  desk TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  articles INTEGER NOT NULL,
  PRIMARY KEY (state, desk, owner_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tally_insert AFTER INSERT ON article BEGIN
  INSERT INTO tally VALUES (NEW.state, NEW.desk, NEW.owner_id, 1) ON CONFLICT DO UPDATE SET articles = articles + 1;
END;
CREATE TRIGGER tally_delete AFTER DELETE ON article BEGIN
  UPDATE tally SET articles = articles - 1 WHERE state = OLD.state AND desk = OLD.desk AND owner_id = OLD.owner_id;
END;
CREATE TRIGGER tally_update AFTER UPDATE OF state, desk, owner_id ON article
WHEN OLD.state <> NEW.state OR OLD.desk <> NEW.desk OR OLD.owner_id <> NEW.owner_id BEGIN
  UPDATE tally SET articles = articles - 1 WHERE state = OLD.state AND desk = OLD.desk AND owner_id = OLD.owner_id;
  INSERT INTO tally VALUES (NEW.state, NEW.desk, NEW.owner_id, 1) ON CONFLICT DO UPDATE SET articles = articles + 1;
END;

CREATE TABLE working (
  article_number INTEGER PRIMARY KEY REFERENCES article (number),
  version INTEGER NOT NULL,
  session TEXT NOT NULL,
  seq INTEGER NOT NULL,
  stored_at TEXT NOT NULL,
  article_hash TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  article TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
  article_number INTEGER NOT NULL REFERENCES article (number),
  version INTEGER NOT NULL,
  session TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  account_id TEXT NOT NULL,
  article_hash TEXT NOT NULL,
  PRIMARY KEY (article_number, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article_id TEXT NOT NULL REFERENCES article (id),
  parents TEXT NOT NULL,
  author TEXT NOT NULL,
  device TEXT NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  article_hash TEXT NOT NULL,
  headline TEXT NOT NULL,
  words INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX revision_by_article ON revision (article_id, number);
CREATE TRIGGER revision_never_changes BEFORE UPDATE ON revision BEGIN
  SELECT RAISE(ABORT, 'A revision is never changed.');
END;
CREATE TRIGGER revision_never_goes BEFORE DELETE ON revision BEGIN
  SELECT RAISE(ABORT, 'A revision is never deleted.');
END;

CREATE TABLE event (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id),
  revision TEXT REFERENCES revision (id),
  article_hash TEXT,
  type TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  detail TEXT NOT NULL,
  seq INTEGER
) STRICT;
CREATE INDEX event_by_article ON event (article_id, id);
-- A server may number an event, once. Nothing else about it ever changes.
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
WHEN NOT (
  OLD.seq IS NULL AND NEW.seq IS NOT NULL AND NEW.rowid = OLD.rowid AND NEW.id IS OLD.id
  AND NEW.article_id IS OLD.article_id AND NEW.revision IS OLD.revision AND NEW.article_hash IS OLD.article_hash
  AND NEW.type IS OLD.type AND NEW.actor IS OLD.actor AND NEW.reason IS OLD.reason AND NEW.at IS OLD.at
  AND NEW.detail IS OLD.detail
) BEGIN
  SELECT RAISE(ABORT, 'An event is never changed.');
END;
CREATE TRIGGER event_never_goes BEFORE DELETE ON event BEGIN
  SELECT RAISE(ABORT, 'An event is never deleted.');
END;

CREATE TABLE picture (
  hash TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  metadata TEXT NOT NULL,
  added_at TEXT NOT NULL
) STRICT;

-- What this computer has that no other has been given.
CREATE TABLE outbox (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('revision', 'event', 'media', 'person')),
  ref TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

-- The words as the index has them. FTS5 takes a row out by its old words, so these change only together with the index.
CREATE TABLE search_text (
  article_number INTEGER PRIMARY KEY REFERENCES article (number),
  headline TEXT NOT NULL,
  slugline TEXT NOT NULL,
  standfirst TEXT NOT NULL,
  copy TEXT NOT NULL,
  captions TEXT NOT NULL,
  byline TEXT NOT NULL
) STRICT;
-- The words of saves that the index has not taken in yet.
CREATE TABLE search_waiting (
  article_number INTEGER PRIMARY KEY REFERENCES article (number),
  headline TEXT NOT NULL,
  slugline TEXT NOT NULL,
  standfirst TEXT NOT NULL,
  copy TEXT NOT NULL,
  captions TEXT NOT NULL,
  byline TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5 (
  headline, slugline, standfirst, copy, captions, byline,
  content = 'search_text', content_rowid = 'article_number',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO search_index (search_index, rank) VALUES ('rank', 'bm25(10.0, 8.0, 4.0, 1.0, 2.0, 4.0)');
`
