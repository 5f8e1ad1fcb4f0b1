import { type CanonicalUnit, UNIT_CATALOGUE } from './catalogue.ts'

const MOST_CANDIDATES = 3

/** Units that would be read, nearest in spelling first. */
export function nearestUnits(text: string, accepted: readonly CanonicalUnit[]): string[] {
  const wanted = text.toLowerCase()
  return UNIT_CATALOGUE.filter(({ canonical }) => accepted.includes(canonical))
    .flatMap(({ units }) => units)
    .map((unit) => ({ unit, distance: editDistance(wanted, unit.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_CANDIDATES)
    .map(({ unit }) => unit)
}

/** Letters to insert, delete or replace (Levenshtein). */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1]
    for (const [column, other] of [...b].entries()) {
      const replaced = (above[column] ?? 0) + (letter === other ? 0 : 1)
      current.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    above = current
  }
  return above.at(-1) ?? 0
}
