import type { EnergyCarrier, Mode } from '../domain.ts'
import type { ColdStartRow } from '../table.ts'
import { EMEP } from './emep.ts'
import type { Contribution } from './row.ts'

const MODES: readonly Mode[] = ['car', 'van', 'taxi', 'ride-hail']

/** Energy of a cold engine over that of a warm one: ratio − ratioPerC · t. */
const RATIOS: readonly { carrier: EnergyCarrier; ratio: number; ratioPerC: number; note: string }[] = [
  { carrier: 'petrol', ratio: 1.47, ratioPerC: 0.009, note: 'Copy read: cran/vein@c1625d2.' },
  { carrier: 'lpg', ratio: 1.47, ratioPerC: 0.009, note: 'Copy read: cran/vein@c1625d2.' },
  {
    carrier: 'diesel',
    ratio: 1.34,
    ratioPerC: 0.008,
    note: 'Read in three public copies that agree; a fourth has 1.34 − 0.1 t and 1.47 − 0.009 t.',
  },
]

/** Extra energy of cold engines of cars and vans, guidebook section 3.4. Heavy vehicles have no energy term. */
export function coldStart(): Contribution {
  const coldStarts = RATIOS.flatMap(({ carrier, ratio, ratioPerC, note }) =>
    MODES.map(
      (mode): ColdStartRow => ({
        kind: 'cold-start',
        id: `cold-start.${mode}.${carrier}.${EMEP.id}`,
        mode,
        carrier,
        share: 0.6474,
        sharePerKm: 0.02545,
        sharePerC: 0.00974,
        sharePerKmC: 0.000385,
        ratio,
        ratioPerC,
        usualTripKm: 12.4,
        longestTripKm: 15,
        region: 'EUR',
        tier: 3,
        quality: 'M',
        verification: 'secondary',
        sourceId: EMEP.id,
        locator:
          '1.A.3.b.i-iv section 3.4, β parameter (Table 3-39 in the 2025 update), cold over hot quotient of fuel consumption',
        note: `Fitted to trips of 8 to 15 km; default trip 12.4 km. ${note}`,
      }),
    ),
  )
  return { sources: [], records: [], coldStarts }
}
