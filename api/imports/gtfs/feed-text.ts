/**
 * Seconds since midnight of a text such as `7:05:00`, `25:10:00` or `7:05`, as SQL; trips may run past midnight. A time
 * without seconds is read as hours and minutes, and counted for a notice.
 */
export const seconds = (text: string): string =>
  `CASE WHEN regexp_full_match(${text}, '[0-9]{1,3}:[0-5][0-9](:[0-5][0-9])?') THEN ` +
  `TRY_CAST(split_part(${text}, ':', 1) AS INTEGER) * 3600 + TRY_CAST(split_part(${text}, ':', 2) AS INTEGER) * 60 + ` +
  `coalesce(TRY_CAST(nullif(split_part(${text}, ':', 3), '') AS INTEGER), 0) END`

/** Whether a time is written without seconds, as SQL. */
export const isWithoutSeconds = (text: string): string =>
  `coalesce(regexp_full_match(${text}, '[0-9]{1,3}:[0-5][0-9]'), false)`

/** Seconds between departures, as SQL: a number, or a clock time with seconds, such as `00:10:00`. */
export const headwaySeconds = (text: string): string =>
  `coalesce(TRY_CAST(${text} AS DOUBLE), ` +
  `CASE WHEN regexp_full_match(${text}, '[0-9]{1,2}:[0-5][0-9]:[0-5][0-9]') THEN ${seconds(text)} END)`

/** A day, as SQL: `20240304` or `2024-03-04`; null for every other text, also one with fewer digits. */
export const dayOf = (text: string): string =>
  `CASE WHEN regexp_full_match(${text}, '[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2}') ` +
  `THEN CAST(TRY_STRPTIME(replace(${text}, '-', ''), '%Y%m%d') AS DATE) END`
