/** What each account has chosen for itself, and who brought each picture in (not known of those from before). */
export const ownChoices = `
CREATE TABLE preference (
  account_id TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (account_id, name)
) STRICT, WITHOUT ROWID;
ALTER TABLE picture_record ADD COLUMN added_by TEXT REFERENCES account (id);
`
