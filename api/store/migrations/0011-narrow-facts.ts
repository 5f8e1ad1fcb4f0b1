import type { Migration } from '../migration-step.ts'

/**
 * A table of facts for each kind of file, with a number in each row in place of what is the same in all rows of a file: a
 * column that a file does not have costs time in each of its rows. What asks for facts asks the view, as it asked the table.
 */
export const narrowFacts: Migration = {
  version: 11,
  what: 'facts stand in tables with the columns that their files have',
  isOfFactsAlone: true,
  sql: `
  CREATE TABLE fact_batch (
    id INTEGER NOT NULL,
    dataset VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    file VARCHAR NOT NULL
  );
  CREATE TABLE city_fact (
    batch INTEGER NOT NULL,
    period VARCHAR,
    city VARCHAR,
    mode VARCHAR,
    trips_e6 BIGINT,
    passenger_distance_pkm_e6 BIGINT,
    vehicle_distance_vkm_e6 BIGINT,
    contributors_e6 BIGINT
  );
  CREATE TABLE zone_fact (
    batch INTEGER NOT NULL,
    period VARCHAR,
    origin VARCHAR,
    destination VARCHAR,
    mode VARCHAR,
    distance_band VARCHAR,
    trips_e6 BIGINT,
    passenger_distance_pkm_e6 BIGINT,
    contributors_e6 BIGINT
  );
  CREATE TABLE wide_fact (
    batch INTEGER NOT NULL,
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
    contributors_e6 BIGINT,
    largest_share_e6 BIGINT,
    second_share_e6 BIGINT
  );
  INSERT INTO fact_batch
    SELECT row_number() OVER (ORDER BY dataset, version, file), dataset, version, file
    FROM (SELECT DISTINCT dataset, version, file FROM activity_fact);
  INSERT INTO wide_fact BY NAME
    SELECT fact_batch.id AS batch, fact.* EXCLUDE (dataset, version, file)
    FROM activity_fact fact JOIN fact_batch
      ON fact_batch.dataset = fact.dataset AND fact_batch.version = fact.version AND fact_batch.file = fact.file;
  DROP TABLE activity_fact;
  CREATE VIEW activity_fact AS
    SELECT fact_batch.dataset, fact_batch.version, fact_batch.file, fact.* EXCLUDE (batch)
    FROM (
      FROM wide_fact
      UNION ALL BY NAME FROM city_fact
      UNION ALL BY NAME FROM zone_fact
    ) fact JOIN fact_batch ON fact_batch.id = fact.batch;`,
}
