import type { Migration } from '../migration-step.ts'

/** Where zones lie, for maps. Nothing is computed from it. */
export const zoneBoundaries: Migration = {
  version: 10,
  what: 'boundaries of zones',
  sql: `
  CREATE TABLE zone_boundary (
    dataset VARCHAR NOT NULL,
    zone VARCHAR NOT NULL,
    geometry VARCHAR NOT NULL,
    PRIMARY KEY (dataset, zone)
  );`,
}
