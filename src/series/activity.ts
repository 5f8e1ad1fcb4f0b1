import { demandOf, type FactDemand } from '../demand/from-facts.ts'
import type { Travelled } from '../demand/travelled.ts'
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
}

/** Distance [km] of a mode by period of the facts. */
export interface ModeActivity extends ModeDistanceUnit {
  /** The modes of its facts; null if it got a share of facts without a mode. */
  readonly sources: readonly (Mode | null)[]
  readonly byPeriod: ReadonlyMap<string, number>
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
    for (const cell of ofMode.get(row.mode) ?? [])
      byPeriod.set(cell.period, (byPeriod.get(cell.period) ?? 0) + distanceOf(cell, measure.measure))
    const sources = new Set((ofMode.get(row.mode) ?? []).map((cell) => (cell.isSplit ? null : cell.mode)))
    return { ...measure, sources: [...sources], byPeriod }
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

/** A row of demand for one unit of activity. It has the same key in every year, because its level is one quantity. */
export function unitRow({ mode, measure, halfWidthShare }: ModeDistanceUnit): DemandRow {
  const pointer = `/demand/${mode}`
  const stated = <Unit extends DistanceUnit>(unit: Unit, field: string): Stated<Unit> => ({
    value: UNIT_KM,
    unit,
    pointer: `${pointer}/${field}`,
    uncertainty: { plusMinusShare: halfWidthShare },
  })
  if (measure === 'vkm') return { pointer, mode, vehicleDistance: stated('vkm', 'vehicleDistance') }
  if (measure === 'pkm') return { pointer, mode, passengerDistance: stated('pkm', 'passengerDistance') }
  return { pointer, mode, tonneDistance: stated('tkm', 'tonneDistance') }
}
