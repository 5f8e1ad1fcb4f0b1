import type { EmissionStandard, Mode, Powertrain, Source, VehicleClass } from '../domain.ts'
import { ACCESSED, type Contribution, record } from './row.ts'

const CORDON: Source = {
  id: 'cordon-conventions',
  title: 'Conventions of this project where no source splits a fleet',
  publisher: 'Cordon',
  edition: '2026.1',
  published: '2026-11-23',
  accessed: ACCESSED,
  licence: 'Apache-2.0',
  attribution: 'Cordon, docs/method.md, conventions',
  note: 'Choices, not measurements; each is named in docs/method.md.',
}

const WLTC: Source = {
  id: 'un-gtr-15',
  title:
    'UN Global Technical Regulation No. 15, Worldwide harmonized Light vehicles Test Procedure, cycle class 3b',
  publisher: 'United Nations Economic Commission for Europe (UNECE)',
  edition: 'GTR 15',
  published: '2014',
  accessed: ACCESSED,
  url: 'https://unece.org/transport/standards/transport/vehicle-regulations-wp29/global-technical-regulations-gtrs',
  licence: 'Single figure cited',
  attribution: 'UNECE, Global Technical Regulation No. 15',
}

const SORT: Source = {
  id: 'uitp-sort',
  title: 'SORT: Standardised On-Road Test cycles',
  publisher: 'International Association of Public Transport (UITP)',
  edition: 'SORT 2, easy urban',
  published: '2009',
  accessed: ACCESSED,
  licence: 'Single figure cited',
  attribution: 'UITP, Standardised On-Road Test cycles',
}

const WHVC: Source = {
  id: 'whvc',
  title: 'World Harmonized Vehicle Cycle, as described by DieselNet',
  publisher: 'DieselNet',
  edition: 'page on the WHVC',
  published: '2021',
  accessed: ACCESSED,
  url: 'https://dieselnet.com/standards/cycles/whvc.php',
  licence: 'Facts cited',
  attribution: 'DieselNet, Emission Test Cycles: World Harmonized Vehicle Cycle',
}

const M49: Source = {
  id: 'un-m49',
  title: 'Standard country or area codes for statistical use (M49)',
  publisher: 'United Nations Statistics Division',
  edition: 'region 150, Europe',
  published: '2024',
  accessed: ACCESSED,
  url: 'https://unstats.un.org/unsd/methodology/m49/',
  licence: 'Facts cited',
  attribution: 'United Nations Statistics Division, M49',
}

interface Usual {
  readonly mode: Mode
  readonly vehicleClass: VehicleClass
  readonly powertrain: Powertrain
  readonly emissionStandard?: EmissionStandard
  readonly region?: string
  readonly note?: string
}

