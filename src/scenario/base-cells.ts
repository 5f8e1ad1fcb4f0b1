import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateLine, LineProduct } from '../estimate/line.ts'
import type { Parameter, Term } from '../estimate/parameter.ts'
import { co2eWeight } from '../estimate/totals.ts'
import { groupBy } from '../group-by.ts'
import type { WeightedProduct } from '../uncertainty/figure-sum.ts'
import type { EnergyCarrier } from '../vocabulary.ts'
import type { CellPart } from './model.ts'

/** Lines of one mode, or all that no mode is told of. */
export interface ModeLines {
  readonly mode: string
  readonly lines: readonly EstimateLine[]
}

export const NOT_SPLIT = 'not-split'

export const linesByMode = ({ lines }: { readonly lines: readonly EstimateLine[] }): readonly ModeLines[] =>
  [...groupBy(lines, ({ mode }) => mode ?? NOT_SPLIT)].map(([mode, of]) => ({ mode, lines: of }))

/** The technology of a line: what share of the distance it has can change. */
export const techOf = ({ powertrain }: EstimateLine): string => powertrain ?? 'not-told'

/** A part of the emissions of some lines, as products. */
export interface Cell {
  readonly tech: string
  readonly part: CellPart
  readonly carrier: EnergyCarrier | undefined
  readonly parts: readonly WeightedProduct[]
}

/**
 * The CO2e of lines by what it follows, and by technology.
 *
 * @param byTech false for a mode whose technologies keep their shares
 */
export function cellsOf(
  lines: readonly EstimateLine[],
  { gwp }: Pick<Estimate, 'gwp'>,
  byTech: boolean,
): readonly Cell[] {
  const pieces = lines.flatMap((line) =>
    line.products.flatMap((product): (Omit<Cell, 'parts'> & { one: WeightedProduct })[] => {
      const weight = co2eWeight(product.quantity, gwp)
      if (weight === undefined) return []
      const part = partOf(line, product)
      const carrier = part === 'fossil' ? line.carrier : undefined
      return [{ tech: byTech ? techOf(line) : '', part, carrier, one: { weight, terms: product.terms } }]
    }),
  )
  return [...groupBy(pieces, ({ tech, part, carrier }) => `${tech}|${part}|${carrier ?? ''}`).values()].map(
    (of) => {
      const [{ tech, part, carrier } = { tech: '', part: 'rest' as const, carrier: undefined }] = of
      return { tech, part, carrier, parts: of.map(({ one }) => one) }
    },
  )
}

function partOf({ carrier }: EstimateLine, { quantity }: LineProduct): CellPart {
  if (carrier === 'electricity') return 'grid'
  return quantity === 'co2' ? 'fossil' : 'rest'
}

/** The sum of a quantity over lines; none if a line that moves has none of it. */
export function distanceParts(
  lines: readonly EstimateLine[],
  quantity: 'vehicle-distance' | 'passenger-distance' | 'tonne-distance',
): readonly WeightedProduct[] {
  return lines.flatMap(({ products }) =>
    products
      .filter((one) => one.quantity === quantity)
      .map(({ terms }): WeightedProduct => ({ weight: 1, terms })),
  )
}

/** The one parameter of a unit by which every distance of the lines is multiplied. */
export function sharedParameter(
  parts: readonly WeightedProduct[],
  is: (term: Term) => boolean,
): Parameter | undefined {
  const found = parts.map(({ terms }) => terms.find(is)?.parameter)
  const [first] = found
  return found.every((one) => one === first) ? first : undefined
}

/** The share of biofuel in the energy of a carrier, as its lines have it. */
export function blendShare(lines: readonly EstimateLine[], carrier: EnergyCarrier): number | undefined {
  for (const line of lines) {
    if (line.carrier !== carrier) continue
    const fossil = line.products.find(({ quantity }) => quantity === 'co2')
    const share = fossil?.terms.find(({ role }) => role === 'times-complement')?.parameter
    if (share) return share.value
  }
  return undefined
}
