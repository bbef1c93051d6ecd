/** A revision may be stored as what it adds to another, which it names; rows from before name none and are whole. */
export const revisionBase = `
ALTER TABLE revision ADD COLUMN base TEXT REFERENCES revision (id);
`
