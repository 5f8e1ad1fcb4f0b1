import type { FactorSetContent } from '../../domain.ts'
import type { Figures } from '../../figure-file.ts'
import type { YearRow } from '../../series.ts'
import type { FactorRow } from '../../table.ts'
import type { Contribution } from '../row.ts'
import { declaredBreaks } from './breaks.ts'
import { classIndices } from './classes.ts'
import { EUROPEAN } from './countries.ts'
import { fleets } from './fleet-series.ts'
import { type Mixture, standardIndices } from './indices.ts'
import type { Level } from './level.ts'
import { allLevels } from './levels.ts'
import { likenessIndices, likenessSource } from './likeness.ts'
import { interpolated, type Points, YEARS } from './line.ts'
import { NationalFigures } from './national-figures.ts'
import { type Part, rounded, sourceOf } from './part.ts'
import { levelSources } from './sources.ts'
import { WORLD_STEPS } from './world/breaks.ts'
import { groupMixtures } from './world/mixtures.ts'
import { BLENDS_KNOWN, COUNTRIES, GROUPS, WORLD } from './world/places.ts'
import { worldSources } from './world/sources.ts'

/**
 * Levels, fleets, mixtures of standards and indices of the countries that the figures reach.
 *
 * @param base the released set that the new one grows from
 */
export function levels(
  figures: Figures,
  base: FactorSetContent,
  released: readonly FactorRow[],
): Contribution {
  const national = new NationalFigures(figures.all())
  const all = allLevels(national, base.curves)
  const { records, mixtures } = standardIndices(base, national)
  const grouped = groupMixtures(national, mixtures)
  const held = all.filter(isHeld)
  const parts = [
    ...all.filter((level) => !isHeld(level)).map(levelSeries),
    ...fleets(national, all),
    ...[...mixtures, ...grouped].map(mixtureSeries),
    ...blends(national, all),
  ]
  return {
    sources: [...levelSources, ...worldSources, likenessSource],
    records: [
      ...records,
      ...held.map(heldLevel),
      ...classIndices(released),
      ...likenessIndices(all.filter(({ region }) => NATIONAL.has(region))),
      ...carbon(national),
    ],
    series: parts.map(({ series }) => series),
    years: parts.flatMap(({ years }) => years),
    breaks: declaredBreaks(
      parts.map(({ series }) => series),
      parts.flatMap(({ years }) => years),
      [
        ...EUROPEAN.flatMap(({ region, breaks = [] }) => breaks.map((step) => ({ region, ...step }))),
        ...WORLD_STEPS,
      ],
    ),
    replaces: replacedBy(all),
  }
}

const isAmericanCar = ({ mode, vehicleClass, region }: Level): boolean =>
  mode === 'car' && vehicleClass === undefined && AMERICAN.some((one) => one === region)

/** Whether a level is the same in every year, so that one record says all. Countries with series of their own keep them. */
const isHeld = ({ region, values, lower, upper }: Level): boolean =>
  PLACES.has(region) && [values, lower, upper].every((line) => line.every((one) => one === line[0]))

/** Countries whose levels are measured, and not carried over from another's powertrains. */
const NATIONAL: ReadonlySet<string> = new Set(['US', ...EUROPEAN.map(({ region }) => region)])

const PLACES: ReadonlySet<string> = new Set<string>([...COUNTRIES, ...GROUPS, WORLD])

function heldLevel(level: Level): FactorRow {
  const { series, years } = levelSeries(level)
  const { seriesErrorShare: _, ...common } = series
  const { value, lower, upper } = years[0] as YearRow
  return {
    ...common,
    value,
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
  }
}

function levelSeries(level: Level): Part {
  const { mode, vehicleClass, powertrain, carrier, region, values, lower, upper, spliced } = level
  const id = [
    'energy-level',
    mode,
    vehicleClass,
    powertrain,
    carrier === powertrain ? undefined : carrier,
    region.toLowerCase(),
    sourceOf(region),
  ]
    .filter((part) => part !== undefined)
    .join('.')
  return {
    series: {
      id,
      kind: 'energy-level',
      mode,
      ...(vehicleClass === undefined ? {} : { vehicleClass }),
      powertrain,
      carrier,
      region,
      unit: 'MJ/vkm',
      seriesErrorShare: level.seriesErrorShare,
      tier: 2,
      quality: level.quality,
      verification: 'read',
      sourceId: sourceOf(region),
      locator: level.locator,
      note: `Computed: national mean at national conditions, net calorific value, biofuel counted.${
        isAmericanCar(level)
          ? ' A car here is the national mix of passenger cars and light trucks: state the class where it is known.'
          : ''
      }`,
    },
    years: YEARS.map((year, index) => {
      const value = values[index] as number
      return {
        series: id,
        year,
        value: rounded(value),
        lower: rounded(value * (lower[index] as number)),
        upper: rounded(value * (upper[index] as number)),
        spliced: spliced[index] ?? 'surrogate',
      }
    }),
  }
}

