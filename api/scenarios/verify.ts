import { pointerTo } from '../request/pointer.ts'

/** So many places are named. */
const MAX_NAMED = 20

/** Where two answers differ, to the last bit of a number; words for people are no figures and are left out. */
export function differingPlaces(given: unknown, made: unknown): readonly string[] {
  const found: string[] = []
  compare(given, made, [], found)
  return found
}

/** Fields in which an answer speaks to people. */
const WORDS: ReadonlySet<PropertyKey> = new Set(['sentence', 'detail', 'name', 'moves'])

function compare(a: unknown, b: unknown, path: readonly PropertyKey[], found: string[]): void {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    if (!Object.is(a, b)) found.push(pointerTo(path))
    return
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
    if (!WORDS.has(key))
      compare((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], [...path, key], found)
}

/** A report for reading at a shell. */
export function differencesText(places: readonly string[]): string {
  if (places.length === 0) return 'equal: every figure comes out the same\n'
  const more = places.length - MAX_NAMED
  return [
    `differs: ${places.length} places come out differently`,
    ...places.slice(0, MAX_NAMED).map((place) => `  ${place}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
  ].join('\n')
}
