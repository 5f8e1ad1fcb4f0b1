import type { FactorSetContent, Mode, Source } from '../domain.ts'
import { cell, type Figure, type Figures, numberIn } from '../figure-file.ts'
import type { FactorRow } from '../table.ts'
import { type DensityFit, densityFit, type MeasuredPlace } from './density-fit.ts'
import type { Contribution } from './row.ts'

const ACCESSED = '2026-11-28'
const SOURCE = 'cordon-places'
const SCORE_95 = 1.96

/** As the densities that the index of an estimate is moved into. */
const RANGE = [20, 16_000] as const

/**
 * A stated distance is ±10 % unless the caller says otherwise. The spread of places was measured against stated distances,
 * so that this part of it is in the distance already and is taken off.
 */
const DISTANCE_SD = 0.1 / SCORE_95

/** Densities of other nations' means are not known: one standard deviation of the logarithm of England's. */
const REFERENCE_SD_ELSEWHERE = 0.8
/** What a place outside England and the United States may differ by besides: no place there was measured. */
const UNMEASURED_SD = 0.05

/** Below it, an interval is nearly alike on both sides, whichever way it is counted. */
const NARROW_SD = 0.1

/** Modes that drive as cars do. */
const CARS = ['car', 'taxi', 'ride-hail'] as const satisfies readonly Mode[]
/** Their slope was not measured apart: as that of cars, or less than half of it. */
const VANS = ['van'] as const satisfies readonly Mode[]
/**
 * No authority tells these modes apart. All traffic but cars, split as that of the region, spreads by 0.093 around the
 * estimates with area of the authorities with an even last digit; modes that each spread by this much give that together.
 */
const OTHER_SD = 0.16
const OTHERS = [
  'motorcycle',
  'moped',
  'auto-rickshaw',
  'bus',
  'coach',
  'rigid-truck',
  'articulated-truck',
] as const satisfies readonly Mode[]

/**
 * How places differ from their nation: the slope of energy on density, and how far places lie from what is known of
 * them. Fitted on English authorities whose code ends in an even digit; the others judge it (docs/validation.md).
 */
export function places(figures: Figures, _base: FactorSetContent): Contribution {
  const all = figures.all()
  const english = densityFit(
    [2019, 2020].map((year) => placesOf(all, 'E', year)),
    nationOf(all),
    RANGE,
  )
  const american = americanSlope(all)
  return {
    sources: [SOURCES],
    records: [
      ...slopes(english, american),
      ...references(english),
      ...settings(all),
      ...spreads(english),
      ...americanSpreads(all),
    ],
    series: [],
    years: [],
    replaces: () => false,
  }
}

const rounded = (value: number): number => Number(value.toPrecision(4))

function listed(all: readonly Figure[], measure: string, year: number): ReadonlyMap<string, number> {
  return new Map(
    all
      .filter((figure) => cell(figure, 'measure') === measure && cell(figure, 'year') === String(year))
      .map((figure) => [cell(figure, 'region'), numberIn(figure, 'value')]),
  )
}

/** @param prefix of the codes of the places of one nation */
function placesOf(all: readonly Figure[], prefix: string, year: number): readonly MeasuredPlace[] {
  const densities = listed(all, 'place-density', year)
  const distances = listed(all, 'place-distance', year)
  return [...listed(all, 'place-co2-per-vkm', year)].flatMap(([code, perVkm]) => {
    const perKm2 = densities.get(code)
    return code.startsWith(prefix) && perKm2 !== undefined
      ? [{ perVkm, perKm2, distance: distances.get(code) ?? 1 }]
      : []
  })
}

function nationOf(all: readonly Figure[]): number {
  const nation = listed(all, 'place-co2-per-vkm', 2019).get('ENG')
  if (nation === undefined) throw new Error('the figures lack the mean of England')
  return nation
}

/** A model gives four counties; where their mean lies to the nation's does not matter for the slope. */
function americanSlope(all: readonly Figure[]): { readonly slope: number; readonly sd: number } {
  const counties = placesOf(all, 'US-', 2020)
  const mean = counties.reduce((sum, { perVkm }) => sum + perVkm, 0) / counties.length
  const { slope } = densityFit([counties], mean, RANGE)
  // Four places of two states: as uncertain as England's slope is large.
  return { slope, sd: 0.02 }
}

type Bounds = readonly [lower: number, upper: number]

function slopes(
  { slope, slopeSd }: DensityFit,
  american: { readonly slope: number; readonly sd: number },
): readonly FactorRow[] {
  const between = (slope + american.slope) / 2
  const least = american.slope / 10
  const england =
    'ln(CO2 per vehicle-km) on ln(persons per km2), English authorities 2019 and 2020 with an even last digit of code'
  const counties = 'ln(CO2 per vehicle-km of petrol cars) on ln(persons per km2), four counties of NEI 2020'
  const rows = (modes: readonly Mode[], isMeasured: boolean): readonly FactorRow[] =>
    modes.flatMap((mode) => [
      slopeRow(
        mode,
        'GB',
        slope,
        isMeasured ? [slope - SCORE_95 * slopeSd, slope + SCORE_95 * slopeSd] : [slope * 0.3, slope * 1.4],
        isMeasured ? 'M' : 'L',
        england,
      ),
      slopeRow(mode, 'EUR', slope, [slope * 0.4, slope * 1.6], 'L', `${england}; as in England, wider`),
      slopeRow(mode, 'US', american.slope, [least, american.slope + SCORE_95 * american.sd], 'L', counties),
      slopeRow(mode, 'GLO', between, [least, slope * 1.4], 'L', `between: ${england}; ${counties}`),
    ])
  return [...rows(CARS, true), ...rows(VANS, false)]
}

