import { constantRule } from '../kernel/formula.ts'
import { namesBasis } from '../units/quantity.ts'
import type { EnergyCarrier } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { Stated } from './input.ts'
import type { Term } from './parameter.ts'
import { type Parameter, times } from './parameter.ts'

/**
 * Net ÷ gross calorific value of fuels as sold. Gross counts the heat of condensing the water that burning makes.
 *
 * Source: UK Government GHG Conversion Factors for Company Reporting 2024 (DESNZ), Fuels: kg CO2e per kWh (gross) ÷ kg
 * CO2e per kWh (net), rounded to 0.001; OGL v3.0. The table has no biofuels and no hydrogen.
 */
const NET_PER_GROSS: Partial<Readonly<Record<EnergyCarrier, number>>> = {
  petrol: 0.947,
  diesel: 0.941,
  lpg: 0.931,
  cng: 0.903,
  lng: 0.903,
  'jet-kerosene': 0.95,
  'aviation-gasoline': 0.95,
  'residual-fuel-oil': 0.94,
}

/** What turns gross energy of a carrier into net energy; undefined, and refused, if no ratio is documented. */
export function netOfGross(
  context: EstimateContext,
  carrier: EnergyCarrier,
  pointer: string,
): readonly Term[] | undefined {
  const ratio = NET_PER_GROSS[carrier]
  if (ratio === undefined) {
    const detail =
      carrier === 'electricity'
        ? 'Electricity has no gross calorific value: leave "(gross)" out.'
        : `No ratio of net to gross calorific value of ${carrier} is documented. State the energy as net, or litres or kilograms.`
    context.refuse({ code: 'unit-mismatch', pointer, detail })
    return undefined
  }
  return [times(ratioOf(context, carrier, ratio))]
}

const ratioOf = (context: EstimateContext, carrier: EnergyCarrier, ratio: number): Parameter =>
  context.derived(
    `net-per-gross:${carrier}`,
    `${carrier}: net ÷ gross calorific value`,
    'share',
    `${ratio}: kg CO2e per kWh (gross) ÷ kg CO2e per kWh (net) of ${carrier}, UK conversion factors 2024 (DESNZ)`,
    [],
    constantRule(ratio),
  )

/** Says once of an estimate that energy of fuel without a basis was read as net. */
export function noticeNet(
  context: EstimateContext,
  rows: readonly { readonly carrier?: EnergyCarrier | undefined; readonly quantity: Stated | undefined }[],
): void {
  const unsaid = rows.flatMap(({ carrier, quantity }) =>
    quantity?.unit === 'MJ' && carrier !== 'electricity' && !namesBasis(quantity.text ?? '')
      ? [quantity.pointer]
      : [],
  )
  const [first] = unsaid
  if (first === undefined) return
  context.notice(
    'energy-read-as-net',
    `The energy of fuel at ${unsaid.join(', ')} was read by net calorific value. If its publisher counts gross (as British and North American statistics often do), write so, such as "154 ktoe (gross)": petrol and diesel then have 5 to 6 % less.`,
    { pointer: first },
  )
}
