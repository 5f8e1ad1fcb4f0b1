import type { Migration } from '../migration-step.ts'

/** What was given out of datasets, and the chain that new releases are looked at against. */
export const releases: Migration = {
  version: 5,
  what: 'releases of datasets, the cells that they gave out, and their ledger',
  sql: `
  CREATE TABLE release (
    id VARCHAR PRIMARY KEY,
    number INTEGER NOT NULL,
    dataset VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    made_at VARCHAR NOT NULL,
    is_open BOOLEAN NOT NULL,
    cells INTEGER NOT NULL,
    certificate VARCHAR NOT NULL
  );
  CREATE TABLE released_cell (
    dataset VARCHAR NOT NULL,
    release_number INTEGER NOT NULL,
    city VARCHAR NOT NULL,
    mode VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    is_given BOOLEAN NOT NULL,
    trips DOUBLE,
    trip_distance_km DOUBLE,
    length_origin VARCHAR,
    passenger_distance_pkm DOUBLE,
    vehicle_distance_vkm DOUBLE,
    tonne_distance_tkm DOUBLE,
    mean_speed_km_per_h DOUBLE,
    present INTEGER,
    days INTEGER,
    persons INTEGER
  );
  CREATE TABLE ledger_entry (
    position INTEGER PRIMARY KEY,
    pool VARCHAR NOT NULL,
    release VARCHAR NOT NULL,
    cells VARCHAR NOT NULL,
    previous VARCHAR NOT NULL,
    hash VARCHAR NOT NULL
  );
  CREATE TABLE ledger_cell (
    position INTEGER NOT NULL,
    pool VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    figures VARCHAR NOT NULL
  );
  INSERT INTO release
    SELECT 'rel_' || left(sha256(id || ' ' || version), 16), row_number() OVER (ORDER BY id), id, version,
      strftime(now()::TIMESTAMP, '%Y-%m-%dT%H:%M:%S.000Z'), true, 0,
      json_object('rules', ['published as it is'])
    FROM dataset WHERE version > 0 AND json_extract_string(registration, '$.legalBasis') = 'open-licence';`,
}
