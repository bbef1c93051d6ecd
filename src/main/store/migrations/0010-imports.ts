/** What each article that was brought in keeps of the file that it came out of. */
export const imports = `
CREATE TABLE import_record (
  article_id TEXT PRIMARY KEY REFERENCES article (id),
  file_name TEXT NOT NULL,
  format TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  at TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id),
  notes TEXT NOT NULL,
  times TEXT NOT NULL
) STRICT;
CREATE INDEX import_by_file ON import_record (sha256);
CREATE TRIGGER import_never_changes BEFORE UPDATE ON import_record BEGIN
  SELECT RAISE(ABORT, 'What an import brought is never changed.');
END;
`
