import type { DeclaredBreak } from '../domain.ts'
import type { SeriesLine } from '../series.ts'

/** Series and their breaks, as the tables of a set hold them. */
interface Named {
  readonly lines: readonly SeriesLine[]
  readonly breaks: readonly DeclaredBreak[]
}

/** What the id of a series ends in that says other figures than in the sets before one. */
const REVISED_IN = /-\d{4}-\d+$/

/**
 * Gives a series that says other figures than it did in the set before an id of its own: one id never names two figures, in
 * whatever set. A series that only knows its bounds better, or more years, keeps the id that it has there.
 *
 * @param before the series of the set whose place this one takes
 * @param set the id of this set, such as `2026.4`; the new ids end in `-2026-4`
 */
export function withRevisedIds({ lines, breaks }: Named, before: readonly SeriesLine[], set: string): Named {
  const earlier = new Map(before.map((line) => [line.id.replace(REVISED_IN, ''), line]))
  const ids = new Map<string, string>()
  for (const line of lines) {
    const known = earlier.get(line.id)
    const isSame =
      !known ||
      (known.values === line.values && Number(known.firstYear) === line.firstYear && known.unit === line.unit)
    ids.set(line.id, isSame ? (known?.id ?? line.id) : `${line.id}-${set.replaceAll('.', '-')}`)
  }
  const named = (id: string): string => ids.get(id) ?? id
  return {
    lines: lines.map((line) => ({ ...line, id: named(line.id) })),
    breaks: breaks.map((one) => ({ ...one, series: named(one.series) })),
  }
}
