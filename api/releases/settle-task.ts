import {
  type CandidateCell,
  type CandidateZones,
  type CityCell,
  type EarlierCell,
  type Figures,
  type GivenFlow,
  groupBy,
  isLargeTable,
  leastContributors,
  nestedCities,
  type OpenMover,
  RELEASE_CONTRIBUTORS,
  type Settlement,
  type SummedCell,
  settle,
  settleZones,
  summedCities,
  summedModes,
} from '../../src/index.ts'
import { highsMover } from './highs-mover.ts'
import { cellOf, figuresDigest, type LedgerKey, placeOf } from './ledger-cell.ts'
import { keyOf } from './revisions.ts'

/** What a thread settles: plain data. */
export interface SettleTask {
  readonly candidates: readonly CandidateCell[]
  readonly earlier: readonly EarlierCell[]
  /** Months, quarters and years that are over. */
  readonly over: readonly string[]
  readonly pool: string
  /** What the ledger holds of the pool: digests of figures by cell, the first of each. */
  readonly ledger: ReadonlyMap<string, string>
  /** Cities in years of which another dataset of the pool has told already. */
  readonly places: ReadonlySet<string>
  /** What siblings gave out, and this dataset before. */
  readonly out: readonly CityCell[]
  /** What each city counts by zone, in the quarters to be released. */
  readonly zones: readonly CandidateZones[]
  /** Modes that came into months that were settled before with other facts, by city and mode. */
  readonly laidAnew: ReadonlySet<string>
  /** Cities of a table of zones lie beside each other, and no two need to be looked at. */
  readonly isPartition: boolean
}

/** What may be given out, of cities and of their zones. */
export interface SettledTask extends Settlement {
  readonly flows: readonly GivenFlow[]
}

/**
 * Settles a release.
 *
 * @param openMover the solver, which is not trusted
 */
export async function settleTask(task: SettleTask, openMover?: OpenMover): Promise<SettledTask> {
  const over = new Set(task.over)
  const barred = task.isPartition
    ? new Set<string>()
    : new Set([...nestedCities(freshOf(task), task.out), ...summedCities(summedOf(task))])
  const summed = summedModes(summedOf(task))
  const isBarred = ({ city, mode }: LedgerKey): boolean =>
    barred.has(city) || summed.has(`${city}\n${mode}`) || task.laidAnew.has(`${city}\n${mode}`)
  const settled = settle(
    {
      candidates: task.candidates,
      earlier: task.earlier,
      isOver: (period) => over.has(period),
      isAllowed: (cell) => !isBarred(cell) && addsNothing(cell, task),
    },
    openMover ?? (await highsMover()),
  )
  return { ...settled, flows: flowsOf(task, settled) }
}

/** Zones are settled with the quarter of their city, and with it alone: later they would tell what has changed. */
function flowsOf(task: SettleTask, { cells }: Settlement): readonly GivenFlow[] {
  const given = new Map(cells.map((cell) => [keyOf(cell), cell.figures]))
  return [...groupBy(task.zones, ({ city, period }) => `${city}\n${period}`).values()]
    .filter(isLargeTable)
    .flatMap(withoutTotal)
    .flatMap((zones) => {
      const figures = given.get(keyOf(zones))
      // Lengths between zones tie what a city travels to each of its pairs.
      if (!figures || (figures['tripDistanceKm'] ?? null) !== null) return []
      return settleZones(zones, figures, (flow) => !isPartOfTold(flow, task) && addsNothing(flow, task))
    })
}

/** Zones without a mode beside zones with one may be their totals, from which a mode would follow that is withheld. */
const withoutTotal = (modes: readonly CandidateZones[]): readonly CandidateZones[] =>
  modes.length > 1 ? modes.filter(({ mode }) => mode !== '') : modes

/** Whether a zone was given out without modes before it had any. */
const isPartOfTold = (flow: LedgerKey, { pool, ledger }: SettleTask): boolean =>
  flow.mode !== '' && ledger.has(cellOf(pool, { ...flow, mode: '' }))

/** A sibling says of a city in a year what was said before, and nothing else; nor does a dataset that was deleted and sent again. */
function addsNothing(
  cell: LedgerKey & { readonly figures: Figures },
  { pool, ledger, places }: SettleTask,
): boolean {
  const known = ledger.get(cellOf(pool, cell))
  if (known !== undefined) return known === figuresDigest(cell.figures)
  return !places.has(placeOf(pool, cell))
}

/** All that is known of cities in finest periods: of what siblings told, by what they gave out. */
function summedOf({ candidates, earlier, out }: SettleTask): readonly SummedCell[] {
  const before = new Map(earlier.map((cell) => [keyOf(cell), cell]))
  const mine = candidates.map((cell): SummedCell => {
    const { city, mode, period, figures } = cell
    const contributors = leastContributors(cell.parts)
    const settled = before.get(keyOf(cell))
    const isTold = settled ? settled.figures !== undefined : contributors >= RELEASE_CONTRIBUTORS
    const counted = Number.isFinite(contributors) ? { contributors } : {}
    return { city, mode, period, figures, ...counted, isTold, isFresh: settled === undefined }
  })
  const keys = new Set(mine.map(keyOf))
  const periods = new Set(mine.map(({ period }) => period))
  const others = out.filter((cell) => periods.has(cell.period) && !keys.has(keyOf(cell)))
  return [...mine, ...others.map((cell) => ({ ...cell, isTold: true, isFresh: false }))]
}

function freshOf({ candidates, earlier }: SettleTask): readonly CityCell[] {
  const settled = new Set(earlier.map(({ city, mode, period }) => `${city}\n${mode}\n${period}`))
  return candidates.flatMap(({ city, mode, period, figures, parts }) => {
    const contributors = leastContributors(parts)
    const isFresh = !settled.has(`${city}\n${mode}\n${period}`) && contributors >= RELEASE_CONTRIBUTORS
    return isFresh && Number.isFinite(contributors) ? [{ city, mode, period, figures, contributors }] : []
  })
}
