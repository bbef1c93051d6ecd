/** A conflict may be decided by what is done to its two suggestions. */
export const decidedInText = `
CREATE TABLE conflict_now (
  number INTEGER PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id),
  id TEXT NOT NULL,
  -- The merge that left it open.
  revision TEXT NOT NULL REFERENCES revision (id),
  mine_by TEXT NOT NULL,
  theirs_by TEXT NOT NULL,
  at TEXT NOT NULL,
  conflict TEXT NOT NULL,
  -- \`text\`: one of its suggestions has left the text, by whatever way.
  decision TEXT CHECK (decision IN ('mine', 'theirs', 'both', 'undone', 'text')),
  decided_by TEXT,
  decided_at TEXT,
  UNIQUE (article_id, id)
) STRICT;
INSERT INTO conflict_now SELECT number, article_id, id, revision, mine_by, theirs_by, at, conflict, decision, decided_by, decided_at FROM conflict;
DROP TABLE conflict;
ALTER TABLE conflict_now RENAME TO conflict;
CREATE INDEX conflict_open ON conflict (article_id) WHERE decision IS NULL;
`
