import {
  activityByMode,
  type Dated,
  estimableOf,
  GRAIN_LENGTHS,
  groupBy,
  ModalSplit,
  type Mode,
  needsBand,
  PairBands,
  type SeriesFigure,
  TripLengths,
  UNIT_KM,
  type UnitEmissions,
} from '../../src/index.ts'
import { expectedPeriods, isOpen } from '../demand/city-facts.ts'
import { kmOf, MODELESS_REASON, modelessOf, unfitParts } from '../demand/left-out.ts'
import { type Failure, type Fault, isRefusal, refusal } from '../request/failure.ts'
import { nearestFirst } from '../request/nearest.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { CubeRow, Dataset, Zone } from '../store/datasets.ts'
import type { ActivityStore, EstimateStore } from '../store/store.ts'
import { inQuery, type LeftOut, seriesBasisOf } from './city-activity.ts'
import type { DatasetEstimatesQuery } from './dataset-schema.ts'
import { unitEmissionsOf } from './estimate-series.ts'
import type { PairGrouping } from './pair-groups-text.ts'

/** The emissions of the trips between the places of a group, each counted once and whole. */
export interface GroupOutcome {
  readonly group: string
  /** How many periods of the dataset have facts of it. */
  readonly present: number
  readonly co2eKg: SeriesFigure | undefined
  readonly modes: readonly {
    readonly mode: Mode
    readonly co2eKg: SeriesFigure | undefined
    /** Null if a fact does not count them. */
    readonly trips: number | null
    readonly distance: number
    readonly unit: 'vkm' | 'pkm' | 'tkm'
  }[]
  readonly leftOut: readonly LeftOut[]
}

/** The groups of a dataset with what they were estimated by. */
export interface PairGroups {
  readonly groups: readonly GroupOutcome[]
  readonly expected: number
  readonly emissions: readonly UnitEmissions[]
}

const NO_PAIR = 'no pair of places'

/**
 * Estimates the trips between places by group.
 *
 * @throws {Failure} with every fault, if the dataset is not openly published or the groups do not fit its facts
 */
export async function getPairGroups(
  dataset: Dataset,
  query: DatasetEstimatesQuery,
  grouping: PairGrouping,
  store: ActivityStore & EstimateStore,
  factorSets: FactorSets,
): Promise<PairGroups> {
  if (!isOpen(dataset)) throw notReleased()
  if (query.gaps === 'scale') throw notScaled()
  const { period, mode: only, modalSplit = [] } = query
  const zones = await store.listZones(dataset.id)
  const facts = await store.publishedFacts({
    dataset: dataset.id,
    from: period,
    to: period,
    by: ['mode', 'distance_band', 'origin', 'destination'],
  })
  const groupOf = groupsOf(grouping, zones, facts)
  const rows = facts.filter(({ mode }) => only === undefined || mode === only || mode === null)
  if (rows.length === 0) throw nothingThere()
  const split = new ModalSplit(modalSplit)
  const lengths = new TripLengths({
    bandLengthsKm: new Map(query.bandLengths ?? []),
    ...(query.detourFactor === undefined ? {} : { detourFactor: query.detourFactor }),
    zones,
  })
  const bands = split.bands.length > 0 ? new PairBands(split, rows.filter(needsBand), lengths) : undefined
  const cells = rows.map((row) => ({ ...(bands?.banded(row) ?? row), group: groupOf(row) }))
  const modeless = new Set(modelessOf(cells))
  const { travelled, unfit, refusals } = estimableOf(
    cells.filter((cell) => !modeless.has(cell)),
    () => lengths,
    split,
    '',
  )
  const ofBands = bands?.check('/modalSplit') ?? []
  const faults = ofBands.length > 0 ? ofBands : [...split.check('/modalSplit', cells), ...refusals]
  if (faults.length > 0) throw refusal(faults.map(inQuery))
  const leftOut = [
    ...leftOutOf([...modeless], 'no mode', 'km', MODELESS_REASON, period),
    ...unfit
      .flatMap(unfitParts)
      .flatMap(({ what, unit, cells: some, reason }) => leftOutOf(some, what, unit, reason, period)),
  ]
  const setting = await seriesBasisOf(query, dataset.country, store, factorSets)
  const groups: GroupOutcome[] = []
  const emissions: UnitEmissions[] = []
  const present = groupBy(cells, ({ group }) => group)
  const parts = groupBy(
    travelled.flatMap(({ cell, parts: of }) =>
      of.flatMap((part) =>
        only === undefined || part.mode === only ? [{ ...part, period, group: cell.group }] : [],
      ),
    ),
    ({ group }) => group,
  )
  for (const [group, some] of present) {
    const made = await outcomeOrReason(parts.get(group) ?? [], setting, period)
    if (made.emissions) emissions.push(made.emissions)
    groups.push({
      group,
      present: Math.max(...some.map(({ periods }) => periods)),
      ...made.figures,
      leftOut: [...leftOut.filter((one) => one.group === group), ...made.leftOut],
    })
  }
  return { groups, expected: expectedPeriods(period, dataset), emissions }
}

interface Made {
  readonly figures: Pick<GroupOutcome, 'co2eKg' | 'modes'>
  readonly emissions?: UnitEmissions
  readonly leftOut: readonly LeftOut[]
}

/** A group that cannot be estimated does not hide the others. */
async function outcomeOrReason(...asked: Parameters<typeof outcomeOf>): Promise<Made> {
  try {
    return await outcomeOf(...asked)
  } catch (error) {
    if (!isRefusal(error)) throw error
    const [cells, , period] = asked
    const what = [...new Set(cells.map(({ mode }) => mode))].join(', ')
    const reason = error.faults.map(({ detail }) => detail).join(' ')
    const byPeriod = new Map([[period, cells.reduce((sum, cell) => sum + (kmOf(cell) ?? 0), 0)]])
    return { figures: { co2eKg: undefined, modes: [] }, leftOut: [{ what, byPeriod, unit: 'km', reason }] }
  }
}

