import type { Migration } from '../migration-step.ts'

/** Saved estimates name the dataset that they were made of, and deleted datasets leave their last version. */
export const withdrawnDatasets: Migration = {
  version: 2,
  what: 'saved estimates say of which dataset they were made, so that it can be deleted',
  sql: `
  ALTER TABLE estimate ADD COLUMN dataset VARCHAR;
  ALTER TABLE estimate ADD COLUMN withdrawn_at VARCHAR;
  UPDATE estimate SET dataset =
    CASE WHEN json_valid(request) THEN json_extract_string(request, '$.demandSource.dataset') END
    WHERE contains(request, '"demandSource"');
  CREATE TABLE deleted_dataset (
    id VARCHAR PRIMARY KEY,
    version INTEGER NOT NULL,
    deleted_at VARCHAR NOT NULL
  );`,
}
