import { demandOf, type FactDemand } from '../demand/from-facts.ts'
import type { Travelled } from '../demand/travelled.ts'
import type { DemandRow, Stated } from '../estimate/input.ts'
import { grouped } from '../grouped.ts'
import type { Refusal } from '../issues/issue.ts'
import { MODE_FACTS, type Mode } from '../vocabulary.ts'

/** The distance that a mode's activity is counted in. */
export type Measure = 'vkm' | 'pkm' | 'tkm'

/** What a series counts of a mode, and how far its level may lie from the truth (95 %, a share of it). */
export interface ModeMeasure {
  readonly mode: Mode
  readonly measure: Measure
  readonly halfWidthShare: number
}

/** Activity of a period of the facts, with the period. */
export interface Dated extends Travelled {
  readonly period: string
}

/** Distance [km] of a mode by period of the facts. */
export interface ModeActivity extends ModeMeasure {
  /** The modes that its facts have; null: it was given a share of facts that have none. */
  readonly sources: readonly (Mode | null)[]
  readonly byPeriod: ReadonlyMap<string, number>
}

/** The activity of each mode as one distance, period by period. */
export function activityByMode(
  cells: readonly Dated[],
  pointer: string,
): { readonly modes: readonly ModeActivity[]; readonly refusals: readonly Refusal[] } {
  const { rows, refusals } = demandOf(
    cells.map((cell) => ({ ...cell, flow: null })),
    pointer,
  )
  const ofMode = grouped(cells, ({ mode }) => mode)
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
}: FactDemand): ModeMeasure {
  if (vehicleDistanceVkm) return { mode, measure: 'vkm', halfWidthShare: vehicleDistanceVkm.halfWidthShare }
  if (passengerDistancePkm)
    return { mode, measure: 'pkm', halfWidthShare: passengerDistancePkm.halfWidthShare }
  if (tonneDistanceTkm) return { mode, measure: 'tkm', halfWidthShare: tonneDistanceTkm.halfWidthShare }
  const halfWidthShare = Math.hypot(trips?.halfWidthShare ?? 0, meanTripLengthKm?.halfWidthShare ?? 0)
  return { mode, measure: MODE_FACTS[mode].payload === 'freight' ? 'vkm' : 'pkm', halfWidthShare }
}

function distanceOf(cell: Dated, measure: Measure): number {
  const own =
    measure === 'vkm'
      ? cell.vehicleDistanceVkm
      : measure === 'pkm'
        ? cell.passengerDistancePkm
        : cell.tonneDistanceTkm
  return own ?? cell.tripDistanceKm ?? 0
}

/** Activity of a mode that emissions are found of, and scaled from. */
export const UNIT_KM = 1_000_000

/** A row of demand for a mode's unit of activity; of one key whatever the year, for its level is one quantity. */
export function unitRow({ mode, measure, halfWidthShare }: ModeMeasure): DemandRow {
  const pointer = `/demand/${mode}`
  const stated = <Unit extends Measure>(unit: Unit, field: string): Stated<Unit> => ({
    value: UNIT_KM,
    unit,
    pointer: `${pointer}/${field}`,
    uncertainty: { plusMinusShare: halfWidthShare },
  })
  if (measure === 'vkm') return { pointer, mode, vehicleDistance: stated('vkm', 'vehicleDistance') }
  if (measure === 'pkm') return { pointer, mode, passengerDistance: stated('pkm', 'passengerDistance') }
  return { pointer, mode, tonneDistance: stated('tkm', 'tonneDistance') }
}
