/**
 * The share of a trip that crosses the boundary, from or to the city, that induced activity counts: the other half
 * belongs to where it comes from or goes to.
 *
 * Source: GPC v1.1, section 7.3 (figure of the methods' boundaries); docs/method.md, What belongs to the city.
 */
export const COUNTED_SHARE = 0.5

/** The share of a trip's length inside the boundary. Two lengths that are not known exactly may cross: at most 1. */
export const insideShare = (insideKm: number, tripKm: number): number => Math.min(1, insideKm / tripKm)

/**
 * Of the counted share of a crossing trip, what lies inside the boundary, the half that touches the city being the one
 * that is counted: min(d_in, D/2) over D.
 *
 * @param inside share of the trip inside the boundary
 */
export const nearestHalfInside = (inside: number, countedShare: number): number =>
  Math.min(inside, countedShare)

/** What is left of the counted share once its part inside is taken away. */
export const nearestHalfOutside = (inside: number, countedShare: number): number =>
  countedShare - Math.min(inside, countedShare)
