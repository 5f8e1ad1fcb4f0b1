import type { Migration } from '../migration-step.ts'

/** Who may do what, whose things are whose, and what was done. */
export const keysAndAudit: Migration = {
  version: 3,
  what: 'keys, the owners of what is saved, and the log of what was done',
  sql: `
  CREATE TABLE access_key (
    id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    scopes VARCHAR NOT NULL,
    dataset VARCHAR,
    digest VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    per_minute INTEGER,
    per_day INTEGER,
    made_at VARCHAR NOT NULL,
    revoked_at VARCHAR
  );
  CREATE TABLE ownership (
    kind VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    holder VARCHAR NOT NULL,
    PRIMARY KEY (kind, subject, holder)
  );
  CREATE TABLE audit_entry (
    number BIGINT PRIMARY KEY,
    noted_at VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    before VARCHAR NOT NULL,
    digest VARCHAR NOT NULL
  );`,
}
