/** What merging stands on: which sitting has seen which text, the texts that one still goes on from, conflicts. */
export const merging = `
-- A window at an article: the newest version that it was shown, and the one before, from which it may still go on.
-- \`sent\` is what it had sent when it was last answered with a merge, as version \`merged\`: what
-- it sends before it has taken that merge goes on from there.
CREATE TABLE sitting (
  session TEXT PRIMARY KEY,
  article_number INTEGER NOT NULL REFERENCES article (number),
  version INTEGER NOT NULL,
  before INTEGER,
  seq INTEGER NOT NULL,
  merged INTEGER,
  sent TEXT,
  seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sitting_by_article ON sitting (article_number, version);

-- Texts that were stored over while another sitting still went on from them; gone when none does.
CREATE TABLE held_text (
  article_number INTEGER NOT NULL REFERENCES article (number),
  version INTEGER NOT NULL,
  schema_version INTEGER NOT NULL,
  article TEXT NOT NULL,
  PRIMARY KEY (article_number, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE conflict (
  number INTEGER PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id),
  id TEXT NOT NULL,
  -- The merge that left it open.
  revision TEXT NOT NULL REFERENCES revision (id),
  mine_by TEXT NOT NULL,
  theirs_by TEXT NOT NULL,
  at TEXT NOT NULL,
  conflict TEXT NOT NULL,
  decision TEXT CHECK (decision IN ('mine', 'theirs', 'both', 'undone')),
  decided_by TEXT,
  decided_at TEXT,
  UNIQUE (article_id, id)
) STRICT;
CREATE INDEX conflict_open ON conflict (article_id) WHERE decision IS NULL;
`
