import type { Migration } from '../migration-step.ts'

/** Releases that were due and could not be made: they are tried again, and their owner sees why. */
export const failedReleases: Migration = {
  version: 7,
  what: 'releases that were due and could not be made',
  sql: `
  CREATE TABLE failed_release (
    dataset VARCHAR PRIMARY KEY,
    failed_at VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    tries INTEGER NOT NULL
  );`,
}
