import type { Migration } from '../migration-step.ts'

/** What a city states of each of its years. */
export const cityYears: Migration = {
  version: 8,
  what: 'the years of a city',
  sql: `
  CREATE TABLE city_year (
    city VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    request VARCHAR NOT NULL,
    PRIMARY KEY (city, year)
  );`,
}
