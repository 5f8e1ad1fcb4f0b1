import type { EstimateLine, LineProduct } from '../estimate/line.ts'
import { type EnergyCarrier, type GpcRef, MODE_FACTS, type Scope } from '../vocabulary.ts'

/** What is emitted; well-to-tank emissions arise in another sector's rows or another city's. */
const EMITTED: ReadonlySet<LineProduct['quantity']> = new Set([
  'co2',
  'ch4',
  'n2o',
  'co2e-unsplit',
  'biogenic-co2',
])

/** What a line's emissions stand over: its energy or, where that is not known, the distance its factor is of. */
export interface Activity {
  /** Lines of one key in one row are one detail. */
  readonly key: string
  readonly name: string
  readonly carrier: EnergyCarrier | undefined
  readonly unit: 'MJ' | 'vkm' | 'pkm' | 'tkm'
  /** Undefined where the line does not give it. */
  readonly amount: LineProduct | undefined
}

/** An emission of a line with the row that it belongs to. */
export interface Placed {
  readonly ref: GpcRef
  readonly line: EstimateLine
  readonly product: LineProduct
}

/** Every emission of an estimate in its row; human-powered lines have none and make no row. */
export function placed(lines: readonly EstimateLine[]): readonly Placed[] {
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

/** Biogenic CO2 is in no scope: it stands beside the first scope that the line emits in. */
function scopeBesideOf({ products }: EstimateLine): Scope {
  const [first = '1'] = products.flatMap(({ scope }) => scope ?? []).sort()
  return first
}

/** What an emission stands over; grid losses are an activity of their own, on the electricity used. */
export function activityOf({ line, product }: Pick<Placed, 'line' | 'product'>): Activity {
  const activity = activityOfLine(line)
  if (!isLoss(product)) return activity
  return { ...activity, key: `${activity.key}-losses`, name: `${activity.name}, grid losses` }
}

function activityOfLine(line: EstimateLine): Activity {
  const { carrier, mode, products } = line
  const energy = products.find(({ quantity }) => quantity === 'energy')
  if (energy)
    return { key: carrier ?? 'energy', name: carrier ?? 'energy', carrier, unit: 'MJ', amount: energy }
  const unit = distanceUnitOf(products)
  const amount = products.find(({ quantity }) => quantity === DISTANCES[unit])
  const key = [mode ?? 'not-split', unit, ...(carrier === undefined ? [] : [carrier])].join('-')
  const on = carrier === undefined ? '' : `, ${carrier}`
  const name = `${mode === undefined ? 'All modes' : MODE_FACTS[mode].title}: ${DISTANCES[unit].replace('-', ' ')}${on}`
  return { key, name, carrier, unit, amount }
}

const DISTANCES = { vkm: 'vehicle-distance', pkm: 'passenger-distance', tkm: 'tonne-distance' } as const
const DISTANCE_UNITS = ['vkm', 'pkm', 'tkm'] as const

/** The distance that a line's emissions are stated per: its factors' unit tells. */
function distanceUnitOf(products: readonly LineProduct[]): (typeof DISTANCE_UNITS)[number] {
  const units = products
    .filter(({ quantity }) => EMITTED.has(quantity))
    .flatMap(({ terms }) => terms.map(({ parameter }) => parameter.unit))
  return DISTANCE_UNITS.find((unit) => units.some((of) => of.endsWith(`/${unit}`))) ?? 'vkm'
}

/** Whether an emission is of what is lost between power station and consumer. */
export const isLoss = ({ terms }: LineProduct): boolean =>
  terms.some(({ role }) => role === 'times-loss-ratio')