function mixtureSeries({ kind, mode, powertrain, region, gas, unit, points }: Mixture): Part {
  const id = [kind, mode, powertrain, gas, region.toLowerCase(), sourceOf(region)]
    .filter((part) => part !== undefined)
    .join('.')
  return {
    series: {
      id,
      kind,
      mode,
      powertrain,
      ...(gas === undefined ? {} : { gas }),
      region,
      unit,
      seriesErrorShare: 0.9,
      tier: 3,
      quality: 'M',
      verification: 'secondary',
      sourceId: sourceOf(region),
      locator: 'standards of the fleet by survival and registrations, with the curves of EMEP/EEA',
      note: 'Computed: mean over the shares of vehicle-km by emission standard.',
    },
    years: [...points].map(([year, value]) => ({ series: id, year, value, spliced: 'surrogate' as const })),
  }
}

const G_PER_MJ_TO_KG_PER_TJ = 1000

/** American fuel holds more carbon than the world's default; what inventories were divided by multiplies again. */
function carbon(figures: NationalFigures): readonly FactorRow[] {
  return AMERICAN.flatMap((region) => BLENDED.map((carrier) => carbonIn(figures, carrier, region)))
}

/** Regions whose levels are American energy or stand on it. */
const AMERICAN = ['US', 'CA', 'NOA'] as const

function carbonIn(
  figures: NationalFigures,
  carrier: (typeof BLENDED)[number],
  region: (typeof AMERICAN)[number],
): FactorRow {
  return {
    id: `fuel-factor.${carrier}.co2.${region.toLowerCase()}.${sourceOf(region)}`,
    kind: 'fuel-factor',
    carrier,
    gas: 'co2',
    region,
    value:
      figures.get({ measure: 'carbon-per-energy', powertrain: carrier, region: 'US' }) *
      G_PER_MJ_TO_KG_PER_TJ,
    unit: 'kg CO2/TJ',
    tier: 2,
    quality: region === 'US' ? 'H' : 'M',
    verification: 'read',
    sourceId: sourceOf(region),
    locator: `carbon content over net heat of the fossil part, mean of 2015 to 2022${
      region === 'US' ? '' : ', of the United States'
    }`,
  }
}

/** Kinds that a level and its fleet take the place of, in the countries and modes that have one. */
const OF_MODE: ReadonlySet<FactorRow['kind']> = new Set(['energy-intensity', 'direct-factor'])
/** Fuels of which every country with levels has its blend, year by year. */
const BLENDED = ['petrol', 'diesel'] as const

function replacedBy(all: readonly Level[]): Contribution['replaces'] {
  const modes = new Set(all.map(({ region, mode }) => `${region}|${mode}`))
  const regions = new Set(all.map(({ region }) => region))
  const ofAll = new Set<string>(all.map(({ mode }) => mode))
  return ({ kind, region, mode, carrier }) => {
    // Released fleets name one standard for a whole nation, and outside Europe hold Europe's fuels: a step where they begin. The
    // world's usual vehicles stay, for they say which curve tells how speed acts.
    if (kind === 'fleet-share') return region !== WORLD && ofAll.has(mode ?? '')
    return (
      (OF_MODE.has(kind) && modes.has(`${region}|${mode}`)) ||
      (kind === 'biofuel-share' && regions.has(region) && BLENDED.some((fuel) => fuel === carrier))
    )
  }
}

/** How far a blend may lie from its share of energy; absolute, for a share near 0 is not better known. */
const BLEND_BOUND = 0.015
/** A large share follows a mandate whose years and fuels are known less well, as a part of itself. */
const BLEND_PART = 0.12

/** Shares of biofuel in the energy of a fuel; none where no blend of the country is known. */
const blendOf = (figures: NationalFigures, carrier: (typeof BLENDED)[number], region: string): Points =>
  figures.points({ measure: 'biofuel-share', mode: 'car', powertrain: carrier, region })

/** The blend by which inventories were turned into energy turns energy into fossil and biogenic CO2 again. */
function blends(figures: NationalFigures, all: readonly Level[]): readonly Part[] {
  const regions = [...new Set([...all.map(({ region }) => region), ...BLENDS_KNOWN])]
  return regions.flatMap((region) =>
    BLENDED.filter((carrier) => blendOf(figures, carrier, region).size > 0).map((carrier): Part => {
      const points = blendOf(figures, carrier, region)
      const line = interpolated(points)
      const id = `biofuel-share.${carrier}.${region.toLowerCase()}.${sourceOf(region)}`
      return {
        series: {
          id,
          kind: 'biofuel-share',
          carrier,
          region,
          unit: 'share',
          seriesErrorShare: 0.5,
          tier: 2,
          quality: 'M',
          verification: 'read',
          sourceId: sourceOf(region),
          locator: 'biofuel in the energy of the fuel as sold',
          note: 'Between known years interpolated, before the first and after the last held.',
        },
        years: YEARS.map((year, index) => {
          const value = rounded(line[index] as number)
          const bound = Math.max(BLEND_BOUND, BLEND_PART * value)
          return {
            series: id,
            year,
            value,
            lower: rounded(Math.max(0, value - bound)),
            upper: rounded(value + bound),
            spliced: points.has(year) ? ('published' as const) : ('interpolated' as const),
          }
        }),
      }
    }),
  )
}
