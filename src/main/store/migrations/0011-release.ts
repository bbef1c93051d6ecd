/** Approved texts whole; what has been killed or corrected, and embargoes, in the lists. */
export const release = `
-- A second copy of a text that was approved though it stands on others: whole, so that it reads whatever becomes of them.
CREATE TABLE revision_whole (revision TEXT PRIMARY KEY REFERENCES revision (id), body BLOB NOT NULL) STRICT;
CREATE TRIGGER revision_whole_never_changes BEFORE UPDATE ON revision_whole BEGIN
  SELECT RAISE(ABORT, 'A revision is never changed.');
END;
CREATE TRIGGER revision_whole_never_goes BEFORE DELETE ON revision_whole BEGIN
  SELECT RAISE(ABORT, 'A revision is never deleted.');
END;

ALTER TABLE article ADD COLUMN killed INTEGER NOT NULL DEFAULT 0 CHECK (killed IN (0, 1));
ALTER TABLE article ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0 CHECK (corrected IN (0, 1));
ALTER TABLE article ADD COLUMN embargo_at TEXT;
ALTER TABLE article ADD COLUMN embargo_zone TEXT;
UPDATE article SET (embargo_at, embargo_zone) = (
  SELECT working.article ->> '$.meta.embargo.at', working.article ->> '$.meta.embargo.zone'
  FROM working WHERE article_number = article.number AND json_valid(working.article)
);
CREATE INDEX article_killed ON article (state, updated_at, id) WHERE killed = 1;
CREATE INDEX article_corrected ON article (state, updated_at, id) WHERE corrected = 1;

-- A killed article keeps its state, and is counted in none.
DROP TRIGGER tally_delete;
DROP TRIGGER tally_update;
CREATE TRIGGER tally_delete AFTER DELETE ON article BEGIN
  UPDATE tally SET articles = articles - 1
  WHERE state = iif(OLD.killed, 'killed', OLD.state) AND desk = OLD.desk AND owner_id = OLD.owner_id;
END;
CREATE TRIGGER tally_update AFTER UPDATE OF state, desk, owner_id, killed ON article
WHEN OLD.state <> NEW.state OR OLD.desk <> NEW.desk OR OLD.owner_id <> NEW.owner_id OR OLD.killed <> NEW.killed BEGIN
  UPDATE tally SET articles = articles - 1
  WHERE state = iif(OLD.killed, 'killed', OLD.state) AND desk = OLD.desk AND owner_id = OLD.owner_id;
  INSERT INTO tally VALUES (iif(NEW.killed, 'killed', NEW.state), NEW.desk, NEW.owner_id, 1)
    ON CONFLICT DO UPDATE SET articles = articles + 1;
END;
`
