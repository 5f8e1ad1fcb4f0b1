import type { Migration } from '../migration-step.ts'

/** The tables as they were before data files had a version. Those of such a file that are there already stay. */
export const firstTables: Migration = {
  version: 1,
  what: 'tables of estimates, filed inventories, cities, datasets, zones, facts, files and jobs',
  sql: `
  CREATE TABLE IF NOT EXISTS estimate (
    id VARCHAR PRIMARY KEY,
    city_name VARCHAR NOT NULL,
    city_country VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    factor_set VARCHAR NOT NULL,
    co2e_value DOUBLE NOT NULL,
    co2e_unit VARCHAR NOT NULL,
    request VARCHAR NOT NULL,
    result VARCHAR NOT NULL,
    lines VARCHAR NOT NULL
  );
  CREATE TABLE IF NOT EXISTS filed_inventory (
    id VARCHAR PRIMARY KEY,
    city VARCHAR,
    year VARCHAR,
    rows INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    document VARCHAR NOT NULL
  );
  CREATE TABLE IF NOT EXISTS city (
    id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    population VARCHAR NOT NULL
  );
  CREATE TABLE IF NOT EXISTS dataset (
    id VARCHAR PRIMARY KEY,
    registration VARCHAR NOT NULL,
    version INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS zone (
    dataset VARCHAR NOT NULL,
    zone VARCHAR NOT NULL,
    city VARCHAR,
    longitude DOUBLE,
    latitude DOUBLE,
    area_km2 DOUBLE
  );
  CREATE TABLE IF NOT EXISTS activity_fact (
    dataset VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    period VARCHAR,
    city VARCHAR,
    origin VARCHAR,
    destination VARCHAR,
    flow VARCHAR,
    mode VARCHAR,
    distance_band VARCHAR,
    speed_band VARCHAR,
    trips_e6 BIGINT,
    passenger_distance_pkm_e6 BIGINT,
    vehicle_distance_vkm_e6 BIGINT,
    tonne_distance_tkm_e6 BIGINT,
    mean_speed_km_per_h_e6 BIGINT,
    index_value_e6 BIGINT,
    contributors_e6 BIGINT
  );
  CREATE TABLE IF NOT EXISTS imported_file (
    dataset VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    options VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    rows_read DOUBLE NOT NULL,
    facts DOUBLE NOT NULL,
    notices VARCHAR NOT NULL,
    PRIMARY KEY (dataset, digest)
  );
  CREATE TABLE IF NOT EXISTS comparison_figure (
    dataset VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    city VARCHAR,
    period VARCHAR NOT NULL,
    mode VARCHAR,
    flow VARCHAR,
    quantity VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    unit VARCHAR NOT NULL
  );
  CREATE TABLE IF NOT EXISTS job (
    id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    dataset VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    started_at VARCHAR NOT NULL,
    ended_at VARCHAR,
    outcome VARCHAR
  );`,
}
