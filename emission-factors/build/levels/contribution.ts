import type { FactorSetContent, Mode, Powertrain, VehicleClass } from '../../domain.ts'
import type { Figures } from '../../figure-file.ts'
import type { SeriesRow, YearRow } from '../../series.ts'
import type { FactorRow } from '../../table.ts'
import type { Contribution } from '../row.ts'
import { declaredBreaks } from './breaks.ts'
import { classIndices } from './classes.ts'
import { EUROPEAN } from './countries.ts'
import { type Mix, mixOf } from './fleet.ts'
import { type Mixture, standardIndices } from './indices.ts'
import type { Level } from './level.ts'
import { allLevels } from './levels.ts'
import { likenessIndices, likenessSource } from './likeness.ts'
import { constantLine, interpolated, type Line, lineOf, YEARS } from './line.ts'
import { NationalFigures } from './national-figures.ts'
import { levelSources } from './sources.ts'
import { powertrainOf } from './word.ts'

/** Less of a fleet than this is left out, and the rest is scaled to the whole. */
const LEAST_SHARE = 1e-4

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
  const parts = [
    ...all.map(levelSeries),
    ...fleets(national, all),
    ...mixtures.map(mixtureSeries),
    ...blends(national, all),
  ]
  return {
    sources: [...levelSources, likenessSource],
    records: [...records, ...classIndices(released), ...likenessIndices(all), ...carbon(national)],
    series: parts.map(({ series }) => series),
    years: parts.flatMap(({ years }) => years),
    breaks: declaredBreaks(
      parts.map(({ series }) => series),
      parts.flatMap(({ years }) => years),
      EUROPEAN.flatMap(({ region, breaks = [] }) => breaks.map((step) => ({ region, ...step }))),
    ),
    replaces: replacedBy(all),
  }
}

interface Part {
  readonly series: SeriesRow
  readonly years: readonly YearRow[]
}

const rounded = (value: number): number => Number(value.toPrecision(6))
const sourceOf = (region: string): string => `cordon-levels-${region.toLowerCase()}`

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
      note: 'Computed: national mean at national conditions, net calorific value, biofuel counted.',
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

/** Modes of Cordon → mode and class of the figures that tell their fleet. */
const FLEET_OF = {
  car: ['car', undefined],
  taxi: ['car', undefined],
  van: ['van', undefined],
  'rigid-truck': ['truck', 'rigid-truck'],
  'articulated-truck': ['truck', 'articulated-truck'],
  bus: ['bus', 'local-bus'],
  coach: ['bus', 'coach'],
  motorcycle: ['motorcycle', undefined],
  moped: undefined,
} as const satisfies Partial<Record<Mode, readonly [string, string | undefined] | undefined>>

function fleets(figures: NationalFigures, all: readonly Level[]): readonly Part[] {
  const regions = [...new Set(all.map(({ region }) => region))]
  return regions.flatMap((region) =>
    (Object.keys(FLEET_OF) as (keyof typeof FLEET_OF)[]).flatMap((mode) => {
      const of = FLEET_OF[mode]
      const known = new Set(
        all
          .filter((level) => level.mode === mode && level.region === region)
          .map(({ powertrain }) => powertrain),
      )
      if (known.size === 0) return []
      // An American bus is any bus: its level is the mean of all. Nothing splits mopeds: all burn petrol.
      const vehicleClass = mode === 'bus' && region === 'US' ? undefined : of?.[1]
      const mix: Mix = of
        ? mixOf(figures, of[0], region, vehicleClass)
        : new Map([['petrol', constantLine(1)]])
      // An American car is a passenger car or a light truck, and the mix of them moves from year to year.
      const classes = mode === 'car' ? classesOf(all, region) : []
      if (classes.length > 0)
        return fleetSeries(mode, region, classMix(figures, mode, region, classes), known)
      return fleetSeries(
        mode,
        region,
        [...mix].map(([word, line]) => ({ word, line })),
        known,
      )
    }),
  )
}

/** A part of a mode's distance: of one powertrain, and of one class where the figures split by it. */
interface FleetPart {
  readonly vehicleClass?: VehicleClass
  readonly word: string
  readonly line: Line
}

/** The classes of cars that a country has levels of. */
function classesOf(all: readonly Level[], region: string): readonly VehicleClass[] {
  const classes = all
    .filter((level) => level.mode === 'car' && level.region === region)
    .flatMap(({ vehicleClass }) => vehicleClass ?? [])
  return [...new Set(classes)]
}

