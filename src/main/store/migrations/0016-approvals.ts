/** How many approve an article's text as it stands, so that lists tell what is approved from what lacks approvals. */
export const approvals = `
ALTER TABLE article ADD COLUMN approvals INTEGER NOT NULL DEFAULT 0;
CREATE INDEX article_approvals ON article (approvals, updated_at, id) WHERE state = 'approved';
-- Of this desk alone, of the present round, and by each person's newest: as the record is folded.
UPDATE article SET approvals = (
  SELECT count(*) FROM event JOIN working ON working.article_number = article.number
  WHERE event.article_id = article.id AND event.type = 'approve' AND event.origin IS NULL
    AND event.article_hash = working.article_hash
    AND NOT EXISTS (
      SELECT 1 FROM event AS later
      WHERE later.article_id = article.id AND later.id > event.id AND later.origin IS NULL AND (
        later.type IN ('submit', 'take_back', 'send_back', 'reopen', 'correct')
        OR later.type = 'approve' AND later.actor = event.actor
      )
    )
)
WHERE state = 'approved';
`
