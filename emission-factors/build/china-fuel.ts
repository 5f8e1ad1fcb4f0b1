import type { EnergyCarrier } from '../domain.ts'
import { type Figure, type Figures, numberIn, theOne } from './figures.ts'
import { CHINA_GUIDELINE } from './fuel.ts'
import { type Contribution, record } from './row.ts'

/** Liquefied natural gas is left out: its carbon content is printed as that of LPG. */
const CARRIERS: readonly (readonly [EnergyCarrier, string])[] = [
  ['petrol', 'petrol'],
  ['diesel', 'diesel'],
  ['lpg', 'LPG'],
  ['residual-fuel-oil', 'fuel oil'],
  ['aviation-gasoline', 'aviation gasoline'],
  ['jet-kerosene', 'jet kerosene'],
]

const CO2_PER_CARBON = 44 / 12
const GJ_PER_TJ = 1000
const KG_PER_T = 1000

/** CO2 of fuels by the Chinese national guideline: carbon content, less what is not oxidised. */
export function chinaFuel(figures: Figures): Contribution {
  const all = figures.read('china.csv').filter((f) => f['topic'] === 'fuel')
  const of = (item: string, metric: string): number =>
    numberIn(
      theOne(
        all.filter((f: Figure) => f['item'] === item && f['metric'] === metric),
        `${metric} of ${item} in China`,
      ),
      'value',
    )
  const records = CARRIERS.map(([carrier, item]) => {
    const carbonTPerGj = of(item, 'carbon_content')
    const oxidationPercent = of(item, 'oxidation_rate')
    const co2 = carbonTPerGj * (oxidationPercent / 100) * CO2_PER_CARBON * KG_PER_T * GJ_PER_TJ
    return record({
      kind: 'fuel-factor',
      carrier,
      gas: 'co2',
      region: 'CN',
      value: Number(co2.toPrecision(8)),
      unit: 'kg CO2/TJ',
      tier: 2,
      quality: 'M',
      verification: 'secondary',
      sourceId: CHINA_GUIDELINE.id,
      locator: `annex of default parameters, ${item}: carbon content × oxidation rate × 44/12`,
      note: `Computed: ${carbonTPerGj} t C/GJ × ${oxidationPercent} % × 44/12. Read in public transcriptions that agree.`,
    })
  })
  return { sources: [], records }
}
