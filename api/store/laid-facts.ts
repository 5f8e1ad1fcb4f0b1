const PLACELESS = 'fact.city IS NULL AND fact.origin IS NULL AND fact.destination IS NULL'

/** Facts of cities, as their files name them. @param facts a relation like the table of facts */
export const plain = (facts: string): string => `
  SELECT fact.*, city AS in_city, flow AS in_flow, ${PLACELESS} AS placeless FROM ${facts} fact`

/** A fact with two ends counts from each: `side` 0 is the origin, 1 the destination. */
export const laid = (facts: string): string => `
  SELECT fact.*,
    CASE
      WHEN fact.city IS NOT NULL OR (fact.origin IS NULL AND fact.destination IS NULL)
        THEN CASE WHEN side = 0 THEN fact.city END
      WHEN side = 0 THEN origin_zone.city
      WHEN destination_zone.city IS DISTINCT FROM origin_zone.city THEN destination_zone.city
    END AS in_city,
    CASE
      WHEN fact.city IS NOT NULL OR fact.origin IS NULL OR fact.destination IS NULL THEN fact.flow
      WHEN side = 1 THEN 'inbound'
      WHEN destination_zone.city = origin_zone.city THEN 'within'
      ELSE 'outbound'
    END AS in_flow,
    side = 0 AND ${PLACELESS} AS placeless,
    side = 0 AND fact.city IS NULL AND fact.origin IS NOT NULL
      AND (fact.destination IS NULL OR destination_zone.city = origin_zone.city) AS stays,
    CASE WHEN fact.city IS NULL THEN CASE WHEN side = 0 THEN destination_zone.city ELSE origin_zone.city END END AS beyond
  FROM ${facts} fact
  LEFT JOIN zone origin_zone ON origin_zone.dataset = $1 AND origin_zone.zone = fact.origin
  LEFT JOIN zone destination_zone ON destination_zone.dataset = $1 AND destination_zone.zone = fact.destination
  CROSS JOIN (VALUES (0), (1)) AS sides(side)`
