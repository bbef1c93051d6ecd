/** Who suggested what stands marked in a text, when, and what became of it. */
export const suggestions = `
CREATE TABLE suggestion (
  id TEXT PRIMARY KEY,
  article_number INTEGER NOT NULL REFERENCES article (number),
  -- Null for what came in with a file or was found by a merge: then the name says whose it is.
  account_id TEXT REFERENCES account (id),
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  -- Null while it is open; 'withdrawn' is what left the text without a decision.
  decision TEXT CHECK (decision IN ('accepted', 'rejected', 'withdrawn')),
  decided_by TEXT REFERENCES account (id),
  decided_at TEXT,
  CHECK ((decision IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE INDEX suggestion_by_article ON suggestion (article_number, at);
`
