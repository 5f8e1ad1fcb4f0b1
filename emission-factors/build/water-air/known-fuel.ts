import type { EnergyCarrier, FactorRecord, Mode, Powertrain } from '../../domain.ts'
import type { NationalFigures } from '../levels/national-figures.ts'
import { MJ_PER_KWH } from '../rail/british.ts'

const MJ_PER_MMBTU = 1055.056
const G_PER_KG = 1000
/** Net over gross heat: 0.95 of liquid fuels (2006 IPCC Guidelines, Volume 2, section 1.4.1.2). */
export const NET_OVER_GROSS = 0.95

export type Fuel = Extract<
  EnergyCarrier,
  'jet-kerosene' | 'residual-fuel-oil' | 'diesel' | 'lng' | 'petrol'
> &
  Powertrain

/** Which fuel a source counts with, and which engines do the same work with as much energy. */
export const FUELS: Partial<
  Readonly<Record<Mode, { readonly own: (region: string) => Fuel; readonly engines: readonly Fuel[] }>>
> = {
  flight: { own: () => 'jet-kerosene', engines: ['jet-kerosene'] },
  'air-freight': { own: () => 'jet-kerosene', engines: ['jet-kerosene'] },
  // The British ships of the sea burn fuel oil; the American figure is of barges and coasters.
  'cargo-ship': {
    own: (region) => (region === 'US' ? 'diesel' : 'residual-fuel-oil'),
    engines: ['residual-fuel-oil', 'diesel', 'lng'],
  },
  ferry: { own: () => 'diesel', engines: ['diesel', 'residual-fuel-oil', 'lng'] },
  'ride-hail': { own: () => 'petrol', engines: ['petrol'] },
}

/** Whether a record gives CO2 of a known fuel, so that its energy is known too. */
export const isOfKnownFuel = ({ kind, mode, gas, role }: FactorRecord): boolean =>
  kind === 'direct-factor' &&
  gas === 'co2' &&
  role === undefined &&
  mode !== undefined &&
  FUELS[mode] !== undefined

/** Carbon of a fuel by the publisher of a region's figures [g CO2/MJ net]. */
export function carbonOf(figures: NationalFigures, region: string, fuel: Fuel): number {
  if (region !== 'US')
    return (
      (figures.get({ measure: 'carbon-per-energy', powertrain: fuel, region: 'GB' }) * G_PER_KG) / MJ_PER_KWH
    )
  const gross = figures.get({ measure: 'carbon-per-gross-energy', powertrain: fuel, region })
  return (gross * G_PER_KG) / MJ_PER_MMBTU / NET_OVER_GROSS
}
