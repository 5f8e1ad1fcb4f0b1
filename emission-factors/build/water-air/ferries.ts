import type { FactorSetContent } from '../../domain.ts'
import type { FactorRow } from '../../table.ts'
import type { NationalFigures } from '../levels/national-figures.ts'
import { KWH_PER_L_DIESEL, MJ_PER_KWH } from '../rail/british.ts'
import { middle } from './editions.ts'
import { type Energy, energyRow, rounded } from './energy-row.ts'
import { carbonOf, FUELS, isOfKnownFuel } from './known-fuel.ts'

/**
 * Ferries lie a factor of 10 apart: river boats of France at 296 persons, American ferries of commuters. Elsewhere the
 * geometric mean of what lies nearest, wide.
 */
export function ferries(figures: NationalFigures, base: FactorSetContent): readonly FactorRow[] {
  const of = { mode: 'ferry', region: 'FR' } as const
  const perVkm =
    figures.get({ measure: 'fuel-per-vkm', ...of, powertrain: 'diesel' }) * KWH_PER_L_DIESEL * MJ_PER_KWH
  const persons = figures.get({ measure: 'occupancy', ...of })
  const french = perVkm / persons
  const american =
    figures.get({ measure: 'energy-per-pkm', mode: 'ferry', powertrain: 'diesel', region: 'US' }) * MJ_PER_KWH
  const british = middle(
    base.records
      .filter(
        (one) =>
          isOfKnownFuel(one) &&
          one.mode === 'ferry' &&
          one.region === 'GB' &&
          (one.vehicleClass ?? 'average') === 'average',
      )
      .map(({ canonicalValue }) => canonicalValue / carbonOf(figures, 'GB', 'diesel')),
  ).mid
  const engines = FUELS.ferry?.engines ?? []
  const rows = (region: string, sourceId: string, energy: Omit<Energy, 'per'>): readonly FactorRow[] =>
    engines.map((engine) =>
      energyRow('ferry', undefined, engine, region, sourceId, { ...energy, per: 'pkm' }),
    )
  const standIn = 'Wide: ferries lie a factor of 10 apart.'
  const frenchBoat = {
    mode: 'ferry',
    region: 'FR',
    tier: 2,
    quality: 'M',
    verification: 'secondary',
    sourceId: 'heavy-rail-fr',
  } as const
  return [
    ...rows('US', 'ntd-other', {
      value: american,
      lower: american * 0.5,
      upper: american * 2.68,
      locator: 'ferryboats of 2018 and 2019, 1.93 and 1.95 kWh per passenger-km',
      note: 'Bounds: the tenth and the ninetieth percentile of agencies. The pandemic is not in it.',
    }),
    ...rows('EUR', 'heavy-rail-fr', {
      value: Math.sqrt(french * british),
      lower: french * 0.7,
      upper: british * 1.6,
      locator: 'geometric mean of river boats of France and of British ferries',
      note: standIn,
    }),
    ...rows('GLO', 'ntd-other', {
      value: Math.sqrt(french * american),
      lower: french * 0.9,
      upper: american * 1.55,
      locator: 'geometric mean of river boats of France and of American ferries',
      note: standIn,
    }),
    {
      ...frenchBoat,
      id: 'energy-level.ferry.diesel.fr.heavy-rail-fr',
      kind: 'energy-level',
      powertrain: 'diesel',
      carrier: 'diesel',
      value: rounded(perVkm),
      unit: 'MJ/vkm',
      lower: rounded(perVkm * 0.75),
      upper: rounded(perVkm * 1.34),
      locator: 'Annex II, river boat, 6.0 L/km',
    },
    {
      ...frenchBoat,
      id: 'occupancy.ferry.fr.heavy-rail-fr',
      kind: 'occupancy',
      value: persons,
      unit: 'persons/vehicle',
      lower: rounded(persons * 0.5),
      upper: rounded(persons * 1.33),
      locator: 'Annex II, river boat',
    },
  ]
}
