import type { EmissionStandard, Powertrain, VehicleClass } from '../domain.ts'
import type { FactorRow } from '../table.ts'
import { cell, type Figures, numberIn } from './figures.ts'
import { JRC } from './jrc-source.ts'
import { type Contribution, record } from './row.ts'

export type FleetMode = 'car' | 'van' | 'bus'

const POWERTRAIN_OF: Readonly<Record<string, Powertrain>> = {
  petrol: 'petrol',
  diesel: 'diesel',
  lpg: 'lpg',
  cng: 'cng',
  BEV: 'electric',
  PHEV: 'plug-in-hybrid-petrol',
}

/** Powertrains whose energy use no source of the set gives. */
export const WITHOUT_ENERGY: Readonly<Record<FleetMode, readonly Powertrain[]>> = {
  car: [],
  van: ['lpg', 'cng'],
  bus: ['lpg', 'petrol'],
}

/** The class that stands for a mode, and the first full year in which each Euro standard bound all new vehicles. */
export const REPRESENTATIVE: Readonly<
  Record<FleetMode, { vehicleClass: VehicleClass; since: readonly number[] }>
> = {
  car: { vehicleClass: 'medium', since: [1993, 1997, 2001, 2006, 2011, 2016] },
  van: { vehicleClass: 'n1-iii', since: [1995, 1999, 2002, 2007, 2012, 2017] },
  bus: { vehicleClass: 'standard', since: [1994, 1997, 2002, 2007, 2010, 2014] },
}

/** ACEA, Vehicles on European Roads: cars, vans and buses of the EU are 12 to 13 years old on average. */
const MEAN_AGE_YEARS = 12
export const SMALLEST_SHARE = 0.0005
/** Printed shares are rounded to six decimals. */
const ROUNDING = 5e-7
const STANDARDS: readonly EmissionStandard[] = ['euro-1', 'euro-2', 'euro-3', 'euro-4', 'euro-5', 'euro-6']

/** Shares of vehicle distance by powertrain, 28 countries and their mean, 2000 to 2015. */
export function jrcFleet(figures: Figures): Contribution {
  const records = [...jrcShares(figures)].flatMap(([key, shares]) => fleetOf(key, shares))
  return { sources: [JRC], records }
}

/** The printed shares by `mode|year|region`, and under the region EUR their mean. */
export function jrcShares(figures: Figures): ReadonlyMap<string, ReadonlyMap<Powertrain, number>> {
  const fleets = new Map<string, Map<Powertrain, number>>()
  for (const figure of figures.read('defaults/fleet_shares.csv')) {
    if (figure['metric'] !== 'vkm_share' || !cell(figure, 'source_document').startsWith('JRC')) continue
    const powertrain = POWERTRAIN_OF[cell(figure, 'powertrain')]
    if (!powertrain) throw new Error(`JRC powertrain ${figure['powertrain']} has no word`)
    const key = `${figure['mode']}|${figure['year']}|${figure['region']}`
    const shares = fleets.get(key) ?? new Map<Powertrain, number>()
    fleets.set(key, shares.set(powertrain, numberIn(figure, 'value')))
  }
  return new Map([...fleets, ...means(fleets)])
}

/** The plain mean of the countries: the source's own aggregate was not in the copy read. */
function means(fleets: ReadonlyMap<string, ReadonlyMap<Powertrain, number>>) {
  const lists = new Map<string, ReadonlyMap<Powertrain, number>[]>()
  for (const [key, shares] of fleets) {
    const [mode, year] = key.split('|')
    const group = `${mode}|${year}|EUR`
    lists.set(group, [...(lists.get(group) ?? []), shares])
  }
  return [...lists].map(([key, list]) => {
    const mean = new Map<Powertrain, number>()
    for (const shares of list)
      for (const [powertrain, share] of shares)
        mean.set(powertrain, (mean.get(powertrain) ?? 0) + share / list.length)
    return [key, mean] as const
  })
}

function fleetOf(key: string, shares: ReadonlyMap<Powertrain, number>): FactorRow[] {
  const [mode, yearText, region] = key.split('|') as [FleetMode, string, string]
  const year = Number(yearText)
  const kept = [...shares].filter(
    ([powertrain, share]) => share >= SMALLEST_SHARE && !WITHOUT_ENERGY[mode].includes(powertrain),
  )
  const total = kept.reduce((sum, [, share]) => sum + share, 0)
  const whole = [...shares.values()].reduce((sum, share) => sum + share, 0)
  const rescaled = kept.length < [...shares.values()].filter((share) => share > 0).length
  const dropped = ((whole - total) * 100).toPrecision(2)
  const rounding = !rescaled && Math.abs(whole - 1) > ROUNDING
  const notes = [
    region === 'EUR' ? 'Computed: plain mean of 28 countries.' : undefined,
    'Class and standard: project convention.',
    rescaled
      ? `Rescaled: ${dropped} % of powertrains under 0.05 % or without an energy figure dropped.`
      : undefined,
    rounding ? 'Rescaled: the printed shares sum to 1 but for rounding.' : undefined,
    'Licence to be confirmed.',
  ]
  return kept.map(([powertrain, share]) =>
    record({
      kind: 'fleet-share',
      mode,
      vehicleClass: REPRESENTATIVE[mode].vehicleClass,
      powertrain,
      emissionStandard: standardOf(mode, powertrain, year),
      region,
      yearFrom: year,
      yearTo: year,
      value: rescaled || rounding || region === 'EUR' ? Number((share / total).toPrecision(9)) : share,
      unit: 'share',
      tier: 2,
      quality: 'L',
      verification: 'secondary',
      sourceId: JRC.id,
      locator: `TrRoad_act, vehicle-km by engine type, ${mode}, ${region === 'EUR' ? 'EU28 countries' : region}, ${year}`,
      note: notes.filter((text) => text !== undefined).join(' '),
    }),
  )
}

/** The Euro standard that stands for a powertrain in a year, by the convention of the set. */
export function standardOf(
  mode: FleetMode,
  powertrain: Powertrain,
  year: number,
): EmissionStandard | undefined {
  if (powertrain === 'electric') return undefined
  // The curves know plug-in hybrids of Euro 6 only.
  if (powertrain === 'plug-in-hybrid-petrol') return 'euro-6'
  const bound = REPRESENTATIVE[mode].since.filter((since) => since <= year - MEAN_AGE_YEARS).length
  return STANDARDS[bound - 1] ?? 'pre-euro'
}
