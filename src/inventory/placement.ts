import type { EstimateLine, LineProduct } from '../estimate/line.ts'
import { type EnergyCarrier, type GpcRef, MODE_PROPERTIES, type Scope } from '../vocabulary.ts'

/** Without well-to-tank: those emissions belong to the rows of another sector or another city. */
const EMITTED: ReadonlySet<LineProduct['quantity']> = new Set([
  'co2',
  'ch4',
  'n2o',
  'co2e-unsplit',
  'biogenic-co2',
])

/**
 * The activity behind the emissions of a line: its energy or, if that is unknown or follows from the emissions, the distance of
 * its factor.
 */
export interface Activity {
  /** Lines with the same key in one row form one detail. */
  readonly key: string
  readonly name: string
  readonly carrier: EnergyCarrier | undefined
  readonly unit: 'MJ' | 'vkm' | 'pkm' | 'tkm'
  /** Undefined if the line does not give it. */
  readonly amount: LineProduct | undefined
}

/** An emission of a line and its row. */
export interface Placed {
  readonly ref: GpcRef
  readonly line: EstimateLine
  readonly product: LineProduct
}

/** Puts every emission into its row. Human-powered lines have no emissions and no row. */
export function place(lines: readonly EstimateLine[]): readonly Placed[] {
  return lines.flatMap((line) =>
    line.products
      .filter(({ quantity }) => EMITTED.has(quantity))
      .map((product) => ({
        ref: `${line.subSector}.${product.scope ?? scopeBesideOf(line)}` as const,
        line,
        product,
      })),
  )
}

/** Biogenic CO2 belongs to no scope. The inventory shows it with the first scope that the line emits in. */
function scopeBesideOf({ products }: EstimateLine): Scope {
  const [first = '1'] = products.flatMap(({ scope }) => scope ?? []).sort()
  return first
}

/** Grid losses are an activity of their own, on the electricity used. */
export function activityOf({ line, product }: Pick<Placed, 'line' | 'product'>): Activity {
  const activity = activityOfLine(line)
  if (!isLoss(product)) return activity
  return { ...activity, key: `${activity.key}-losses`, name: `${activity.name}, grid losses` }
}

function activityOfLine(line: EstimateLine): Activity {
  const { carrier, method, mode, products } = line
  const energy = products.find(({ quantity }) => quantity === 'energy')
  if (energy && method !== 'direct-factor')
    return { key: carrier ?? 'energy', name: carrier ?? 'energy', carrier, unit: 'MJ', amount: energy }
  const unit = distanceUnitOf(products)
  const amount = products.find(({ quantity }) => quantity === DISTANCES[unit])
  const key = [mode ?? 'not-split', unit, ...(carrier === undefined ? [] : [carrier])].join('-')
  const on = carrier === undefined ? '' : `, ${carrier}`
  const name = `${mode === undefined ? 'All modes' : MODE_PROPERTIES[mode].title}: ${DISTANCES[unit].replace('-', ' ')}${on}`
  return { key, name, carrier, unit, amount }
}

const DISTANCES = { vkm: 'vehicle-distance', pkm: 'passenger-distance', tkm: 'tonne-distance' } as const
const DISTANCE_UNITS = ['vkm', 'pkm', 'tkm'] as const

/** The unit of the factors tells the distance that they are per. */
function distanceUnitOf(products: readonly LineProduct[]): (typeof DISTANCE_UNITS)[number] {
  const units = products
    .filter(({ quantity }) => EMITTED.has(quantity))
    .flatMap(({ terms }) => terms.map(({ parameter }) => parameter.unit))
  return DISTANCE_UNITS.find((unit) => units.some((of) => of.endsWith(`/${unit}`))) ?? 'vkm'
}

/** True for electricity that is lost between power station and consumer. */
export const isLoss = ({ terms }: LineProduct): boolean =>
  terms.some(({ role }) => role === 'times-loss-ratio')
