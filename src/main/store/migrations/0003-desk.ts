/** Assignee, due time and words ordered in the lists; whose an article is; searches and templates; credits and topics in search. */
export const desk = `
ALTER TABLE article ADD COLUMN assignee TEXT;
ALTER TABLE article ADD COLUMN due_at TEXT;
ALTER TABLE article ADD COLUMN commissioned INTEGER;
CREATE INDEX article_by_assignee ON article (assignee, state, updated_at, id) WHERE assignee IS NOT NULL;
CREATE INDEX article_by_due ON article (due_at, state) WHERE due_at IS NOT NULL;

-- Whose an article is beside its owner's: \`who\` is the account that it is assigned to, or a person in its credits.
-- The owner stands in the key, so that "mine, and not started by me" is two ranges and never a scan of one's own.
CREATE TABLE part (
  who TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  state TEXT NOT NULL,
  article_number INTEGER NOT NULL REFERENCES article (number),
  PRIMARY KEY (who, owner_id, state, article_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_by_article ON part (article_number);
CREATE TRIGGER part_state AFTER UPDATE OF state ON article WHEN OLD.state <> NEW.state BEGIN
  UPDATE part SET state = NEW.state WHERE article_number = NEW.number;
END;
INSERT OR IGNORE INTO part (who, owner_id, state, article_number)
SELECT credit.value ->> '$.personId', article.owner_id, article.state, article.number
FROM article JOIN working ON article_number = article.number, json_each(working.article, '$.meta.credits') AS credit
WHERE json_valid(working.article) AND credit.value ->> '$.personId' IS NOT NULL;
UPDATE article SET commissioned = (
  SELECT CASE WHEN json_valid(working.article) AND json_type(working.article, '$.meta.commissionedLength') = 'integer'
    THEN working.article ->> '$.meta.commissionedLength' END
  FROM working WHERE article_number = article.number
);

CREATE TABLE saved_search (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  filters TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX saved_search_by_account ON saved_search (account_id, id);

CREATE TABLE template (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  article TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id),
  updated_at TEXT NOT NULL
) STRICT;

-- Two more fields to search. The words are laid out for the index again, which takes them in in the background.
ALTER TABLE search_waiting ADD COLUMN credits TEXT NOT NULL DEFAULT '';
ALTER TABLE search_waiting ADD COLUMN topics TEXT NOT NULL DEFAULT '';
INSERT OR IGNORE INTO search_waiting (article_number, headline, slugline, standfirst, copy, captions, byline)
SELECT article_number, headline, slugline, standfirst, copy, captions, byline FROM search_text;
UPDATE search_waiting SET
  credits = coalesce((
    SELECT group_concat(leaf.value ->> 'text', ' ' ORDER BY leaf.id)
    FROM working, json_tree(working.article, '$.body') AS node, json_tree(node.value, '$.content') AS leaf
    WHERE working.article_number = search_waiting.article_number AND json_valid(working.article)
      AND node.type = 'object' AND node.value ->> 'type' = 'credit' AND leaf.type = 'object' AND leaf.value ->> 'type' = 'text'
  ), ''),
  topics = coalesce((
    SELECT group_concat(words, char(10)) FROM (
      SELECT topic.value AS words FROM working, json_each(working.article, '$.meta.topics') AS topic
      WHERE working.article_number = search_waiting.article_number AND json_valid(working.article)
      UNION ALL
      SELECT subject.value ->> '$.name' FROM working, json_each(working.article, '$.meta.subjects') AS subject
      WHERE working.article_number = search_waiting.article_number AND json_valid(working.article)
    )
  ), '');
DROP TABLE search_index;
DROP TABLE search_text;
CREATE TABLE search_text (
  article_number INTEGER PRIMARY KEY REFERENCES article (number),
  headline TEXT NOT NULL,
  slugline TEXT NOT NULL,
  standfirst TEXT NOT NULL,
  copy TEXT NOT NULL,
  captions TEXT NOT NULL,
  byline TEXT NOT NULL,
  credits TEXT NOT NULL,
  topics TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5 (
  headline, slugline, standfirst, copy, captions, byline, credits, topics,
  content = 'search_text', content_rowid = 'article_number',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO search_index (search_index, rank) VALUES ('rank', 'bm25(10.0, 8.0, 4.0, 1.0, 2.0, 4.0, 1.0, 3.0)');
`
