import type { LineMethod, LineQuantity } from '../estimate/line.ts'
import type { Parameter } from '../estimate/parameter.ts'
import type { AnyRecord } from '../factors/record.ts'
import type {
  EmissionStandard,
  EnergyCarrier,
  Flow,
  Mode,
  Powertrain,
  Scope,
  VehicleClass,
} from '../vocabulary.ts'
import { type Cell, rowName } from './cell.ts'
import { listDifferences, type OriginsOf, recordsOf } from './origin.ts'

/** A figure of a line without a counterpart on the other side. */
export interface StructurePart {
  readonly vehicleClass: VehicleClass | undefined
  readonly powertrain: Powertrain | undefined
  readonly emissionStandard: EmissionStandard | undefined
  readonly carrier: EnergyCarrier | undefined
  readonly method: LineMethod
  readonly quantity: LineQuantity
  readonly scope: Scope | undefined
  readonly kgCo2e: number
}

export interface StructureSide {
  readonly kgCo2e: number
  readonly parts: readonly StructurePart[]
  /** The records behind them that the other side lacks. */
  readonly records: readonly AnyRecord[]
}

/** How much a row moved the total because it has different lines, not the same lines with different factors. */
export interface StructureEffect {
  /** The row of the request. */
  readonly pointer: string
  /** Undefined for fuel sold to all modes together. */
  readonly mode: Mode | undefined
  readonly flow: Flow | undefined
  readonly before: StructureSide
  readonly after: StructureSide
  readonly effectKgCo2e: number
}

/** The effect of figures without a counterpart, by row of the request; the largest first. */
export function structureEffects(
  before: readonly Cell[],
  after: readonly Cell[],
  originsBefore: OriginsOf,
  originsAfter: OriginsOf,
): readonly StructureEffect[] {
  const rows = new Map<string, { before: Cell[]; after: Cell[] }>()
  const rowOf = ({ line }: Cell): { before: Cell[]; after: Cell[] } => {
    const name = rowName(line)
    const row = rows.get(name) ?? { before: [], after: [] }
    rows.set(name, row)
    return row
  }
  for (const cell of before) rowOf(cell).before.push(cell)
  for (const cell of after) rowOf(cell).after.push(cell)
  return [...rows.values()]
    .flatMap((row): StructureEffect[] => {
      const [first] = [...row.before, ...row.after]
      if (!first) return []
      const { pointer, mode, flow } = first.line
      const records = listDifferences(
        recordsOf(parametersOf(row.before), originsBefore),
        recordsOf(parametersOf(row.after), originsAfter),
      )
      const sides = { before: sideOf(row.before, records.before), after: sideOf(row.after, records.after) }
      return [{ pointer, mode, flow, ...sides, effectKgCo2e: sides.after.kgCo2e - sides.before.kgCo2e }]
    })
    .sort((a, b) => Math.abs(b.effectKgCo2e) - Math.abs(a.effectKgCo2e))
}

const parametersOf = (cells: readonly Cell[]): readonly Parameter[] =>
  cells.flatMap(({ terms }) => terms.map(({ parameter }) => parameter))

function sideOf(cells: readonly Cell[], records: readonly AnyRecord[]): StructureSide {
  return {
    kgCo2e: cells.reduce((sum, { co2eKg }) => sum + co2eKg, 0),
    parts: cells.map(({ line, product: { quantity, scope }, co2eKg }) => {
      const { vehicleClass, powertrain, emissionStandard, carrier, method } = line
      return { vehicleClass, powertrain, emissionStandard, carrier, method, quantity, scope, kgCo2e: co2eKg }
    }),
    records,
  }
}
