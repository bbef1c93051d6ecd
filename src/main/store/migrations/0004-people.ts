/** Kinds of people, two records made one, passphrases for one sign-in, and who is credited where. */
export const people = `
ALTER TABLE person ADD COLUMN kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'agency', 'staff'));
-- A record that was merged stands aside for good: articles that name it mean the other one.
ALTER TABLE person ADD COLUMN merged_into TEXT REFERENCES person (id);
CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE person_merge (
  id TEXT PRIMARY KEY,
  kept_id TEXT NOT NULL REFERENCES person (id),
  merged_id TEXT NOT NULL REFERENCES person (id),
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  kept_before TEXT NOT NULL,
  kept_after TEXT NOT NULL,
  accounts TEXT NOT NULL,
  undone_at TEXT
) STRICT;

ALTER TABLE account ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1));

-- Who is credited in the text as it stands; person_id as the article has it, so it may name a record that was merged.
CREATE TABLE credit (
  article_number INTEGER NOT NULL REFERENCES article (number),
  role TEXT NOT NULL,
  person_id TEXT,
  name TEXT NOT NULL COLLATE NOCASE
) STRICT;
CREATE INDEX credit_by_article ON credit (article_number);
CREATE INDEX credit_by_person ON credit (person_id, article_number) WHERE person_id IS NOT NULL;
CREATE INDEX credit_by_name ON credit (name, article_number, person_id) WHERE person_id IS NULL;

-- Whom the creator and the credit line of an article's pictures name.
CREATE TABLE shot (
  article_number INTEGER NOT NULL REFERENCES article (number),
  media TEXT NOT NULL,
  file_name TEXT NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE
) STRICT;
CREATE INDEX shot_by_article ON shot (article_number);
CREATE INDEX shot_by_name ON shot (name, article_number, media, file_name);
CREATE INDEX shot_by_media ON shot (name, media);

-- Articles that were stored before these tables were there: they are read when somebody first asks.
CREATE TABLE credit_due (article_number INTEGER PRIMARY KEY REFERENCES article (number)) STRICT;
INSERT INTO credit_due SELECT article_number FROM working;
`
