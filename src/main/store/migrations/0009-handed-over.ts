/** What came in a file from another desk says so: events that decide nothing here, accounts that never sign in. */
export const handedOver = `
-- The device where it was done; null is this desk. What was done elsewhere is told, and never counts as done here.
ALTER TABLE event ADD COLUMN origin TEXT;
DROP TRIGGER event_never_changes;
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
WHEN NOT (
  OLD.seq IS NULL AND NEW.seq IS NOT NULL AND NEW.rowid = OLD.rowid AND NEW.id IS OLD.id
  AND NEW.article_id IS OLD.article_id AND NEW.revision IS OLD.revision AND NEW.article_hash IS OLD.article_hash
  AND NEW.type IS OLD.type AND NEW.actor IS OLD.actor AND NEW.reason IS OLD.reason AND NEW.at IS OLD.at
  AND NEW.detail IS OLD.detail AND NEW.origin IS OLD.origin
) BEGIN
  SELECT RAISE(ABORT, 'An event is never changed.');
END;

-- The device whose account it is; null is this desk.
ALTER TABLE account ADD COLUMN origin TEXT;
CREATE TRIGGER account_elsewhere_never_signs_in BEFORE UPDATE ON account
WHEN OLD.origin IS NOT NULL AND (NEW.disabled = 0 OR NEW.passphrase IS NOT NULL OR NEW.origin IS NOT OLD.origin) BEGIN
  SELECT RAISE(ABORT, 'An account of another desk never signs in here.');
END;
`
