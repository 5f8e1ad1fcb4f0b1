import type { GwpSet, Scope } from '../vocabulary.ts'
import type { EstimateLine, LineProduct } from './line.ts'

/** 100-year global warming potentials [kg CO2e/kg] of one assessment report. */
export interface Gwp {
  readonly set: GwpSet
  readonly ch4: number
  readonly n2o: number
}

/** Sums over lines. `undefined` where no line gives the quantity: not known, which is not 0. */
export interface Sums {
  co2eKg: number
  co2Kg: number
  ch4Kg: number
  n2oKg: number
  /** Emissions known as CO2e only; in `co2eKg`, in no single gas. */
  unsplitKgCo2e: number
  biogenicCo2Kg: number
  wellToTankKgCo2e: number | undefined
  energyMj: number | undefined
  vehicleDistanceVkm: number | undefined
  passengerDistancePkm: number | undefined
  tonneDistanceTkm: number | undefined
}

function noSums(): Sums {
  return {
    co2eKg: 0,
    co2Kg: 0,
    ch4Kg: 0,
    n2oKg: 0,
    unsplitKgCo2e: 0,
    biogenicCo2Kg: 0,
    wellToTankKgCo2e: undefined,
    energyMj: undefined,
    vehicleDistanceVkm: undefined,
    passengerDistancePkm: undefined,
    tonneDistanceTkm: undefined,
  }
}

/** Adds one figure of a line. CO2e is CO2 + CH4 × GWP + N2O × GWP; biogenic CO2 and well-to-tank stay beside it. */
function addProduct(sums: Sums, { quantity, value }: LineProduct, gwp: Gwp): void {
  switch (quantity) {
    case 'co2':
      sums.co2Kg += value
      sums.co2eKg += value
      return
    case 'ch4':
      sums.ch4Kg += value
      sums.co2eKg += value * gwp.ch4
      return
    case 'n2o':
      sums.n2oKg += value
      sums.co2eKg += value * gwp.n2o
      return
    case 'co2e-unsplit':
      sums.unsplitKgCo2e += value
      sums.co2eKg += value
      return
    case 'biogenic-co2':
      sums.biogenicCo2Kg += value
      return
    case 'well-to-tank':
      sums.wellToTankKgCo2e = (sums.wellToTankKgCo2e ?? 0) + value
      return
    case 'energy':
      sums.energyMj = (sums.energyMj ?? 0) + value
      return
    case 'vehicle-distance':
      sums.vehicleDistanceVkm = (sums.vehicleDistanceVkm ?? 0) + value
      return
    case 'passenger-distance':
      sums.passengerDistancePkm = (sums.passengerDistancePkm ?? 0) + value
      return
    case 'tonne-distance':
      sums.tonneDistanceTkm = (sums.tonneDistanceTkm ?? 0) + value
  }
}

/** The CO2e of one unit of a quantity; undefined if the total does not include it. */
export function co2eWeight(quantity: LineProduct['quantity'], { ch4, n2o }: Gwp): number | undefined {
  switch (quantity) {
    case 'co2':
    case 'co2e-unsplit':
      return 1
    case 'ch4':
      return ch4
    case 'n2o':
      return n2o
    default:
      return undefined
  }
}

/** The figures of one line. */
export function sumsOf({ products }: Pick<EstimateLine, 'products'>, gwp: Gwp): Sums {
  const sums = noSums()
  for (const one of products) addProduct(sums, one, gwp)
  return sums
}

/** Adds one sum to another; what neither knows stays unknown. */
function addSums(sums: Sums, more: Sums): void {
  sums.co2eKg += more.co2eKg
  sums.co2Kg += more.co2Kg
  sums.ch4Kg += more.ch4Kg
  sums.n2oKg += more.n2oKg
  sums.unsplitKgCo2e += more.unsplitKgCo2e
  sums.biogenicCo2Kg += more.biogenicCo2Kg
  sums.wellToTankKgCo2e = addKnown(sums.wellToTankKgCo2e, more.wellToTankKgCo2e)
  sums.energyMj = addKnown(sums.energyMj, more.energyMj)
  sums.vehicleDistanceVkm = addKnown(sums.vehicleDistanceVkm, more.vehicleDistanceVkm)
  sums.passengerDistancePkm = addKnown(sums.passengerDistancePkm, more.passengerDistancePkm)
  sums.tonneDistanceTkm = addKnown(sums.tonneDistanceTkm, more.tonneDistanceTkm)
}

const addKnown = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : a + b

/** The sum of the figures of lines. */
export function sumAll(figures: readonly Sums[]): Sums {
  const sums = noSums()
  for (const one of figures) addSums(sums, one)
  return sums
}

/**
 * Sums of lines by a property that a whole line has, groups in order of first appearance.
 *
 * @param figures the figures of each line, in the order of `lines`
 */
export function sumBy<Key extends string>(
  lines: readonly EstimateLine[],
  figures: readonly Sums[],
  groupOf: (line: EstimateLine) => Key,
): ReadonlyMap<Key, Sums> {
  const groups = new Map<Key, Sums>()
  for (const [index, line] of lines.entries()) {
    const key = groupOf(line)
    let sums = groups.get(key)
    if (!sums) {
      sums = noSums()
      groups.set(key, sums)
    }
    addSums(sums, figures[index] ?? noSums())
  }
  return groups
}

/** Emissions by scope, which a line's products have one by one. Energy and distances have no scope and stay out. */
export function sumByScope(lines: readonly EstimateLine[], gwp: Gwp): ReadonlyMap<Scope, Sums> {
  const groups = new Map<Scope, Sums>()
  for (const { products } of lines)
    for (const one of products) {
      if (one.scope === undefined) continue
      let sums = groups.get(one.scope)
      if (!sums) {
        sums = noSums()
        groups.set(one.scope, sums)
      }
      addProduct(sums, one, gwp)
    }
  return groups
}
