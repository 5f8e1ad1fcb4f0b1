import type { Migration } from '../migration-step.ts'

/** Facts that stay with their owner: which files, and what their columns mean. */
export const factsInPlace: Migration = {
  version: 12,
  what: 'facts that are read where their owner keeps them',
  sql: `
  CREATE TABLE facts_in_place (
    dataset VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    columns VARCHAR NOT NULL,
    tenths VARCHAR NOT NULL,
    has_folder_columns BOOLEAN NOT NULL,
    PRIMARY KEY (dataset, digest)
  );
  CREATE TABLE file_in_place (
    dataset VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    bytes DOUBLE NOT NULL,
    changed VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    PRIMARY KEY (dataset, digest, path)
  );`,
}
