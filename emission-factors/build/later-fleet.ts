import type { Powertrain, Source } from '../domain.ts'
import type { FactorRow } from '../table.ts'
import { cell, type Figure, type Figures, numberIn } from './figures.ts'
import {
  type FleetMode,
  jrcShares,
  REPRESENTATIVE,
  SMALLEST_SHARE,
  standardOf,
  WITHOUT_ENERGY,
} from './jrc-fleet.ts'
import { ACCESSED, type Contribution, record } from './row.ts'

const GEVO: Source = {
  id: 'iea-gevo-2025',
  title: 'Global EV Outlook 2025, EV Data Explorer: electric vehicle stock and stock shares',
  publisher: 'International Energy Agency (IEA)',
  edition: '2025, version 1.2; historical rows',
  published: '2025-05',
  accessed: ACCESSED,
  url: 'https://www.iea.org/reports/global-ev-outlook-2025',
  licence:
    'CC BY 4.0 (as IEA cites the Global EV Outlook; not restated in the copy read: Vasanth2310/EV-Pulse@b042803c3f61)',
  attribution: 'IEA (2025), Global EV Outlook 2025, IEA, Paris, CC BY 4.0',
  note: 'Stock is modelled from sales and runs high where registrations are counted; shares have two significant figures.',
}

const ACEA: Source = {
  id: 'acea-2026',
  title: 'Vehicles on European Roads, 2026 edition, as quoted by electrive',
  publisher: 'European Automobile Manufacturers’ Association (ACEA)',
  edition: '2026; registrations of 2023 and 2024',
  published: '2026-01',
  accessed: ACCESSED,
  url: 'https://www.electrive.com/2026/01/15/acea-battery-electric-cars-account-for-2-3-of-eu-fleet-in-2024',
  licence: 'Copyright ACEA; single figures quoted',
  attribution: 'ACEA, Vehicles on European Roads, 2026 edition',
}

const MODES: Readonly<Record<string, FleetMode>> = { Cars: 'car', Vans: 'van', Buses: 'bus' }

/** Year of the last split of fleets by combustion engine. */
const LAST_SPLIT = 2015

/** Shares of plug-in vehicles in a fleet, 0 to 1, and where they are from. */
interface PlugIn {
  readonly mode: FleetMode
  readonly region: string
  readonly year: number
  readonly electric: number
  readonly plugInHybrid: number
  /** Said of the battery vehicles where another source counts them. */
  readonly counted?: Source
}

/**
 * Fleets of cars, vans and buses after 2015: plug-in vehicles as counted or modelled, and the rest split as in the last
 * year that a source splits it.
 */
export function laterFleet(figures: Figures): Contribution {
  const all = figures.read('defaults/fleet_shares.csv')
  const counted = all.filter((f) => cell(f, 'source_document').startsWith('ACEA') && isShare(f))
  const split = jrcShares(figures)
  const modelled = plugInsOf(all.filter((f) => cell(f, 'source_document').startsWith('IEA')))
  const kept = modelled.filter(isBetterThanNothing).map((one) => withCount(one, counted))
  return {
    sources: [GEVO, ACEA],
    records: [
      ...[...kept, ...countedVansAndBuses(counted)].flatMap((one) => fleetOf(one, split)),
      ...countedCars(counted),
    ],
    leftOut: {
      'GEVO fleets of country groups, of the United States, of Great Britain after 2022 and of China where counts exist':
        modelled.length - kept.length,
      'GEVO figures of trucks, of two- and three-wheelers and of sales': all.filter(
        (f) =>
          cell(f, 'source_document').startsWith('IEA') &&
          (MODES[cell(f, 'mode')] === undefined || cell(f, 'metric').includes('sales')),
      ).length,
      'stocks of China by size of vehicle and ages of European fleets: not shares of a fleet': all.filter(
        (f) => cell(f, 'source_document').startsWith('National Bureau') || f['metric'] === 'mean_age',
      ).length,
    },
  }
}

