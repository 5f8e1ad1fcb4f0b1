/** The closed lists of the field: every word that a request, a factor record or a result may use. */

/** GPC transport sub-sectors: on-road, railways, waterborne navigation, aviation, off-road. */
export const SUB_SECTORS = ['II.1', 'II.2', 'II.3', 'II.4', 'II.5'] as const
export type SubSector = (typeof SUB_SECTORS)[number]

/** GPC, chapter 7. */
export const SUB_SECTOR_TITLES: Readonly<Record<SubSector, string>> = {
  'II.1': 'On-road transport',
  'II.2': 'Railways',
  'II.3': 'Waterborne navigation',
  'II.4': 'Aviation',
  'II.5': 'Off-road transport',
}

/** Who runs the vehicle, as a reader of a city's transport accounts groups it. */
export const SECTORS = [
  'private',
  'shared',
  'public',
  'freight',
  'active',
  'aviation',
  'waterborne',
  'off-road',
] as const
export type Sector = (typeof SECTORS)[number]

/** What a vehicle carries; it decides whether occupancy, load or neither links demand to vehicle distance. */
export type Payload = 'passengers' | 'freight' | 'none'

interface ModeProperties {
  readonly title: string
  readonly subSector: SubSector
  readonly sector: Sector
  readonly payload: Payload
  /** `human`: no tailpipe and no electricity by definition, so the emission is 0 and not missing. */
  readonly propulsion: 'engine' | 'human'
  /** The one powertrain of a mode that has no other. */
  readonly onlyPowertrain?: 'electric' | 'jet-kerosene'
}

const engine = (
  title: string,
  subSector: SubSector,
  sector: Sector,
  payload: Payload,
  onlyPowertrain?: ModeProperties['onlyPowertrain'],
): ModeProperties => ({
  title,
  subSector,
  sector,
  payload,
  propulsion: 'engine',
  ...(onlyPowertrain === undefined ? {} : { onlyPowertrain }),
})

const human = (title: string, sector: Sector = 'active'): ModeProperties => ({
  title,
  subSector: 'II.1',
  sector,
  payload: 'passengers',
  propulsion: 'human',
})

const MODE_TABLE = {
  car: engine('Car', 'II.1', 'private', 'passengers'),
  motorcycle: engine('Motorcycle', 'II.1', 'private', 'passengers'),
  moped: engine('Moped', 'II.1', 'private', 'passengers'),
  taxi: engine('Taxi', 'II.1', 'shared', 'passengers'),
  'ride-hail': engine('Ride-hail', 'II.1', 'shared', 'passengers'),
  bus: engine('Bus', 'II.1', 'public', 'passengers'),
  coach: engine('Coach', 'II.1', 'public', 'passengers'),
  trolleybus: engine('Trolleybus', 'II.1', 'public', 'passengers', 'electric'),
  van: engine('Van', 'II.1', 'freight', 'freight'),
  'rigid-truck': engine('Rigid truck', 'II.1', 'freight', 'freight'),
  'articulated-truck': engine('Articulated truck', 'II.1', 'freight', 'freight'),
  rail: engine('Passenger train', 'II.2', 'public', 'passengers'),
  'high-speed-rail': engine('High-speed train', 'II.2', 'public', 'passengers', 'electric'),
  metro: engine('Metro', 'II.2', 'public', 'passengers', 'electric'),
  tram: engine('Tram and light rail', 'II.2', 'public', 'passengers', 'electric'),
  'freight-rail': engine('Freight train', 'II.2', 'freight', 'freight'),
  ferry: engine('Ferry', 'II.3', 'waterborne', 'passengers'),
  'cargo-ship': engine('Cargo ship', 'II.3', 'waterborne', 'freight'),
  flight: engine('Passenger flight', 'II.4', 'aviation', 'passengers', 'jet-kerosene'),
  'air-freight': engine('Air freight', 'II.4', 'aviation', 'freight', 'jet-kerosene'),
  'off-road': engine('Off-road equipment of transport facilities', 'II.5', 'off-road', 'none'),
  walk: human('Walking'),
  cycle: human('Cycling'),
  'auto-rickshaw': engine('Auto-rickshaw', 'II.1', 'shared', 'passengers'),
  'e-scooter': engine('E-scooter', 'II.1', 'shared', 'passengers', 'electric'),
  'shared-bike': human('Shared bicycle', 'shared'),
  // Travel surveys count pedal-assisted bicycles as cycling.
  'e-bike': engine('E-bike', 'II.1', 'active', 'passengers', 'electric'),
  // Cabins on a cable are guided transport, as trains are.
  'cable-car': engine('Cable car', 'II.2', 'public', 'passengers', 'electric'),
} satisfies Record<string, ModeProperties>

