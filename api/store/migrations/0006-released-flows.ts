import type { Migration } from '../migration-step.ts'

/** What was given out of the zones of a dataset, and of pairs of them. */
export const releasedFlows: Migration = {
  version: 6,
  what: 'zones and pairs of zones that releases gave out',
  sql: `
  CREATE TABLE released_flow (
    dataset VARCHAR NOT NULL,
    release_number INTEGER NOT NULL,
    city VARCHAR NOT NULL,
    mode VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    zone VARCHAR NOT NULL,
    destination VARCHAR,
    trips DOUBLE,
    passenger_distance_pkm DOUBLE,
    vehicle_distance_vkm DOUBLE,
    tonne_distance_tkm DOUBLE,
    persons INTEGER NOT NULL
  );`,
}
