import { estimateUnits } from '../city/estimate-city.ts'
import type { Estimate } from '../estimate/estimate.ts'
import type { DemandRow, EstimateInput, Stated } from '../estimate/input.ts'
import type { EstimateLine } from '../estimate/line.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import type { Mode, Powertrain } from '../vocabulary.ts'

/** One vehicle-kilometre of a technology, or one unit of distance of a mode, which the base year does not tell. */
export interface Unit {
  readonly mode: Mode
  readonly powertrain?: Powertrain | undefined
  readonly per: 'vkm' | 'pkm' | 'tkm'
  /** Where a refusal of it points. */
  readonly pointer: string
}

/** The estimate of units, with the figures of the base year; nothing if none is asked for. */
export class Units {
  readonly estimates: readonly Estimate[]
  /** Units of one lever may have one pointer, so those of vehicles and of persons are told apart by their estimate. */
  readonly #ofVehicles: Estimate | undefined
  readonly #ofOthers: Estimate | undefined
  readonly #units: readonly Unit[]

  /** @throws {EstimateRefused} for a unit that the factor set cannot estimate */
  constructor(units: readonly Unit[], input: EstimateInput, set: FactorSet) {
    this.#units = units
    const estimated = (some: readonly Unit[]): Estimate | undefined =>
      some.length > 0 ? estimateUnits(unitInput(some, input), set) : undefined
    this.#ofVehicles = estimated(units.filter(({ per }) => per === 'vkm'))
    this.#ofOthers = estimated(units.filter(({ per }) => per !== 'vkm'))
    this.estimates = [this.#ofVehicles, this.#ofOthers].filter((one) => one !== undefined)
  }

  /** The lines of a unit. */
  linesOf({ mode, powertrain, per }: Omit<Unit, 'pointer'>): readonly EstimateLine[] {
    const unit = this.#units.find(
      (one) => one.mode === mode && one.powertrain === powertrain && one.per === per,
    )
    if (!unit) return []
    const isOf = (line: EstimateLine): boolean =>
      line.pointer === unit.pointer &&
      line.mode === mode &&
      (powertrain === undefined || line.powertrain === powertrain)
    return (per === 'vkm' ? this.#ofVehicles : this.#ofOthers)?.lines.filter(isOf) ?? []
  }
}

const FIELDS = { vkm: 'vehicleDistance', pkm: 'passengerDistance', tkm: 'tonneDistance' } as const

const fieldPointer = ({ pointer, per }: Unit): string => `${pointer}/${FIELDS[per]}`

function unitInput(units: readonly Unit[], base: EstimateInput): EstimateInput {
  const { travel: _, uncertainty: __, fleet, notationKeys: ___, acknowledge: ____, ...rest } = base
  return {
    ...rest,
    allocation: 'geographic',
    demand: units.map(rowOf),
    // A row that names its vehicles has no fleet.
    fleet: fleet.filter(({ mode }) => units.some((one) => one.mode === mode && one.per !== 'vkm')),
    flowTotals: [],
    fuelSales: [],
    occupancy: rest.occupancy.filter(({ mode }) =>
      units.some((one) => one.mode === mode && one.per === 'pkm'),
    ),
    loads: rest.loads.filter(({ mode }) => units.some((one) => one.mode === mode && one.per === 'tkm')),
    speeds: rest.speeds.filter(({ mode }) => units.some((one) => one.mode === mode)),
  }
}

function rowOf(unit: Unit): DemandRow {
  const { mode, powertrain, per, pointer } = unit
  const one = <Unit extends string>(of: Unit): Stated<Unit> => ({
    value: 1,
    unit: of,
    pointer: fieldPointer(unit),
    uncertainty: { plusMinusShare: 0 },
  })
  const distance =
    per === 'vkm'
      ? { vehicleDistance: one('vkm') }
      : per === 'pkm'
        ? { passengerDistance: one('pkm') }
        : { tonneDistance: one('tkm') }
  return { pointer, mode, ...(powertrain === undefined ? {} : { powertrain }), ...distance }
}