const isShare = (figure: Figure): boolean => figure['metric'] === 'stock_share'

const REGION_OF: Readonly<Record<string, string>> = { Uzbekistan: 'UZ' }

function plugInsOf(all: readonly Figure[]): PlugIn[] {
  const values = new Map(
    all.map((f) => [
      `${f['metric']}|${f['mode']}|${f['region']}|${f['year']}|${f['powertrain']}`,
      numberIn(f, 'value'),
    ]),
  )
  return all
    .filter((f) => f['metric'] === 'ev_stock_share' && numberIn(f, 'year') > LAST_SPLIT)
    .flatMap((figure) => {
      const mode = MODES[cell(figure, 'mode')]
      if (!mode) return []
      const place = cell(figure, 'region')
      const stock = (powertrain: string): number | undefined =>
        values.get(`ev_stock|${figure['mode']}|${place}|${figure['year']}|${powertrain}`)
      const battery = stock('BEV')
      if (battery === undefined) return []
      // The printed share is of both kinds together; where only one is listed there is only that one.
      const ofBattery = battery / (battery + (stock('PHEV') ?? 0))
      const share = numberIn(figure, 'value') / 100
      return [
        {
          mode,
          region: REGION_OF[place] ?? place,
          year: numberIn(figure, 'year'),
          electric: share * ofBattery,
          plugInHybrid: share * (1 - ofBattery),
        },
      ]
    })
}

/**
 * Not where the country publishes emissions of its whole fleet, which describe it better than a split of ours, nor
 * where its vehicles are counted.
 */
function isBetterThanNothing({ mode, region, year, electric, plugInHybrid }: PlugIn): boolean {
  if (region.length !== 2 || region === 'US' || (region === 'GB' && year >= 2023)) return false
  return !(region === 'CN' && mode === 'car' && year >= 2023) && electric + plugInHybrid >= SMALLEST_SHARE
}

function withCount(plugIn: PlugIn, counted: readonly Figure[]): PlugIn {
  const count = counted.find(
    (f) =>
      f['mode'] === plugIn.mode &&
      f['region'] === plugIn.region &&
      f['powertrain'] === 'BEV' &&
      f['year'] === String(plugIn.year),
  )
  return count ? { ...plugIn, electric: numberIn(count, 'value') / 100, counted: ACEA } : plugIn
}

/** Battery vans and buses of the European Union, for Europe. */
function countedVansAndBuses(counted: readonly Figure[]): PlugIn[] {
  return counted
    .filter(
      (f) =>
        f['region'] === 'EU27' && f['powertrain'] === 'BEV' && (f['mode'] === 'van' || f['mode'] === 'bus'),
    )
    .map((f) => ({
      mode: cell(f, 'mode') as FleetMode,
      region: 'EUR',
      year: numberIn(f, 'year'),
      electric: numberIn(f, 'value') / 100,
      plugInHybrid: 0,
      counted: ACEA,
    }))
}

/** Cars of China burn petrol; everywhere without a split of its own the rest is that of Europe. */
function restOf(
  { mode, region }: PlugIn,
  split: ReadonlyMap<string, ReadonlyMap<Powertrain, number>>,
): { shares: readonly (readonly [Powertrain, number])[]; said: string } {
  if (mode === 'car' && region === 'CN') return { shares: [['petrol', 1]], said: 'the rest petrol' }
  const own = split.get(`${mode}|${LAST_SPLIT}|${region}`)
  const shares = [...(own ?? split.get(`${mode}|${LAST_SPLIT}|EUR`) ?? [])].filter(
    ([powertrain, share]) =>
      powertrain !== 'electric' &&
      powertrain !== 'plug-in-hybrid-petrol' &&
      share >= SMALLEST_SHARE &&
      !WITHOUT_ENERGY[mode].includes(powertrain),
  )
  const total = shares.reduce((sum, [, share]) => sum + share, 0)
  return {
    shares: shares.map(([powertrain, share]) => [powertrain, share / total]),
    said: `the rest as the distance of ${own ? 'the country' : 'Europe'} in ${LAST_SPLIT} (JRC-IDEES)`,
  }
}

