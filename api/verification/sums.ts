import type { ResultDocument } from '../estimate/document-schema.ts'

export type DocumentLine = NonNullable<ResultDocument['lines']>[number]
export type Product = DocumentLine['products'][number]

/** 100-year global warming potentials [kg CO2e/kg]. */
export interface GwpValues {
  readonly ch4: number
  readonly n2o: number
}

/** Figures of a group as the document names them, in kg, MJ, vkm, pkm and tkm; undefined: no line has it. */
export const SUM_NAMES = [
  'co2e',
  'co2',
  'ch4',
  'n2o',
  'biogenicCo2',
  'wellToTank',
  'energy',
  'vehicleDistance',
  'passengerDistance',
  'tonneDistance',
] as const
export type SumName = (typeof SUM_NAMES)[number]
export type DocumentSums = Partial<Record<SumName, number>>

/** The figures that are 0 where no line has them; of the others nothing is known then. */
const NOTHING: Readonly<DocumentSums> = { co2e: 0, co2: 0, ch4: 0, n2o: 0, biogenicCo2: 0 }

/** What a product is added to, as it is; CO2e beside. */
const SUM_OF: Readonly<Record<string, SumName | undefined>> = {
  co2: 'co2',
  ch4: 'ch4',
  n2o: 'n2o',
  'biogenic-co2': 'biogenicCo2',
  'well-to-tank': 'wellToTank',
  energy: 'energy',
  'vehicle-distance': 'vehicleDistance',
  'passenger-distance': 'passengerDistance',
  'tonne-distance': 'tonneDistance',
}

/** Products added up: CO2e is CO2 + CH4 × GWP + N2O × GWP + what is known as CO2e only. */
export function sumOf(products: readonly Product[], gwp: GwpValues): DocumentSums {
  const sums = { ...NOTHING }
  for (const { quantity, value } of products) {
    const name = sumNameOf(quantity)
    if (name !== undefined) sums[name] = (sums[name] ?? 0) + value
    sums.co2e = (sums.co2e ?? 0) + value * co2ePer(quantity, gwp)
  }
  return sums
}

function co2ePer(quantity: string, gwp: GwpValues): number {
  if (quantity === 'ch4' || quantity === 'n2o') return gwp[quantity]
  return quantity === 'co2' || quantity === 'co2e-unsplit' ? 1 : 0
}

/** Whether one of the lines lacks a part of a figure; documents of earlier versions name none. */
export const lacksPart = (lines: readonly DocumentLine[], name: SumName): boolean =>
  lines.some(({ unknown }) => unknown?.some((quantity) => lackedName(quantity) === name))

const lackedName = (quantity: string): SumName | undefined =>
  quantity === 'co2e' ? 'co2e' : sumNameOf(quantity)

const GASES: ReadonlySet<string> = new Set(['co2', 'ch4', 'n2o'])
/** What gives CO2 of biofuels gives 0 of fossil CO2. */
const CO2E_PARTS: ReadonlySet<string> = new Set([...GASES, 'co2e-unsplit', 'biogenic-co2'])

/** Whether a product is added to a figure. */
export const givesPart = (products: readonly Product[], name: SumName): boolean =>
  products.some(({ quantity }) => (name === 'co2e' ? CO2E_PARTS.has(quantity) : sumNameOf(quantity) === name))

const sumNameOf = (quantity: string): SumName | undefined =>
  Object.hasOwn(SUM_OF, quantity) ? SUM_OF[quantity] : undefined

/** What a group is made of: its products, and the lines that they are of. */
export interface Members {
  readonly products: readonly Product[]
  readonly lines: readonly DocumentLine[]
}

/**
 * Products of lines by what their line or they themselves are.
 *
 * @param keyOf undefined: in no group
 */
export function productsBy(
  lines: readonly DocumentLine[],
  keyOf: (line: DocumentLine, product: Product) => string | undefined,
): ReadonlyMap<string, Members> {
  const groups = new Map<string, { products: Product[]; lines: DocumentLine[] }>()
  for (const line of lines)
    for (const product of line.products) {
      const key = keyOf(line, product)
      if (key === undefined) continue
      const group = groups.get(key) ?? { products: [], lines: [] }
      group.products.push(product)
      if (group.lines.at(-1) !== line) group.lines.push(line)
      groups.set(key, group)
    }
  return groups
}
