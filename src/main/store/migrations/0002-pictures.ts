/** The desk's own record of each picture beside what its file said; where each picture stands; picture search. */
export const pictures = `
ALTER TABLE picture ADD COLUMN conflicts TEXT NOT NULL DEFAULT '[]';
-- What the file said when it came stays as it came: the desk's words stand in picture_record.
CREATE TRIGGER picture_never_changes BEFORE UPDATE OF hash, metadata, added_at ON picture BEGIN
  SELECT RAISE(ABORT, 'What a picture came with is never changed.');
END;

-- Numbered in the order of arrival. \`lacks\` has a bit for each word that is missing, so that filters open no record.
CREATE TABLE picture_record (
  number INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE REFERENCES picture (hash),
  added_at TEXT NOT NULL,
  lacks INTEGER NOT NULL,
  version INTEGER NOT NULL,
  changed_at TEXT,
  changed_by TEXT REFERENCES account (id),
  record TEXT NOT NULL
) STRICT;
CREATE INDEX picture_record_by_lack ON picture_record (number, lacks);
INSERT INTO picture_record (hash, added_at, lacks, version, record)
SELECT hash, added_at,
  (coalesce(metadata ->> 'caption', '') = '') + 2 * (coalesce(metadata ->> 'credit', '') = '')
    + 4 * (coalesce(metadata ->> 'alt', '') = '') + 8 * (coalesce(metadata ->> 'creator', '') = '')
    + 16 * (coalesce(metadata ->> 'copyright', '') = ''),
  1, metadata
FROM picture ORDER BY rowid;

-- The pictures of every article as it stands, in reading order: changed with the words, in the same write.
CREATE TABLE placement (
  article_number INTEGER NOT NULL REFERENCES article (number),
  place INTEGER NOT NULL,
  figure_id TEXT NOT NULL,
  hash TEXT,
  file_name TEXT NOT NULL,
  role TEXT NOT NULL,
  caption TEXT NOT NULL,
  credit TEXT NOT NULL,
  alt TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (article_number, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX placement_by_picture ON placement (hash, article_number) WHERE hash IS NOT NULL;
WITH figure AS (
  SELECT working.article_number, working.stored_at, node.id, node.value
  FROM working, json_tree(working.article, '$.body') AS node
  WHERE json_valid(working.article) AND node.type = 'object' AND node.value ->> 'type' = 'figure'
)
INSERT INTO placement (article_number, place, figure_id, hash, file_name, role, caption, credit, alt, at)
SELECT article_number, row_number() OVER (PARTITION BY article_number ORDER BY id) - 1,
  coalesce(value ->> '$.attrs.id', ''), value ->> '$.attrs.media', coalesce(value ->> '$.attrs.fileName', ''),
  coalesce(value ->> '$.attrs.role', 'inline'), ${textIn('caption')}, ${textIn('credit')},
  coalesce(value ->> '$.attrs.alt', ''), stored_at
FROM figure;

-- Every article that a picture has ever stood in, also where it was taken out again.
CREATE TABLE picture_use (
  hash TEXT NOT NULL,
  article_number INTEGER NOT NULL REFERENCES article (number),
  first_at TEXT NOT NULL,
  PRIMARY KEY (hash, article_number)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO picture_use SELECT hash, article_number, at FROM placement WHERE hash IS NOT NULL;

-- Pictures whose words the index has not taken in yet.
CREATE TABLE picture_waiting (number INTEGER PRIMARY KEY REFERENCES picture_record (number)) STRICT;
INSERT INTO picture_waiting SELECT number FROM picture_record;
CREATE VIRTUAL TABLE picture_index USING fts5 (
  words, placed, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
`

/** The plain text of a figure's caption or credit, as \`textOf\` has it. */
function textIn(part: 'caption' | 'credit'): string {
  return `coalesce((
    SELECT group_concat(CASE leaf.value ->> 'type' WHEN 'text' THEN leaf.value ->> 'text' ELSE char(10) END, '' ORDER BY leaf.id)
    FROM json_each(figure.value, '$.content') AS part, json_tree(part.value) AS leaf
    WHERE part.value ->> 'type' = '${part}' AND leaf.type = 'object' AND leaf.value ->> 'type' IN ('text', 'hardBreak')
  ), '')`
}
