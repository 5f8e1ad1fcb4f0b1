import type { EnergyCarrier } from '../vocabulary.ts'

/** What of a usual city an estimate of activity leaves out, as its coverage names it. */
export interface LeftOut {
  readonly code: string
  readonly what: string
}

/** The families of modes whose fuel is bought where that of road traffic is sold. */
const BURNERS: Partial<Readonly<Record<EnergyCarrier, ReadonlySet<string>>>> = {
  petrol: new Set([
    'cars',
    'taxis',
    'taxi-cabs',
    'ride-hail',
    'two-wheelers',
    'auto-rickshaws',
    'vans',
    'off-road',
  ]),
  diesel: new Set([
    ...['cars', 'taxis', 'taxi-cabs', 'ride-hail', 'buses', 'city-buses', 'coaches', 'vans'],
    ...['trucks', 'rigid-trucks', 'articulated-trucks', 'off-road'],
  ]),
}

/** Why more of a carrier may be sold than the stated traffic burns: what burns it too and is not stated. */
export const unstatedBurners = (carrier: EnergyCarrier, missing: readonly LeftOut[]): readonly string[] =>
  missing.flatMap(({ code, what }) => (BURNERS[carrier]?.has(code) ? [what] : []))
