import type { Migration } from '../migration-step.ts'

/** How much of a fact its two largest contributors make. */
export const largestShares: Migration = {
  version: 9,
  what: 'shares of the two largest contributors of a fact',
  sql: `
  ALTER TABLE activity_fact ADD COLUMN largest_share_e6 BIGINT;
  ALTER TABLE activity_fact ADD COLUMN second_share_e6 BIGINT;`,
}