function classMix(
  figures: NationalFigures,
  mode: Mode,
  region: string,
  classes: readonly VehicleClass[],
): readonly FleetPart[] {
  return classes.flatMap((vehicleClass) => {
    const ofClass = figures.shares(mode, region).filter((part) => part.vehicleClass === vehicleClass)
    return ofClass.map(({ powertrain: word, points }) => ({
      vehicleClass,
      word,
      line: lineOf((year) => points.get(year) ?? 0),
    }))
  })
}

function fleetSeries(
  mode: Mode,
  region: string,
  mix: readonly FleetPart[],
  known: ReadonlySet<Powertrain>,
): readonly Part[] {
  const lines = mix.flatMap(({ vehicleClass, word, line }) => {
    const { powertrain } = powertrainOf(mode, word)
    return known.has(powertrain) ? [{ vehicleClass, powertrain, line }] : []
  })
  const kept = (line: Line, index: number): number => {
    const share = line[index] as number
    return share < LEAST_SHARE ? 0 : share
  }
  const whole = YEARS.map((_, index) => lines.reduce((sum, { line }) => sum + kept(line, index), 0))
  return lines.map(({ vehicleClass, powertrain, line }): Part => {
    const id = ['fleet-share', mode, vehicleClass, powertrain, region.toLowerCase(), sourceOf(region)]
      .filter((part) => part !== undefined)
      .join('.')
    return {
      series: {
        id,
        kind: 'fleet-share',
        mode,
        ...(vehicleClass === undefined ? {} : { vehicleClass }),
        powertrain,
        region,
        unit: 'share',
        seriesErrorShare: 0.5,
        tier: 2,
        quality: 'M',
        verification: 'secondary',
        sourceId: sourceOf(region),
        locator: 'shares of vehicle-km by powertrain',
        note: 'Computed from shares of vehicle-km and of vehicles; below 0.01 % left out.',
      },
      years: YEARS.flatMap((year, index) => {
        const share = kept(line, index)
        if (share === 0) return []
        return [
          { series: id, year, value: share / (whole[index] as number), spliced: 'interpolated' as const },
        ]
      }),
    }
  })
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
  return BLENDED.map((carrier) => ({
    id: `fuel-factor.${carrier}.co2.us.${sourceOf('US')}`,
    kind: 'fuel-factor',
    carrier,
    gas: 'co2',
    region: 'US',
    value:
      figures.get({ measure: 'carbon-per-energy', powertrain: carrier, region: 'US' }) *
      G_PER_MJ_TO_KG_PER_TJ,
    unit: 'kg CO2/TJ',
    tier: 2,
    quality: 'H',
    verification: 'read',
    sourceId: sourceOf('US'),
    locator: 'carbon content over net heat of the fossil part, mean of 2015 to 2022',
  }))
}

/** Kinds that a level and its fleet take the place of, in the countries and modes that have one. */
const OF_MODE: ReadonlySet<FactorRow['kind']> = new Set(['fleet-share', 'energy-intensity', 'direct-factor'])
/** Fuels of which every country with levels has its blend, year by year. */
const BLENDED = ['petrol', 'diesel'] as const

function replacedBy(all: readonly Level[]): Contribution['replaces'] {
  const modes = new Set(all.map(({ region, mode }) => `${region}|${mode}`))
  const regions = new Set(all.map(({ region }) => region))
  return ({ kind, region, mode, carrier }) =>
    (OF_MODE.has(kind) && modes.has(`${region}|${mode}`)) ||
    (kind === 'biofuel-share' && regions.has(region) && BLENDED.some((fuel) => fuel === carrier))
}

/** How far a blend may lie from its share of energy; absolute, for a share near 0 is not better known. */
const BLEND_BOUND = 0.015
/** A large share follows a mandate whose years and fuels are known less well, as a part of itself. */
const BLEND_PART = 0.12

/** The blend by which inventories were turned into energy turns energy into fossil and biogenic CO2 again. */
function blends(figures: NationalFigures, all: readonly Level[]): readonly Part[] {
  const regions = [...new Set(all.map(({ region }) => region))]
  return regions.flatMap((region) =>
    BLENDED.map((carrier): Part => {
      const points = figures.points({ measure: 'biofuel-share', mode: 'car', powertrain: carrier, region })
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
