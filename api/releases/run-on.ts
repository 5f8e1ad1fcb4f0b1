import { type CandidateZones, groupBy } from '../../src/index.ts'
import type { Release, ReleasedFlow, SettledCell } from '../store/released.ts'
import { placeOf } from './ledger-cell.ts'
import type { ReleasableCell } from './release-facts.ts'
import { keyOf } from './revisions.ts'
import type { Rule, RunOn } from './rules.ts'

/** What is out with a release. */
interface Out {
  /** What releases before settled. */
  readonly before: readonly SettledCell[]
  readonly settled: readonly SettledCell[]
  readonly flows: readonly ReleasedFlow[]
}

/** What it was made of. */
interface MadeOf {
  readonly facts: readonly ReleasableCell[]
  readonly zones: readonly CandidateZones[]
  readonly isPartition: boolean
  readonly pool: string
  readonly siblings: readonly string[]
  readonly places: ReadonlySet<string>
  readonly toldBefore: Release | undefined
}

/** Of fewer cells a share would tell whether one of them is withheld or was never there. */
const MIN_TOLD_CELLS = 100

/** How much of all that was settled until now is given out; undefined where too few cells are. */
export function toldShare({ before, settled }: Out): number | undefined {
  const all = [...new Map([...before, ...settled].map((cell) => [keyOf(cell), cell])).values()]
  const given = all.filter(({ isGiven }) => isGiven).length
  return given < MIN_TOLD_CELLS ? undefined : given / all.length
}

/**
 * What the rules had to look at, as far as it is given out: that a rule had a withheld mode, city or zone to look at would tell
 * that there is one.
 */
export function runOf({ before, settled, flows }: Out, madeOf: MadeOf): RunOn {
  const { facts, zones, isPartition, pool, siblings, places, toldBefore } = madeOf
  const told = [...before, ...settled].filter(({ isGiven }) => isGiven)
  const keys = new Set(told.map(keyOf))
  const several = [
    ...groupBy(
      [...new Map(told.map((cell) => [keyOf(cell), cell])).values()],
      ({ city, period }) => `${city}\n${period}`,
    ).values(),
  ].filter(({ length }) => length > 1)
  const ranBefore: { readonly ran?: readonly Rule[] } = toldBefore ? JSON.parse(toldBefore.certificate) : {}
  const hasFlows = flows.length > 0
  return {
    periods: told.map(({ period }) => period),
    cities: new Set(told.map(({ city }) => city)).size,
    hasModes: several.length > 0,
    hasTotals: several.some((modes) => modes.some(({ mode }) => mode === null)),
    hasZones: hasFlows || (ranBefore.ran ?? []).includes('no-difference-in-space'),
    isPartition,
    hasShares:
      facts.some(
        (cell) => cell.shares !== undefined && keys.has(keyOf({ ...cell, mode: cell.mode || null })),
      ) ||
      (hasFlows && zones.some((one) => one.zones.some(({ shares }) => shares !== undefined))),
    hasEarlier: before.some(({ isGiven }) => isGiven),
    siblings,
    places: new Set(told.map((cell) => placeOf(pool, cell)).filter((place) => places.has(place))).size,
  }
}
