import type { GwpSet } from '../vocabulary.ts'
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

export function noSums(): Sums {
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
export function addProduct(sums: Sums, { quantity, value }: LineProduct, gwp: Gwp): void {
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

/** All figures of all lines. */
export function sumLines(lines: readonly EstimateLine[], gwp: Gwp): Sums {
  const sums = noSums()
  for (const { products } of lines) for (const one of products) addProduct(sums, one, gwp)
  return sums
}

/**
 * Sums by a property of lines, groups in order of first appearance.
 *
 * @param groupOf the group of a line's figure; undefined keeps the figure out
 */
export function sumBy<Key extends string>(
  lines: readonly EstimateLine[],
  gwp: Gwp,
  groupOf: (line: EstimateLine, one: LineProduct) => Key | undefined,
): ReadonlyMap<Key, Sums> {
  const groups = new Map<Key, Sums>()
  for (const line of lines)
    for (const one of line.products) {
      const key = groupOf(line, one)
      if (key === undefined) continue
      const sums = groups.get(key) ?? noSums()
      addProduct(sums, one, gwp)
      groups.set(key, sums)
    }
  return groups
}
