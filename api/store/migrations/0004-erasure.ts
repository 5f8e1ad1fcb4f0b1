import type { Migration } from '../migration-step.ts'

/** Deleted rows keep their bytes until the file is written anew. */
export const erasure: Migration = {
  version: 4,
  what: 'what was deleted is erased from the bytes of the file',
  sql: `
  CREATE TABLE erasure_due (
    what VARCHAR NOT NULL,
    since VARCHAR NOT NULL
  );`,
}
