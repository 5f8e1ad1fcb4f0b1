import type { Estimate } from '../estimate/estimate.ts'
import type { DemandRow, EstimateInput, FuelSale, Stated } from '../estimate/input.ts'
import type { EstimateLine } from '../estimate/line.ts'
import { type Flow, MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import { soldMj } from './fuel-sold.ts'
import { type LineFigures, lineFigures } from './line-figures.ts'
import type { ModeMeasure } from './mode-band.ts'
import type { Addend } from './wrong-figure.ts'

const KG_PER_T = 1000

/** The vehicle distance of a row on the road [vkm]. */
export interface Driven extends Addend {
  readonly mode: Mode
  readonly flow: Flow | undefined
}

/** Every row with vehicle distance on the road. */
export const driving = (estimate: Estimate): readonly Driven[] =>
  rowsOf(estimate, ({ line, vehicleDistanceVkm }) =>
    line.subSector === 'II.1' ? vehicleDistanceVkm : undefined,
  ).flatMap(({ mode, flow, ...addend }) => (mode === undefined ? [] : [{ ...addend, mode, flow }]))

/** Every row with passenger distance [pkm]; a flight is not part of a day. */
export const travelling = (estimate: Estimate): readonly Addend[] =>
  rowsOf(estimate, ({ line: { mode }, payloadDistance }) =>
    mode !== undefined && mode !== 'flight' && MODE_PROPERTIES[mode].payload === 'passengers'
      ? payloadDistance
      : undefined,
  )

/** Every row that emits [t CO2e]. */
export const emitting = (estimate: Estimate): readonly Addend[] =>
  rowsOf(estimate, ({ emittedKgCo2e }) => emittedKgCo2e / KG_PER_T)

/** Every row that emits on the road [t CO2e]; of fuel sold, no mode is known. */
export const emittingOnRoad = (estimate: Estimate): readonly Addend[] =>
  rowsOf(estimate, ({ line: { subSector }, emittedKgCo2e }) =>
    subSector === 'II.1' ? emittedKgCo2e / KG_PER_T : undefined,
  )

/** The sum of a row; what was stated of it is asked for only where it is not plausible. */
export interface Summed {
  readonly line: EstimateLine
  amount: number
}

/** Of each mode, its rows by what they give: vehicle distance, else passengers or tonnes, else energy. */
export function ofModes(
  figures: readonly LineFigures[],
): ReadonlyMap<Mode, Readonly<Record<ModeMeasure, readonly Summed[]>>> {
  const found = new Map<Mode, Record<ModeMeasure, Summed[]>>()
  const put = (measure: ModeMeasure, amountOf: (one: LineFigures) => number | undefined): void => {
    for (const row of summedBy(figures, amountOf)) {
      const { mode } = row.line
      if (mode === undefined) continue
      let of = found.get(mode)
      if (!of) {
        of = { vkm: [], load: [], MJ: [] }
        found.set(mode, of)
      }
      of[measure].push(row)
    }
  }
  put('vkm', ({ vehicleDistanceVkm }) => vehicleDistanceVkm)
  put('load', ({ vehicleDistanceVkm, payloadDistance }) =>
    vehicleDistanceVkm === undefined ? payloadDistance : undefined,
  )
  put('MJ', ({ line, energyMj }) => (line.method === 'fuel' ? energyMj : undefined))
  return found
}

/** What rows add, with what the caller stated of each. */
export const addendsOf = (rows: readonly Summed[], input: EstimateInput): readonly Addend[] =>
  rows.map((row) => addendOf(row, input))

/** Every sale of liquid road fuel [MJ]. */
export const selling = (sales: readonly FuelSale[]): readonly Addend[] =>
  sales.flatMap((sale) => {
    const amount = soldMj(sale)
    const { pointer, value, unit } = sale.quantity
    return amount > 0 ? [{ pointer, value, unit, amount }] : []
  })

interface RowSum extends Addend {
  readonly mode: Mode | undefined
  readonly flow: Flow | undefined
}

/** The sums of lines by the row they come from. */
function rowsOf(
  estimate: Estimate,
  amountOf: (figures: LineFigures) => number | undefined,
): readonly RowSum[] {
  return summedBy(lineFigures(estimate), amountOf).map((row) => ({
    ...addendOf(row, estimate.input),
    mode: row.line.mode,
    flow: row.line.flow,
  }))
}

function summedBy(
  figures: readonly LineFigures[],
  amountOf: (figures: LineFigures) => number | undefined,
): readonly Summed[] {
  const sums = new Map<string, Summed>()
  for (const one of figures) {
    const amount = amountOf(one)
    if (!amount) continue
    const { line } = one
    const known = sums.get(line.pointer)
    if (known) known.amount += amount
    else sums.set(line.pointer, { line, amount })
  }
  return [...sums.values()]
}

function addendOf({ line: { pointer }, amount }: Summed, input: EstimateInput): Addend {
  const stated = statedOf(input, pointer)
  return {
    pointer: stated?.pointer ?? pointer,
    value: stated?.value ?? amount,
    unit: stated?.unit ?? '',
    amount,
  }
}

/**
 * A convention of this project: no mean of a kind of vehicle lies outside these [km/vehicle/a]. Documented means go from 947
 * (motorcycles) to 69 672 (buses); long-distance trains and trucks go farther.
 */
const LEAST_KM_A_YEAR = 300
const MOST_KM_A_YEAR = 400_000

/** Of vehicles and what each drives, the one that is no mean of vehicles, else their number. */
function ofVehicles(row: DemandRow | undefined): Stated | undefined {
  const { vehicles, annualDistance } = row ?? {}
  if (!vehicles || !annualDistance) return vehicles
  const isNoMean = annualDistance.value < LEAST_KM_A_YEAR || annualDistance.value > MOST_KM_A_YEAR
  return isNoMean ? annualDistance : vehicles
}

/** The activity that the caller stated of a row. */
function statedOf({ demand, fuelSales }: EstimateInput, pointer: string): Stated | undefined {
  const sale = fuelSales.find((one) => one.pointer === pointer)
  if (sale) return sale.quantity
  const row: DemandRow | undefined = demand.find((one) => one.pointer === pointer)
  return (
    row?.vehicleDistance ??
    row?.passengerDistance ??
    row?.tonneDistance ??
    ofVehicles(row) ??
    row?.trips ??
    row?.energy
  )
}