export type Mode = keyof typeof MODE_TABLE
/** Every mode with its sub-sector, sector and payload. */
export const MODE_PROPERTIES: Readonly<Record<Mode, ModeProperties>> = MODE_TABLE
export const MODES = Object.keys(MODE_TABLE) as [Mode, ...Mode[]]

/** Sizes and types of vehicle, by mode. `average` is the mix of the whole mode as a source publishes it. */
export const VEHICLE_CLASSES = {
  car: ['average', 'mini', 'small', 'medium', 'large', 'passenger-car', 'light-truck'],
  motorcycle: ['average', 'small', 'medium', 'large'],
  moped: ['average'],
  taxi: ['average', 'regular', 'black-cab'],
  'ride-hail': ['average'],
  bus: ['average', 'midi', 'standard', 'articulated'],
  coach: ['average', 'standard', 'articulated'],
  trolleybus: ['average'],
  van: ['average', 'n1-i', 'n1-ii', 'n1-iii'],
  'rigid-truck': [
    'average',
    'up-to-7.5-t',
    '7.5-12-t',
    '12-14-t',
    '14-20-t',
    '20-26-t',
    '26-28-t',
    '28-32-t',
    'over-32-t',
    '7.5-17-t',
    'over-17-t',
    'over-3.5-t',
  ],
  'articulated-truck': [
    'average',
    '14-20-t',
    '20-28-t',
    '28-34-t',
    '34-40-t',
    '40-50-t',
    '50-60-t',
    'up-to-33-t',
    'over-33-t',
  ],
  rail: ['average', 'intercity', 'commuter', 'international'],
  'high-speed-rail': ['average'],
  metro: ['average'],
  tram: ['average'],
  'freight-rail': ['average'],
  ferry: ['average', 'foot-passenger', 'car-passenger'],
  'cargo-ship': ['average', 'inland', 'bulk-carrier', 'general-cargo', 'container', 'tanker'],
  flight: ['average', 'domestic', 'short-haul', 'medium-haul', 'long-haul', 'international'],
  'air-freight': ['average', 'domestic', 'short-haul', 'long-haul', 'international'],
  'off-road': ['average'],
  walk: ['average'],
  cycle: ['average'],
  'auto-rickshaw': ['average'],
  'e-scooter': ['average', 'private'],
  'shared-bike': ['average'],
  'e-bike': ['average'],
  'cable-car': ['average'],
} as const satisfies Record<Mode, readonly [string, ...string[]]>

export type VehicleClass = (typeof VEHICLE_CLASSES)[Mode][number]
export const ALL_VEHICLE_CLASSES = [...new Set(Object.values(VEHICLE_CLASSES).flat())] as [
  VehicleClass,
  ...VehicleClass[],
]

/**
 * What a vehicle can be supplied with. Petrol, diesel and the gases mean the fuel as sold, blend included; `biodiesel`
 * is fatty acid methyl ester, `hvo` paraffinic diesel of hydrotreated oils (EN 15940).
 */
export const ENERGY_CARRIERS = [
  'petrol',
  'diesel',
  'lpg',
  'cng',
  'lng',
  'ethanol',
  'biodiesel',
  'hvo',
  'biogas',
  'hydrogen',
  'electricity',
  'jet-kerosene',
  'aviation-gasoline',
  'residual-fuel-oil',
] as const
export type EnergyCarrier = (typeof ENERGY_CARRIERS)[number]

/** The carriers whose CO2 is biogenic: stated beside the totals, never inside. */
export const BIOGENIC_CARRIERS = [
  'ethanol',
  'biodiesel',
  'hvo',
  'biogas',
] as const satisfies readonly EnergyCarrier[]
export type BiogenicCarrier = (typeof BIOGENIC_CARRIERS)[number]

interface PowertrainProperties {
  readonly title: string
  /** The fuel burnt, if any. */
  readonly fuel?: EnergyCarrier
  /** True where grid electricity drives the vehicle, all or part of the distance. */
  readonly electric: boolean
}

