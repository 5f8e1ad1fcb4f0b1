/** Modes by route type: the basic ones, and the extended ones by hundreds or one by one. Source: GTFS Schedule reference. */
const BASIC: Readonly<Record<number, string>> = {
  0: 'tram',
  1: 'metro',
  2: 'rail',
  3: 'bus',
  4: 'ferry',
  5: 'tram',
  6: 'cable-car',
  11: 'trolleybus',
  12: 'metro',
  101: 'high-speed-rail',
}
const BY_HUNDREDS: Readonly<Record<number, string>> = {
  1: 'rail',
  2: 'coach',
  3: 'rail',
  4: 'metro',
  5: 'metro',
  6: 'metro',
  7: 'bus',
  8: 'trolleybus',
  9: 'tram',
  10: 'ferry',
  11: 'flight',
  12: 'ferry',
  13: 'cable-car',
  15: 'taxi',
}

/**
 * The mode of a route type, as SQL; null for funiculars and unknown types.
 *
 * @param type SQL of an integer
 */
export const modeOfRouteType = (type: string): string =>
  `CASE ${Object.entries(BASIC)
    .map(([code, mode]) => `WHEN ${type} = ${code} THEN '${mode}'`)
    .join(' ')} ${Object.entries(BY_HUNDREDS)
    .map(([hundreds, mode]) => `WHEN ${type} // 100 = ${hundreds} THEN '${mode}'`)
    .join(' ')} END`
