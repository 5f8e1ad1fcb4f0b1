import { T_PER_KG, TJ_PER_MJ } from '../estimate/scale.ts'
import type { LineDocument, ProductDocument } from './document-schema.ts'

interface QuantityWords {
  readonly title: string
  /** The quantities of a line's products that it sums. */
  readonly products: readonly string[]
  readonly lineUnit: string
  /** The unit of a result, and what turns the one of lines into it. */
  readonly unit: string
  readonly scale: number
  /** What a line is called that has none. */
  readonly lack: string
}

const mass = (title: string, gas: string, ...products: readonly string[]): QuantityWords => ({
  title,
  products,
  lineUnit: `kg ${gas}`,
  unit: `t ${gas}`,
  scale: T_PER_KG,
  lack: 'has none',
})
const distance = (title: string, unit: string, product: string): QuantityWords => ({
  title,
  products: [product],
  lineUnit: unit,
  unit,
  scale: 1,
  lack: 'no such distance is known',
})

const TABLE = {
  co2e: mass('CO2e', 'CO2e', 'co2', 'ch4', 'n2o', 'co2e-unsplit'),
  co2: mass('CO2', 'CO2', 'co2'),
  ch4: mass('CH4', 'CH4', 'ch4'),
  n2o: mass('N2O', 'N2O', 'n2o'),
  biogenicCo2: mass('Biogenic CO2', 'CO2', 'biogenic-co2'),
  wellToTank: {
    ...mass('Well-to-tank CO2e', 'CO2e', 'well-to-tank'),
    lack: 'no source gives its well-to-tank emissions',
  },
  energy: {
    title: 'Energy',
    products: ['energy'],
    lineUnit: 'MJ',
    unit: 'TJ',
    scale: TJ_PER_MJ,
    lack: 'its source gives no energy',
  },
  vehicleDistance: distance('Vehicle distance', 'vkm', 'vehicle-distance'),
  passengerDistance: distance('Passenger distance', 'pkm', 'passenger-distance'),
  tonneDistance: distance('Tonne distance', 'tkm', 'tonne-distance'),
} satisfies Record<string, QuantityWords>

/** A quantity of a result, as its fields are named. */
export type QuantityName = keyof typeof TABLE
export const QUANTITIES: Readonly<Record<QuantityName, QuantityWords>> = TABLE
export const QUANTITY_NAMES = Object.keys(TABLE) as readonly QuantityName[]

/** The quantity of a field's name, in the spelling of a result, of a line's products or of an estimate's sums. */
export function quantityOf(name: string): QuantityName | undefined {
  const plain = name.toLowerCase().replaceAll('-', '')
  return QUANTITY_NAMES.find((known) =>
    [known, ...ALIASES[known]].some((alias) => alias.toLowerCase() === plain),
  )
}

const ALIASES: Readonly<Record<QuantityName, readonly string[]>> = {
  co2e: ['co2eKg'],
  co2: ['co2Kg'],
  ch4: ['ch4Kg'],
  n2o: ['n2oKg'],
  biogenicCo2: ['biogenicCo2Kg'],
  wellToTank: ['wellToTankKgCo2e'],
  energy: ['energyMj'],
  vehicleDistance: ['vehicleDistanceVkm'],
  passengerDistance: ['passengerDistancePkm'],
  tonneDistance: ['tonneDistanceTkm'],
}

/** The quantity that a line's product is counted in when it is looked at alone. */
export const quantityOfProduct = ({ quantity }: ProductDocument): QuantityName =>
  QUANTITY_NAMES.find((name) => name !== 'co2e' && QUANTITIES[name].products.includes(quantity)) ?? 'co2e'

/** The products of a line that a quantity sums. */
export const productsOf = (line: LineDocument, quantity: QuantityName): readonly ProductDocument[] =>
  line.products.filter((product) => QUANTITIES[quantity].products.includes(product.quantity))
