import { type CanonicalUnit, UNIT_CATALOGUE } from './catalogue.ts'
import { editDistance } from './edit-distance.ts'

const MAX_CANDIDATES = 3

const PREFIXED_KM = /^[MG]km$/u
const WORD_OF_PREFIX = { M: 'million', G: 'billion' } as const

/**
 * `Mkm`, as statistics write millions of kilometres, in words: of what moves, where the name of the field does not say it.
 * Undefined if the text is none, or nothing accepted is a distance.
 */
function distanceInWords(
  text: string,
  accepted: readonly CanonicalUnit[],
  isOfField: boolean,
): string | undefined {
  if (!PREFIXED_KM.test(text)) return undefined
  const word = WORD_OF_PREFIX[text.startsWith('M') ? 'M' : 'G']
  const unit = accepted.find((one) => DISTANCES.has(one))
  if (unit === undefined) return undefined
  return isOfField && accepted.length === 1 && unit !== 'tkm' ? `${word} km` : `${word} ${unit}`
}

const DISTANCES: ReadonlySet<CanonicalUnit> = new Set(['vkm', 'pkm', 'tkm', 'km'])

/** Accepted units: what the text means, where that is known, else the nearest spelling first. */
export function nearestUnits(text: string, accepted: readonly CanonicalUnit[], isOfField: boolean): string[] {
  const meant = distanceInWords(text, accepted, isOfField)
  if (meant !== undefined) return [meant]
  const wanted = text.toLowerCase()
  return UNIT_CATALOGUE.filter(({ canonical }) => accepted.includes(canonical))
    .flatMap(({ units }) => units)
    .map((unit) => ({ unit, distance: editDistance(wanted, unit.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_CANDIDATES)
    .map(({ unit }) => unit)
}
