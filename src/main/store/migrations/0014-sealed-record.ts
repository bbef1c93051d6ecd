/** The record of events gets a seal an event, each standing on the one before: what is done to it past Copydesk shows. */
export const sealedRecord = `
-- Not tied to \`event\`: a seal stays where its event is taken away. AUTOINCREMENT remembers the highest number ever given.
-- Events from before have no hash of their own: the first one after them stands on all of them.
CREATE TABLE event_seal (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  event TEXT NOT NULL UNIQUE,
  hash TEXT
) STRICT;
INSERT INTO event_seal (number, event) SELECT row_number() OVER (ORDER BY rowid), id FROM event ORDER BY rowid;
CREATE TRIGGER event_seal_is_whole BEFORE INSERT ON event_seal WHEN NEW.hash IS NULL BEGIN
  SELECT RAISE(ABORT, 'A seal has a hash.');
END;
CREATE TRIGGER event_seal_never_changes BEFORE UPDATE ON event_seal BEGIN
  SELECT RAISE(ABORT, 'A seal is never changed.');
END;
CREATE TRIGGER event_seal_never_goes BEFORE DELETE ON event_seal BEGIN
  SELECT RAISE(ABORT, 'A seal is never removed.');
END;
`
