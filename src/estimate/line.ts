import { termFactor } from '../kernel/product.ts'
import type {
  EmissionStandard,
  EnergyCarrier,
  Flow,
  Mode,
  Powertrain,
  Scope,
  Sector,
  SubSector,
  VehicleClass,
} from '../vocabulary.ts'
import type { Term } from './parameter.ts'
import { numberOf } from './watch.ts'

/** What a product gives; the unit stands beside it. */
export const LINE_QUANTITIES = {
  'vehicle-distance': 'vkm',
  'passenger-distance': 'pkm',
  'tonne-distance': 'tkm',
  energy: 'MJ',
  co2: 'kg CO2',
  'biogenic-co2': 'kg CO2',
  ch4: 'kg CH4',
  n2o: 'kg N2O',
  /** Greenhouse gases that the source gives together only. */
  'co2e-unsplit': 'kg CO2e',
  'well-to-tank': 'kg CO2e',
} as const
export type LineQuantity = keyof typeof LINE_QUANTITIES

/** A figure of a line: the product of its terms, multiplied in order. */
export interface LineProduct {
  readonly quantity: LineQuantity
  /** Of emissions: the GPC scope. */
  readonly scope: Scope | undefined
  readonly value: number
  readonly terms: readonly Term[]
}

/** How a line's emissions were found. */
export type LineMethod =
  | 'energy' //        distance × energy intensity × emissions per energy
  | 'direct-factor' // distance × emissions per distance; of a city's own CO2 of a named fuel, energy follows
  | 'fuel' //          energy stated × emissions per energy
  | 'human-powered' // zero by definition

/** What a line may lack: a quantity, or the CO2e that it has only with all its gases. */
export type UnknownQuantity = LineQuantity | 'co2e'

/** One activity of one kind of vehicle on one carrier. */
export interface EstimateLine {
  readonly id: string
  /** The row of the request it comes from. */
  readonly pointer: string
  /** Undefined: what was sold to all modes together. */
  readonly mode: Mode | undefined
  /** Undefined: all flows inside the boundary together. */
  readonly flow: Flow | undefined
  /** Undefined where the mode is. */
  readonly sector: Sector | undefined
  /** The part of the city's trips that is driven outside the boundary: all its emissions are of scope 3. */
  readonly beyondBoundary?: true
  readonly subSector: SubSector
  readonly vehicleClass?: VehicleClass | undefined
  readonly powertrain?: Powertrain | undefined
  readonly emissionStandard?: EmissionStandard | undefined
  readonly carrier?: EnergyCarrier | undefined
  readonly method: LineMethod
  /** What no source gives of the line, or only in part; absent: all is known. */
  readonly unknown?: readonly UnknownQuantity[]
  readonly products: readonly LineProduct[]
}

/** The value of a product, multiplied again from its parameters; equals `value` to the last bit. */
export function recompute(terms: readonly Term[]): number {
  let result = 1
  for (const { parameter, role } of terms) result *= termFactor(numberOf(parameter), role)
  return result
}

/** A product with its value. */
export function lineProduct(quantity: LineQuantity, terms: readonly Term[], scope?: Scope): LineProduct {
  return { quantity, scope, value: recompute(terms), terms }
}
