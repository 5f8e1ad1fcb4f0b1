import type { Estimate } from '../estimate/estimate.ts'
import { type Intensity, intensitiesOf } from '../estimate/intensity.ts'
import type { EstimateLine, LineProduct } from '../estimate/line.ts'
import type { Gwp } from '../estimate/totals.ts'

/** What a line is of, and what its products give: all but the numbers. */
export type OutlinedLine = Readonly<
  Pick<EstimateLine, 'id' | 'mode' | 'flow' | 'sector' | 'subSector' | 'carrier'>
> & { readonly products: readonly Pick<LineProduct, 'quantity' | 'scope'>[] }

export type OutlinedIntensity = Pick<Intensity, 'group' | 'key' | 'name'>

/** All that decides which figures an estimate has and which products each is the sum of. */
export interface Outline {
  /** Whether lines and their products are figures too. */
  readonly withLines: boolean
  readonly hasPopulation: boolean
  readonly gwp: Pick<Gwp, 'ch4' | 'n2o'>
  readonly lines: readonly OutlinedLine[]
  readonly intensities: readonly OutlinedIntensity[]
}

/** The outline of an estimate, which still holds the numbers. */
export const outlineOf = (estimate: Estimate, withLines: boolean, hasPopulation: boolean): Outline => ({
  withLines,
  hasPopulation,
  gwp: estimate.gwp,
  lines: estimate.lines,
  intensities: intensitiesOf(estimate),
})

/** A copy that holds nothing else, to be kept. */
export const bareOutline = ({ withLines, hasPopulation, gwp, lines, intensities }: Outline): Outline => ({
  withLines,
  hasPopulation,
  gwp: { ch4: gwp.ch4, n2o: gwp.n2o },
  lines: lines.map(({ id, mode, flow, sector, subSector, carrier, products }) => ({
    ...{ id, mode, flow, sector, subSector, carrier },
    products: products.map(({ quantity, scope }) => ({ quantity, scope })),
  })),
  intensities: intensities.map(({ group, key, name }) => ({ group, key, name })),
})

export const isSameOutline = (a: Outline, b: Outline): boolean =>
  a.withLines === b.withLines &&
  a.hasPopulation === b.hasPopulation &&
  a.gwp.ch4 === b.gwp.ch4 &&
  a.gwp.n2o === b.gwp.n2o &&
  areSame(a.lines, b.lines, isSameLine) &&
  isSameIntensities(a.intensities, b.intensities)

export const isSameIntensities = (
  a: readonly OutlinedIntensity[],
  b: readonly OutlinedIntensity[],
): boolean => areSame(a, b, isSameIntensity)

const isSameLine = (a: OutlinedLine, b: OutlinedLine): boolean =>
  a.id === b.id &&
  a.mode === b.mode &&
  a.flow === b.flow &&
  a.sector === b.sector &&
  a.subSector === b.subSector &&
  a.carrier === b.carrier &&
  areSame(a.products, b.products, isSameProduct)

const isSameProduct = (a: OutlinedLine['products'][number], b: OutlinedLine['products'][number]): boolean =>
  a.quantity === b.quantity && a.scope === b.scope

const isSameIntensity = (a: OutlinedIntensity, b: OutlinedIntensity): boolean =>
  a.group === b.group && a.key === b.key && a.name === b.name

function areSame<T>(a: readonly T[], b: readonly T[], isSame: (one: T, other: T) => boolean): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index += 1) if (!isSame(a[index] as T, b[index] as T)) return false
  return true
}
