import { demandOf, type FactDemand, type FactQuantity } from '../demand/from-facts.ts'
import type { Travelled } from '../demand/travelled.ts'
import { isLight } from '../estimate/cold-start-use.ts'
import type { DemandRow, Stated } from '../estimate/input.ts'
import { groupBy } from '../group-by.ts'
import type { Refusal } from '../issues/issue.ts'
import { MODE_PROPERTIES, type Mode } from '../vocabulary.ts'

export type DistanceUnit = 'vkm' | 'pkm' | 'tkm'

/** The distance that a series counts for a mode, and how far its level may be wrong (95 %, as a share). */
export interface ModeDistanceUnit {
  readonly mode: Mode
  readonly measure: DistanceUnit
  readonly halfWidthShare: number
}

/** Activity with the period of its facts. */
export interface Dated extends Travelled {
  readonly period: string
  /** What part of its period it covers, if that is not all of it. */
  readonly covered?: Covered
}

/** How many periods of the facts a sum has, and the days that they cover. */
export interface Covered {
  readonly present: number
  readonly days: number
}

/** The activity of a mode whose units are estimated. */
export interface UnitActivity extends ModeDistanceUnit {
  /** The facts, where the length of their trips acts on energy, through cold starts. */
  readonly ofTrips?: readonly Dated[]
}

/** Distance [km] of a mode by period of the facts. */
export interface ModeActivity extends UnitActivity {
  /** The modes of its facts; null if it got a share of facts without a mode. */
  readonly sources: readonly (Mode | null)[]
  readonly byPeriod: ReadonlyMap<string, number>
  /** What the distances cover of their periods, where that is told. */
  readonly covered?: ReadonlyMap<string, Covered>
}

/** Gives each mode one kind of distance, period by period. */
export function activityByMode(
  cells: readonly Dated[],
  pointer: string,
): { readonly modes: readonly ModeActivity[]; readonly refusals: readonly Refusal[] } {
  const { rows, refusals } = demandOf(
    cells.map((cell) => ({ ...cell, flow: null })),
    pointer,
  )
  const ofMode = groupBy(cells, ({ mode }) => mode)
  const modes = rows.map((row): ModeActivity => {
    const measure = measureOf(row)
    const byPeriod = new Map<string, number>()
    const cellsOfMode = ofMode.get(row.mode) ?? []
    for (const cell of cellsOfMode)
      byPeriod.set(cell.period, (byPeriod.get(cell.period) ?? 0) + distanceOf(cell, measure.measure))
    const actsByLength = row.meanTripLengthKm !== undefined && isLight(row.mode)
    const sources = new Set(cellsOfMode.map((cell) => (cell.isSplit ? null : cell.mode)))
    const covered = new Map(
      cellsOfMode.flatMap(({ period, covered: of }) => (of ? [[period, of] as const] : [])),
    )
    return {
      ...measure,
      sources: [...sources],
      byPeriod,
      ...(covered.size > 0 ? { covered } : {}),
      ...(actsByLength ? { ofTrips: cellsOfMode } : {}),
    }
  })
  return { modes, refusals }
}

function measureOf({
  mode,
  vehicleDistanceVkm,
  passengerDistancePkm,
  tonneDistanceTkm,
  trips,
  meanTripLengthKm,
}: FactDemand): ModeDistanceUnit {
  if (vehicleDistanceVkm) return { mode, measure: 'vkm', halfWidthShare: vehicleDistanceVkm.halfWidthShare }
  if (passengerDistancePkm)
    return { mode, measure: 'pkm', halfWidthShare: passengerDistancePkm.halfWidthShare }
  if (tonneDistanceTkm) return { mode, measure: 'tkm', halfWidthShare: tonneDistanceTkm.halfWidthShare }
  const halfWidthShare = Math.hypot(trips?.halfWidthShare ?? 0, meanTripLengthKm?.halfWidthShare ?? 0)
  return { mode, measure: MODE_PROPERTIES[mode].payload === 'freight' ? 'vkm' : 'pkm', halfWidthShare }
}

function distanceOf(cell: Dated, measure: DistanceUnit): number {
  const own =
    measure === 'vkm'
      ? cell.vehicleDistanceVkm
      : measure === 'pkm'
        ? cell.passengerDistancePkm
        : cell.tonneDistanceTkm
  return own ?? cell.tripDistanceKm ?? 0
}

/** Emissions are estimated for this activity of a mode, and then scaled. */
export const UNIT_KM = 1_000_000

/**
 * The rows of demand of one unit of activity of a mode in a period. They have the same keys in every period, because the
 * level of a mode is one quantity. Trips of each flow have a length of their own, as in an estimate of the period.
 *
 * @param period a year or a month
 */
export function unitRows(activity: UnitActivity, period: string): readonly DemandRow[] {
  const { mode, measure, halfWidthShare, ofTrips = [] } = activity
  const cells = ofTrips.filter((cell) => cell.period.startsWith(period))
  const km = cells.reduce((sum, cell) => sum + distanceOf(cell, measure), 0)
  if (km > 0) return demandOf(cells, '').rows.map((row) => scaledRow(row, UNIT_KM / km))
  const pointer = `/demand/${mode}`
  return [{ pointer, mode, ...distanceField(measure, { value: UNIT_KM, halfWidthShare }, pointer) }]
}

function scaledRow(row: FactDemand, scale: number): DemandRow {
  const { mode, flow, trips, meanTripLengthKm: length } = row
  const pointer = flow ? `/demand/${mode}/${flow}` : `/demand/${mode}`
  const head = { pointer, mode, ...(flow ? { flow } : {}) }
  if (trips)
    return {
      ...head,
      trips: statedAt(`${pointer}/trips`, 'trips', scaled(trips, scale)),
      ...(length ? { meanTripLength: statedAt(`${pointer}/meanTripLength`, 'km', length) } : {}),
    }
  const { passengerDistancePkm: pkm, tonneDistanceTkm: tkm, vehicleDistanceVkm: vkm } = row
  return {
    ...head,
    ...(pkm ? distanceField('pkm', scaled(pkm, scale), pointer) : {}),
    ...(tkm ? distanceField('tkm', scaled(tkm, scale), pointer) : {}),
    ...(vkm ? distanceField('vkm', scaled(vkm, scale), pointer) : {}),
  }
}

const scaled = ({ value, halfWidthShare }: FactQuantity, scale: number): FactQuantity => ({
  value: value * scale,
  halfWidthShare,
})

function distanceField(
  measure: DistanceUnit,
  quantity: FactQuantity,
  pointer: string,
): Pick<DemandRow, 'vehicleDistance' | 'passengerDistance' | 'tonneDistance'> {
  if (measure === 'vkm') return { vehicleDistance: statedAt(`${pointer}/vehicleDistance`, 'vkm', quantity) }
  if (measure === 'pkm')
    return { passengerDistance: statedAt(`${pointer}/passengerDistance`, 'pkm', quantity) }
  return { tonneDistance: statedAt(`${pointer}/tonneDistance`, 'tkm', quantity) }
}

const statedAt = <Unit extends string>(
  pointer: string,
  unit: Unit,
  { value, halfWidthShare }: FactQuantity,
): Stated<Unit> => ({ value, unit, pointer, uncertainty: { plusMinusShare: halfWidthShare } })
