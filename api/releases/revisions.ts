import { type EarlierCell, type Figures, GRAIN_LENGTHS, monthsOf, revisionOf } from '../../src/index.ts'
import type { ReleasedCell, SettledCell } from '../store/released.ts'
import type { ReleasableCell } from './release-facts.ts'

export const keyOf = ({
  city,
  mode,
  period,
}: {
  readonly city: string
  readonly mode: string | null
  readonly period: string
}): string => `${city}\n${mode ?? ''}\n${period}`

/** What a released cell tells, by name. */
const FIGURES = [
  'trips',
  'tripDistanceKm',
  'passengerDistancePkm',
  'vehicleDistanceVkm',
  'tonneDistanceTkm',
] as const

export type FigureName = (typeof FIGURES)[number]

export const figuresOf = (cell: ReleasedCell): Figures =>
  Object.fromEntries(FIGURES.map((name) => [name, cell[name]]))

/** Cells that were given out before, those of them that may be put right with their new figures. */
export function revisionsOf(
  before: readonly SettledCell[],
  all: readonly ReleasableCell[],
  changed: number | undefined,
): {
  readonly revised: readonly (SettledCell & { isGiven: true })[]
  readonly earlier: readonly EarlierCell[]
} {
  const facts = new Map(all.map((cell) => [keyOf(cell), cell]))
  const settledSince = new Map(before.map((cell) => [keyOf(cell), cell.since]))
  const changes = new Map<string, Figures>()
  for (const cell of before) {
    const candidate = facts.get(keyOf(cell))
    if (!candidate || !cell.isGiven) continue
    const change = revisionOf(figuresOf(cell), candidate, cell.version, changed)
    if (change) changes.set(keyOf(cell), change)
  }
  const revised: (SettledCell & { isGiven: true })[] = []
  const earlier = before.map((cell): EarlierCell => {
    const head = { city: cell.city, mode: cell.mode ?? '', period: cell.period, since: cell.since }
    if (!cell.isGiven) return head
    // A longer period changes by what its months were seen to change, and by nothing else.
    const isFinest =
      facts.has(keyOf(cell)) || (cell.period.length === GRAIN_LENGTHS.month && !cell.period.includes('Q'))
    const mine = isFinest
      ? [changes.get(keyOf(cell))]
      : monthsOf(cell.period)
          .map((month) => keyOf({ ...cell, period: month }))
          .filter((month) => (settledSince.get(month) ?? Number.POSITIVE_INFINITY) <= cell.since)
          .map((month) => changes.get(month))
    const seen = mine.filter((one): one is Figures => one !== undefined)
    if (seen.length === 0) return { ...head, figures: figuresOf(cell) }
    const put = (name: FigureName): number | null => {
      const value = cell[name]
      return value === null ? null : seen.reduce<number>((sum, one) => sum + (one[name] ?? 0), value)
    }
    const figures = Object.fromEntries(FIGURES.map((name) => [name, put(name)])) as Pick<
      ReleasedCell,
      FigureName
    >
    const present = facts.get(keyOf(cell))
    revised.push({
      ...cell,
      ...figures,
      ...(present ? { present: present.present, days: present.days } : {}),
    })
    return { ...head, figures }
  })
  return { revised, earlier }
}

/**
 * Modes that a month did not have when it was settled, where facts that it had are gone or others by now, by city and mode: a
 * file that was sent again with what it counts laid out otherwise would tell by how much modes differ.
 */
export function modesLaidAnew(
  before: readonly SettledCell[],
  all: readonly ReleasableCell[],
): ReadonlySet<string> {
  const facts = new Map(all.map((cell) => [keyOf(cell), cell]))
  const settled = new Set(before.map(keyOf))
  const finest = new Set(all.map(({ period }) => period))
  const changed = new Set(
    before
      .filter((cell) => finest.has(cell.period))
      .filter((cell) => {
        const now = facts.get(keyOf(cell))
        return !now || now.parts.some(({ version }) => version > cell.version)
      })
      .map(({ city, period }) => `${city}\n${period}`),
  )
  return new Set(
    all
      .filter((cell) => !settled.has(keyOf(cell)) && changed.has(`${cell.city}\n${cell.period}`))
      .map(({ city, mode }) => `${city}\n${mode}`),
  )
}