function slopeRow(
  mode: Mode,
  region: string,
  value: number,
  [lower, upper]: Bounds,
  quality: 'M' | 'L',
  locator: string,
): FactorRow {
  return {
    ...common('density-slope', region, mode),
    kind: 'density-slope',
    mode,
    value: rounded(value),
    unit: '1',
    lower: rounded(lower),
    upper: rounded(upper),
    quality,
    locator,
  }
}

function references({ referencePerKm2 }: DensityFit): readonly FactorRow[] {
  const value = rounded(referencePerKm2)
  const factor = Math.exp(SCORE_95 * REFERENCE_SD_ELSEWHERE)
  const where = 'density at which the line of the authorities meets the mean of England, on the same basis'
  return [
    {
      ...common('reference-density', 'GB'),
      kind: 'reference-density',
      value,
      unit: 'persons/km2',
      // The slope's error is that of the line through this point.
      lower: value,
      upper: value,
      quality: 'M',
      locator: where,
    },
    {
      ...common('reference-density', 'GLO'),
      kind: 'reference-density',
      value,
      unit: 'persons/km2',
      lower: rounded(value / factor),
      upper: rounded(value * factor),
      quality: 'L',
      locator: `${where}; as in England, 0.8 in the logarithm`,
    },
  ]
}

function settings(all: readonly Figure[]): readonly FactorRow[] {
  return all
    .filter((figure) => cell(figure, 'measure') === 'setting-density')
    .map((figure): FactorRow => {
      const setting = cell(figure, 'vehicleClass') as NonNullable<FactorRow['placeKnown']>
      return {
        ...common('setting-density', 'GLO', setting),
        kind: 'setting-density',
        placeKnown: setting,
        value: numberIn(figure, 'value'),
        unit: 'persons/km2',
        lower: numberIn(figure, 'lower'),
        upper: numberIn(figure, 'upper'),
        quality: 'M',
        locator: cell(figure, 'table'),
      }
    })
}

function spreads({ densitySd, residualSd }: DensityFit): readonly FactorRow[] {
  const net = Math.sqrt(residualSd ** 2 - DISTANCE_SD ** 2)
  const of = 'English authorities 2019 and 2020 with an even last digit of code'
  const line = `${of}, around the line on density`
  const rest = `all traffic but cars of ${of}, split as that of the region`
  const both = (mode: Mode, sd: number, locator: string): readonly FactorRow[] => [
    spreadRow(mode, 'GB', undefined, sd, locator),
    spreadRow(mode, 'GLO', undefined, Math.hypot(sd, UNMEASURED_SD), `${locator}; wider elsewhere`),
  ]
  return [
    spreadRow(undefined, 'GLO', undefined, densitySd, `densities of ${of}, on the line`),
    ...CARS.flatMap((mode) => both(mode, net, line)),
    ...[...VANS, ...OTHERS].flatMap((mode) => both(mode, OTHER_SD, rest)),
  ]
}

/** What counties and Californian regions show of the nation's mean, by mode and by what is known. */
function americanSpreads(all: readonly Figure[]): readonly FactorRow[] {
  return all
    .filter((figure) => cell(figure, 'measure') === 'place-spread')
    .map((figure) =>
      spreadRow(
        (cell(figure, 'mode') || undefined) as Mode | undefined,
        cell(figure, 'region'),
        (cell(figure, 'vehicleClass') || undefined) as FactorRow['placeKnown'],
        numberIn(figure, 'value'),
        cell(figure, 'table'),
      ),
    )
}

/** @param sd of the logarithm, around 0: no place moves a level */
function spreadRow(
  mode: Mode | undefined,
  region: string,
  placeKnown: FactorRow['placeKnown'],
  sd: number,
  locator: string,
): FactorRow {
  // Bounds near 1 are read as a normal around their middle, which must be 1.
  const [lower, upper] =
    sd < NARROW_SD
      ? [1 - SCORE_95 * sd, 1 + SCORE_95 * sd]
      : [Math.exp(-SCORE_95 * sd), Math.exp(SCORE_95 * sd)]
  return {
    ...common('place-spread', region, mode, placeKnown),
    kind: 'place-spread',
    ...(mode === undefined ? {} : { mode }),
    ...(placeKnown === undefined ? {} : { placeKnown }),
    value: 1,
    unit: '1',
    lower: rounded(lower),
    upper: rounded(upper),
    quality: region === 'GB' || region === 'US' ? 'M' : 'L',
    locator,
  }
}

function common(kind: string, region: string, ...parts: readonly (string | undefined)[]) {
  const place = region === 'GLO' ? undefined : region.toLowerCase()
  return {
    id: [kind, ...parts, place, SOURCE].filter((part) => part !== undefined).join('.'),
    region,
    tier: 2,
    verification: 'read',
    sourceId: SOURCE,
  } as const
}

const SOURCES: Source = {
  id: SOURCE,
  title: 'How places differ from their nation: density, and the spread of authorities and counties',
  publisher: 'Cordon, derived from DfT, DESNZ, ONS, EPA and Eurostat',
  edition: '2026',
  published: '2026',
  accessed: ACCESSED,
  licence: 'Open Government Licence v3.0; US Government work, public domain; CC BY 4.0',
  attribution:
    'Contains public sector information licensed under the Open Government Licence v3.0 (DfT, road traffic by local authority; DESNZ, sub-national road transport fuel consumption; ONS, population and area). Source: US EPA, 2020 National Emissions Inventory; Eurostat, degree of urbanisation.',
}
