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

/** Of each mode, its rows by what they give: vehicle distance, else passengers or tonnes, else energy. */
export function ofModes(
  estimate: Estimate,
): ReadonlyMap<Mode, Readonly<Record<ModeMeasure, readonly Addend[]>>> {
  const found = new Map<Mode, Record<ModeMeasure, Addend[]>>()
  const figures = lineFigures(estimate)
  const put = (measure: ModeMeasure, rows: readonly RowSum[]): void => {
    for (const { mode, flow: _, ...addend } of rows) {
      if (mode === undefined) continue
      let of = found.get(mode)
      if (!of) {
        of = { vkm: [], load: [], MJ: [] }
        found.set(mode, of)
      }
      of[measure].push(addend)
    }
  }
  put(
    'vkm',
    rowsOf(estimate, ({ vehicleDistanceVkm }) => vehicleDistanceVkm, figures),
  )
  put(
    'load',
    rowsOf(
      estimate,
      ({ vehicleDistanceVkm, payloadDistance }) =>
        vehicleDistanceVkm === undefined ? payloadDistance : undefined,
      figures,
    ),
  )
  put(
    'MJ',
    rowsOf(estimate, ({ line, energyMj }) => (line.method === 'fuel' ? energyMj : undefined), figures),
  )
  return found
}

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
  ofLines: readonly LineFigures[] = lineFigures(estimate),
): readonly RowSum[] {
  const sums = new Map<string, { readonly line: EstimateLine; amount: number }>()
  for (const figures of ofLines) {
    const amount = amountOf(figures)
    if (!amount) continue
    const { line } = figures
    const known = sums.get(line.pointer)
    if (known) known.amount += amount
    else sums.set(line.pointer, { line, amount })
  }
  return [...sums].map(
    ([
      pointer,
      {
        line: { mode, flow },
        amount,
      },
    ]) => {
      const stated = statedOf(estimate.input, pointer)
      return {
        pointer: stated?.pointer ?? pointer,
        value: stated?.value ?? amount,
        unit: stated?.unit ?? '',
        amount,
        mode,
        flow,
      }
    },
  )
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
    row?.vehicles ??
    row?.trips ??
    row?.energy
  )
}