const POWERTRAIN_TABLE = {
  petrol: { title: 'Petrol', fuel: 'petrol', electric: false },
  diesel: { title: 'Diesel', fuel: 'diesel', electric: false },
  'hybrid-petrol': { title: 'Hybrid, petrol', fuel: 'petrol', electric: false },
  'hybrid-diesel': { title: 'Hybrid, diesel', fuel: 'diesel', electric: false },
  'plug-in-hybrid-petrol': { title: 'Plug-in hybrid, petrol', fuel: 'petrol', electric: true },
  'plug-in-hybrid-diesel': { title: 'Plug-in hybrid, diesel', fuel: 'diesel', electric: true },
  lpg: { title: 'LPG', fuel: 'lpg', electric: false },
  cng: { title: 'CNG', fuel: 'cng', electric: false },
  lng: { title: 'LNG', fuel: 'lng', electric: false },
  electric: { title: 'Electric, battery or grid-fed', electric: true },
  'fuel-cell': { title: 'Hydrogen fuel cell', fuel: 'hydrogen', electric: false },
  'jet-kerosene': { title: 'Jet engine', fuel: 'jet-kerosene', electric: false },
  'aviation-gasoline': { title: 'Piston aircraft engine', fuel: 'aviation-gasoline', electric: false },
  'residual-fuel-oil': {
    title: 'Ship engine on residual fuel oil',
    fuel: 'residual-fuel-oil',
    electric: false,
  },
  mixed: { title: 'Fleet mix as published', electric: false },
} as const satisfies Record<string, PowertrainProperties>

export type Powertrain = keyof typeof POWERTRAIN_TABLE
/** Every powertrain with the carriers that it takes. `mixed` is a fleet mix that its source does not split. */
export const POWERTRAIN_PROPERTIES: Readonly<Record<Powertrain, PowertrainProperties>> = POWERTRAIN_TABLE
export const POWERTRAINS = Object.keys(POWERTRAIN_TABLE) as [Powertrain, ...Powertrain[]]

/** European type-approval standards; heavy-duty ones are written with the same numbers. */
export const EMISSION_STANDARDS = [
  'pre-euro',
  'euro-1',
  'euro-2',
  'euro-3',
  'euro-4',
  'euro-5',
  'euro-6',
  'eev',
] as const
export type EmissionStandard = (typeof EMISSION_STANDARDS)[number]

/** How a trip lies to the boundary. */
export const FLOWS = ['within', 'inbound', 'outbound', 'through'] as const
export type Flow = (typeof FLOWS)[number]

/** GPC scopes: fuel burnt in the city, grid electricity used in it, and what arises outside (here: grid losses). */
export const SCOPES = ['1', '2', '3'] as const
export type Scope = (typeof SCOPES)[number]

export const GASES = ['co2', 'ch4', 'n2o'] as const
export type Gas = (typeof GASES)[number]

/** Sets of 100-year potentials. `AR5` is without climate-carbon feedback, as the Paris reporting uses it. */
export const GWP_SETS = ['AR4', 'AR5', 'AR5-feedback', 'AR6'] as const
export type GwpSet = (typeof GWP_SETS)[number]

/** GPC approaches to what belongs to the city. */
export const ALLOCATIONS = [
  'geographic',
  'induced-activity',
  'departing-activity',
  'resident-activity',
  'fuel-sales',
] as const
export type Allocation = (typeof ALLOCATIONS)[number]

/** What kind of place a city is, densest first. */
export const SETTINGS = ['dense-urban', 'urban', 'suburban-town', 'rural'] as const
export type Setting = (typeof SETTINGS)[number]

/** How the part of a transboundary trip that belongs to the city is shared between scope 1 and 3: docs/inventory.md. */
export const TRANSBOUNDARY_SPLITS = ['nearest-half', 'proportional'] as const
export type TransboundarySplit = (typeof TRANSBOUNDARY_SPLITS)[number]

/** GPC notation keys: not occurring, not estimated, included elsewhere, confidential. A key is not 0. */
export const NOTATION_KEYS = ['NO', 'NE', 'IE', 'C'] as const
export type NotationKey = (typeof NOTATION_KEYS)[number]

/** The GPC reference number of a transport row: sub-sector and scope. */
export type GpcRef = `${SubSector}.${Scope}`
export const GPC_REFS = SUB_SECTORS.flatMap((subSector) =>
  SCOPES.map((scope): GpcRef => `${subSector}.${scope}`),
) as [GpcRef, ...GpcRef[]]
