import { type CanonicalUnit, UNIT_CATALOGUE } from './catalogue.ts'
import { editDistance } from './edit-distance.ts'

const MAX_CANDIDATES = 3

/** Accepted units, the nearest spelling first. */
export function nearestUnits(text: string, accepted: readonly CanonicalUnit[]): string[] {
  const wanted = text.toLowerCase()
  return UNIT_CATALOGUE.filter(({ canonical }) => accepted.includes(canonical))
    .flatMap(({ units }) => units)
    .map((unit) => ({ unit, distance: editDistance(wanted, unit.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_CANDIDATES)
    .map(({ unit }) => unit)
}
