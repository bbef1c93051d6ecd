/** Comments: what threads are about, everything that was said and done in them, and whom they wait for. */
export const comments = `
CREATE TABLE comment_thread (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id),
  -- Null before the article has a revision; one that has not come to this computer yet may be named.
  revision TEXT,
  block TEXT,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  quote TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  -- Null for who has no account here: then the name is all that is known.
  account_id TEXT,
  name TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX comment_thread_by_article ON comment_thread (article_id, id);
CREATE TRIGGER comment_thread_never_changes BEFORE UPDATE ON comment_thread BEGIN
  SELECT RAISE(ABORT, 'What a comment is about is never changed.');
END;
CREATE TRIGGER comment_thread_never_goes BEFORE DELETE ON comment_thread BEGIN
  SELECT RAISE(ABORT, 'A comment is never deleted.');
END;

CREATE TABLE comment_event (
  id TEXT PRIMARY KEY,
  thread_id TEXT NOT NULL REFERENCES comment_thread (id),
  act TEXT NOT NULL CHECK (act IN ('message', 'edit', 'remove', 'resolve', 'reopen', 'seen')),
  message_id TEXT,
  account_id TEXT,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  text TEXT NOT NULL,
  mentions TEXT NOT NULL
) STRICT;
CREATE INDEX comment_event_by_thread ON comment_event (thread_id, id);
CREATE TRIGGER comment_event_never_changes BEFORE UPDATE ON comment_event BEGIN
  SELECT RAISE(ABORT, 'What was said is never changed.');
END;
CREATE TRIGGER comment_event_never_goes BEFORE DELETE ON comment_event BEGIN
  SELECT RAISE(ABORT, 'What was said is never deleted.');
END;

-- Whom a thread waits for: folded from its events, kept so that nobody's desk has to fold them all.
CREATE TABLE mention (
  account_id TEXT NOT NULL,
  thread_id TEXT NOT NULL REFERENCES comment_thread (id),
  PRIMARY KEY (account_id, thread_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_by_thread ON mention (thread_id);

-- Which kinds of things travel is the program's to know.
CREATE TABLE outbox_of_any_kind (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
INSERT INTO outbox_of_any_kind SELECT number, kind, ref, at FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_of_any_kind RENAME TO outbox;
`