/** Estimates the units of one group: the length of its own trips acts on them. */
async function outcomeOf(
  cells: readonly Dated[],
  setting: Awaited<ReturnType<typeof seriesBasisOf>>,
  period: string,
): Promise<Made> {
  if (cells.length === 0) return { figures: { co2eKg: undefined, modes: [] }, leftOut: [] }
  const { modes, refusals } = activityByMode(
    cells.map((cell) => ({ ...cell, flow: null })),
    '',
  )
  if (refusals.length > 0) throw refusal(refusals.map(inQuery))
  const { activity, emissions } = await unitEmissionsOf(setting, {
    modes,
    rows: [],
    allocation: 'geographic',
    periods: [period.slice(0, GRAIN_LENGTHS.month)],
    speeds: new Map(),
    leftOut: [],
  })
  const tripsOf = groupBy(cells, ({ mode }) => mode)
  const counted = activity.modes.map(({ mode, byPeriod, measure }) => {
    const distance = byPeriod.get(period) ?? 0
    const trips = (tripsOf.get(mode) ?? []).map((cell) => cell.trips)
    return {
      mode,
      distance,
      unit: measure,
      trips: trips.some((one) => one === null)
        ? null
        : trips.reduce((sum: number, one) => sum + (one ?? 0), 0),
      amount: { mode, period, units: distance / UNIT_KM },
    }
  })
  const figure = (some: typeof counted) =>
    emissions.figureOf('co2eKg', emissions.weightsOf(some.map(({ amount }) => amount)))
  return {
    figures: {
      co2eKg: figure(counted),
      modes: counted.map(({ amount, ...one }) => ({ ...one, co2eKg: figure([{ amount, ...one }]) })),
    },
    emissions,
    leftOut: activity.leftOut,
  }
}

interface GroupLeftOut extends LeftOut {
  readonly group: string
}

function leftOutOf(
  cells: readonly (CubeRow & { readonly group: string })[],
  what: string,
  unit: LeftOut['unit'],
  reason: string,
  period: string,
): readonly GroupLeftOut[] {
  return [...groupBy(cells, ({ group }) => group)].map(([group, some]) => ({
    group,
    what,
    unit,
    reason,
    byPeriod: new Map([[period, some.reduce((sum, cell) => sum + (kmOf(cell) ?? 0), 0)]]),
  }))
}

/** Names the group of a pair. @throws {Failure} if groups name places that no fact has, or no zone lies in a city */
function groupsOf(
  grouping: PairGrouping,
  zones: readonly Zone[],
  facts: readonly CubeRow[],
): (row: CubeRow) => string {
  const cityOf = new Map(zones.map(({ zone, city }) => [zone, city]))
  if (grouping.kind === 'cities') {
    if (zones.length === 0) throw refusal([NO_ZONES])
    return pairwise((from, to) => {
      const [a, b] = [cityOf.get(from) ?? null, cityOf.get(to) ?? null]
      if (a === null && b === null) return 'outside every city'
      if (a === null || b === null) return 'to or from other places'
      return a === b ? 'inside one city' : 'between cities'
    })
  }
  const named = new Set(facts.flatMap(({ origin, destination }) => [origin ?? [], destination ?? []].flat()))
  const places = new Set([...named, ...[...named].flatMap((zone) => cityOf.get(zone) ?? [])])
  const faults = grouping.groups.flatMap(({ name, members }) =>
    members
      .filter((member) => !places.has(member))
      .map(
        (member): Fault => ({
          code: 'city-unknown',
          parameter: 'groups',
          detail: `${name}: no fact of the period begins or ends in ${member}, which is no zone and no city of the dataset.`,
          candidates: nearestFirst(member, [...places]).slice(0, MAX_CANDIDATES),
        }),
      ),
  )
  if (faults.length > 0) throw refusal(faults)
  const groupOfPlace = new Map(
    grouping.groups.flatMap(({ name, members }) => members.map((one) => [one, name])),
  )
  const order = grouping.groups.map(({ name }) => name)
  const of = (zone: string): string =>
    groupOfPlace.get(zone) ?? groupOfPlace.get(cityOf.get(zone) ?? '') ?? 'elsewhere'
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length)
  return pairwise((from, to) => {
    const ends = [of(from), of(to)].sort((a, b) => rank(a) - rank(b))
    return ends[0] === ends[1] ? `inside ${ends[0]}` : ends.join(' – ')
  })
}

const pairwise =
  (nameOf: (origin: string, destination: string) => string) =>
  ({ origin, destination }: CubeRow): string =>
    origin === null || destination === null ? NO_PAIR : nameOf(origin, destination)

const MAX_CANDIDATES = 20

const NO_ZONES: Fault = {
  code: 'dataset-empty',
  parameter: 'groups',
  detail:
    'No table says in which city each zone lies: give one with PUT /v1/datasets/{id}/zones or cordon zones, or name groups of zones.',
}

function nothingThere(): Failure {
  return refusal([{ code: 'dataset-empty', detail: 'The dataset has no facts of this period and mode.' }])
}

function notReleased(): Failure {
  const detail =
    'A dataset that is not openly published gives out no pairs of cities, and pairs of zones by quarter alone: see GET /v1/datasets/{id}/zones.'
  return refusal([{ code: 'release-too-fine', parameter: 'groups', detail }])
}

function notScaled(): Failure {
  const detail = 'Groups of pairs are sums of the facts there are: leave gaps out.'
  return refusal([{ code: 'invalid-field', parameter: 'gaps', detail }])
}