function fleetOf(
  plugIn: PlugIn,
  split: ReadonlyMap<string, ReadonlyMap<Powertrain, number>>,
): readonly FactorRow[] {
  const { mode, region, year, electric, counted } = plugIn
  // No source gives the energy of a plug-in hybrid van or bus, so they are counted among the rest.
  const plugInHybrid = mode === 'car' ? plugIn.plugInHybrid : 0
  const rest = restOf(plugIn, split)
  const shares = [
    ['electric', electric] as const,
    ['plug-in-hybrid-petrol', plugInHybrid] as const,
    ...rest.shares.map(([powertrain, share]) => [powertrain, share * (1 - electric - plugInHybrid)] as const),
  ].filter(([, share]) => share >= SMALLEST_SHARE)
  const total = shares.reduce((sum, [, share]) => sum + share, 0)
  return shares.map(([powertrain, share]) => {
    const source = powertrain === 'electric' || region === 'EUR' ? (counted ?? GEVO) : GEVO
    return fleetRow(mode, region, year, powertrain, share / total, {
      source,
      locator:
        source === GEVO
          ? `EV stock share and EV stock, ${mode}, ${region}, ${year}`
          : `share of battery ${mode}s, ${region === 'EUR' ? 'EU27' : region}, ${year}`,
      note: `Computed: plug-in vehicles by their share of the stock, ${rest.said}.`,
    })
  })
}

const PRINTED: Readonly<Record<string, Powertrain>> = {
  petrol: 'petrol',
  diesel: 'diesel',
  lpg: 'lpg',
  HEV: 'hybrid-petrol',
  PHEV: 'plug-in-hybrid-petrol',
  BEV: 'electric',
}

/** Cars of the European Union in 2024 as counted, for Europe. */
function countedCars(counted: readonly Figure[]): readonly FactorRow[] {
  const printed = counted.filter((f) => f['mode'] === 'car' && f['region'] === 'EU27' && f['year'] === '2024')
  const total = printed.reduce((sum, f) => sum + numberIn(f, 'value'), 0)
  return printed.map((figure) => {
    const powertrain = PRINTED[cell(figure, 'powertrain')]
    if (!powertrain) throw new Error(`ACEA powertrain ${figure['powertrain']} has no word`)
    return fleetRow('car', 'EUR', 2024, powertrain, numberIn(figure, 'value') / total, {
      source: ACEA,
      locator: `passenger car powertrain shares, EU27, 2024, ${figure['powertrain']}`,
      note: `Computed: printed ${figure['value']} % of stock over the ${total.toFixed(1)} % that is printed; the European Union stands for Europe, stock for distance.`,
    })
  })
}

function fleetRow(
  mode: FleetMode,
  region: string,
  year: number,
  powertrain: Powertrain,
  value: number,
  { source, locator, note }: { source: Source; locator: string; note: string },
): FactorRow {
  // A hybrid has the standard of the petrol cars of its time at least; the curves know newer ones only.
  const standard = powertrain === 'hybrid-petrol' ? 'euro-5' : standardOf(mode, powertrain, year)
  return record({
    kind: 'fleet-share',
    mode,
    vehicleClass: REPRESENTATIVE[mode].vehicleClass,
    powertrain,
    emissionStandard: standard,
    region,
    yearFrom: year,
    yearTo: year,
    value: Number(value.toPrecision(9)),
    unit: 'share',
    tier: 2,
    quality: 'L',
    verification: 'secondary',
    sourceId: source.id,
    locator,
    note: `${note} Class and standard: project convention.`,
  })
}