/** The vehicle that stands for a mode whose fleet no source splits. */
const USUAL: readonly Usual[] = [
  {
    mode: 'car',
    vehicleClass: 'medium',
    powertrain: 'petrol',
    emissionStandard: 'euro-4',
    region: 'CN',
    note: 'Cars in China burn petrol almost without exception; for years before the first stock figures.',
  },
  {
    mode: 'motorcycle',
    vehicleClass: 'small',
    powertrain: 'petrol',
    emissionStandard: 'euro-3',
    note: 'Most motorcycles of the world are below 250 cc.',
  },
  {
    mode: 'motorcycle',
    vehicleClass: 'medium',
    powertrain: 'petrol',
    emissionStandard: 'euro-3',
    region: 'EUR',
  },
  { mode: 'moped', vehicleClass: 'average', powertrain: 'petrol', emissionStandard: 'euro-2' },
  { mode: 'taxi', vehicleClass: 'regular', powertrain: 'petrol', emissionStandard: 'euro-5' },
  { mode: 'taxi', vehicleClass: 'regular', powertrain: 'diesel', emissionStandard: 'euro-5', region: 'EUR' },
  { mode: 'ride-hail', vehicleClass: 'average', powertrain: 'petrol', emissionStandard: 'euro-5' },
  { mode: 'coach', vehicleClass: 'standard', powertrain: 'diesel', emissionStandard: 'euro-5' },
  { mode: 'trolleybus', vehicleClass: 'average', powertrain: 'electric' },
  { mode: 'rigid-truck', vehicleClass: '14-20-t', powertrain: 'diesel', emissionStandard: 'euro-5' },
  { mode: 'articulated-truck', vehicleClass: '34-40-t', powertrain: 'diesel', emissionStandard: 'euro-5' },
  {
    mode: 'rail',
    vehicleClass: 'average',
    powertrain: 'electric',
    note: 'Most passenger train distance is electric.',
  },
  { mode: 'high-speed-rail', vehicleClass: 'average', powertrain: 'electric' },
  { mode: 'metro', vehicleClass: 'average', powertrain: 'electric' },
  { mode: 'tram', vehicleClass: 'average', powertrain: 'electric' },
  {
    mode: 'freight-rail',
    vehicleClass: 'average',
    powertrain: 'diesel',
    note: 'High for electrified networks.',
  },
  { mode: 'ferry', vehicleClass: 'average', powertrain: 'diesel' },
  { mode: 'cargo-ship', vehicleClass: 'general-cargo', powertrain: 'residual-fuel-oil' },
  { mode: 'flight', vehicleClass: 'international', powertrain: 'jet-kerosene' },
  { mode: 'flight', vehicleClass: 'domestic', powertrain: 'jet-kerosene', region: 'US' },
  { mode: 'air-freight', vehicleClass: 'international', powertrain: 'jet-kerosene' },
  { mode: 'off-road', vehicleClass: 'average', powertrain: 'diesel' },
]

interface Speed {
  readonly modes: readonly Mode[]
  readonly value: number
  readonly source: Source
  readonly verification: 'secondary' | 'unverified'
  readonly locator: string
  readonly note: string
}

const SPEEDS: readonly Speed[] = [
  {
    modes: ['car', 'van', 'taxi', 'ride-hail', 'motorcycle'],
    value: 46.5,
    source: WLTC,
    verification: 'secondary',
    locator: 'WLTC class 3b, mean speed with stops',
    note: 'Mean of a test cycle taken as the mean of all driving; city driving is slower. Read in manufacturers’ descriptions.',
  },
  {
    modes: ['bus'],
    value: 18,
    source: SORT,
    verification: 'unverified',
    locator: 'SORT 2, mean speed with stops',
    note: 'Mean of a test cycle taken as the mean of urban bus service.',
  },
  {
    modes: ['rigid-truck', 'articulated-truck', 'coach'],
    value: 40.15,
    source: WHVC,
    verification: 'secondary',
    locator: 'means and durations of the three parts',
    note: 'Computed: (900 s × 21.3 + 481 s × 43.6 + 419 s × 76.7 km/h) / 1800 s. Mean of a test cycle taken as the mean of all driving.',
  },
  {
    modes: ['moped'],
    value: 30,
    source: CORDON,
    verification: 'unverified',
    locator: 'conventions, mean speed of mopeds',
    note: 'The energy curves of mopeds do not depend on speed.',
  },
]

/** Default vehicles and mean speeds, each a choice of this project. */
export function conventions(): Contribution {
  const fleet = USUAL.map(({ note, region = 'GLO', ...vehicle }) =>
    record({
      kind: 'fleet-share',
      ...vehicle,
      region,
      value: 1,
      unit: 'share',
      tier: 1,
      quality: 'L',
      verification: 'unverified',
      sourceId: CORDON.id,
      locator: 'conventions, usual vehicle of each mode',
      note: `Convention: no source splits the mode.${note === undefined ? '' : ` ${note}`}`,
    }),
  )
  const speeds = SPEEDS.flatMap(({ modes, value, source, verification, locator, note }) =>
    modes.map((mode) =>
      record({
        kind: 'mean-speed',
        mode,
        region: 'GLO',
        value,
        unit: 'km/h',
        tier: 1,
        quality: 'L',
        verification,
        sourceId: source.id,
        locator,
        note: `Convention. ${note}`,
      }),
    ),
  )
  return { sources: [CORDON, WLTC, SORT, WHVC, M49], records: [...fleet, ...speeds] }
}
