import type { Mode, Splice } from '../../domain.ts'
import {
  at,
  constantLine,
  interpolated,
  type Line,
  lineOf,
  type Points,
  times,
  YEARS,
} from '../levels/line.ts'
import type { NationalFigures } from '../levels/national-figures.ts'
import { GERMAN_LOCATOR, germanLine, germanPersons, steadyTrend } from './german.ts'
import { FIRST, JRC_COUNTRIES, JrcTrains, LAST, TRACTIONS, type Traction } from './jrc.ts'
import { type Origin, steady, type TrainFigure, tractionShares } from './train.ts'

const EASTERN = new Set(['PL', 'CZ', 'SK', 'HU', 'RO', 'BG', 'LT', 'LV', 'EE', 'HR', 'SI'])

/** A class over the mean of all trains: France (regional train 13.5 kWh and 80 persons, main line 20 kWh and 188, taken at 70 to 30 of the train-km) and IKARUS (intercity 1.12 of regional). */
export const CLASS_SHAPE = {
  commuter: { energy: 0.87, persons: 0.75 },
  intercity: { energy: 1.2, persons: 1.6 },
} as const
type TrainClass = keyof typeof CLASS_SHAPE
export const TRAIN_CLASSES = Object.keys(CLASS_SHAPE) as readonly TrainClass[]

/** Persons in a train: the mean of Germany, 2015 to 2019, and of France at 70 to 30 is 112, Britain's 121. */
const PERSONS = 108
/** Persons in a high-speed train: France. */
const FAST_PERSONS = 285
/** Tonnes in a freight train, UC Davis 2005: western Europe 422 electric, 374 diesel; eastern 620 and 356. */
const TONNES = { western: 420, eastern: 620, all: 440 } as const

const LOCATOR =
  'per train-km: trend of a typical country, the yearly change in the middle of all, times the mean ratio of the country, 2006 to 2015'

const splicedBy = (first: number, last: number, inside: Splice): readonly Splice[] =>
  YEARS.map((year) => (year > last ? 'surrogate' : year < first ? 'extrapolated' : inside))

/** The interval of a line: it grows outside the years of its source. */
const band = (
  half: number,
  growth: number,
  [first, last]: readonly [number, number],
): Pick<TrainFigure, 'lower' | 'upper'> => {
  const width = lineOf((year) => half + growth * Math.max(0, first - year, year - last))
  return { lower: width.map((one) => 1 - one), upper: width.map((one) => 1 + one) }
}

/** Passenger and freight trains of the countries of JRC-IDEES but Great Britain, whose regulator says more. */
export function europeanTrains(figures: NationalFigures): readonly TrainFigure[] {
  const jrc = new JrcTrains(figures)
  return JRC_COUNTRIES.flatMap((region) => [
    ...(region === 'GB' ? [] : [...conventional(figures, jrc, region), ...freight(jrc, region)]),
    ...fast(figures, jrc, region),
  ])
}

/** Energy per train-km of each traction that a country has. */
type Levels = Readonly<Partial<Record<Traction, Points>>>

/** Energy of both tractions over that of all countries at the same shares: longer trains use more and hold more. */
function length(jrc: JrcTrains, mode: Mode, region: string, electric: number): number {
  const share = { electric, diesel: 1 - electric } as const
  const present = TRACTIONS.flatMap((one) => {
    const ratio = jrc.overAll(mode, one, region)
    return ratio === undefined
      ? []
      : [{ ratio, energy: jrc.all(mode, one).get(LAST) as number, share: share[one] }]
  })
  const own = present.reduce((sum, one) => sum + one.energy * one.ratio * one.share, 0)
  return own / present.reduce((sum, one) => sum + one.energy * one.share, 0)
}

/** Each traction that a country has, and its share of train-km. */
function tractions(
  mode: Mode,
  levels: Levels,
  electric: Line,
  span: readonly [number, number],
  origin: Origin,
): readonly TrainFigure[] {
  const fleet = tractionShares('fleet-share', { mode }, electric, {
    ...origin,
    locator: 'share of train-km, mean of seven years',
  })
  const energies = fleet.flatMap(({ powertrain }): TrainFigure[] => {
    const points = levels[powertrain as Traction]
    if (!points || !powertrain) return []
    const values = steady(interpolated(points))
    return [{ kind: 'energy-level', mode, powertrain, values, ...band(0.2, 0.01, span), ...origin }]
  })
  return [...energies, ...fleet]
}

function conventional(figures: NationalFigures, jrc: JrcTrains, region: string): readonly TrainFigure[] {
  const mode = 'rail' as const
  const shares = jrc.electricShare(mode, region, 3)
  if (shares.size === 0) return []
  const isGerman = region === 'DE'
  const german = (powertrain: Traction): Points =>
    germanLine(
      figures.points({ measure: 'energy-per-vkm', mode, powertrain, region }),
      jrc.trend(mode, powertrain),
    )
  const span = [FIRST, isGerman ? 2021 : LAST] as const
  const origin: Origin = {
    region,
    spliced: splicedBy(...span, 'overlap'),
    quality: 'M',
    sourceId: isGerman ? 'jrc-idees-2021' : 'jrc-idees-2015',
    locator: isGerman ? GERMAN_LOCATOR : LOCATOR,
  }
  const levels: Partial<Record<Traction, Points>> = {}
  for (const powertrain of TRACTIONS) {
    const points = isGerman ? german(powertrain) : jrc.level(mode, powertrain, region)
    if (points) levels[powertrain] = points
  }
  const electric = interpolated(shares)
  const persons = isGerman
    ? germanPersons(figures)
    : constantLine(PERSONS * length(jrc, mode, region, at(electric, LAST)))
  return [
    ...tractions(mode, levels, electric, span, origin),
    ...classIndices(region),
    ...personsInTrains(figures, region, persons, isGerman || region === 'FR' ? 0.25 : 0.35),
  ]
}

const SHAPE_ORIGIN = {
  spliced: splicedBy(1990, 2025, 'surrogate'),
  quality: 'L',
  sourceId: 'heavy-rail-fr',
} as const

function classIndices(region: string): readonly TrainFigure[] {
  return TRAIN_CLASSES.map((vehicleClass) => ({
    kind: 'class-index',
    mode: 'rail',
    vehicleClass,
    region,
    values: constantLine(CLASS_SHAPE[vehicleClass].energy),
    ...band(0.15, 0, [FIRST, LAST]),
    ...SHAPE_ORIGIN,
    locator: 'energy of the class over the mean of all trains: France and IKARUS, 70 to 30 of the train-km',
  }))
}

function personsInTrains(
  figures: NationalFigures,
  region: string,
  persons: Line,
  half: number,
): readonly TrainFigure[] {
  const french = (vehicleClass: string): number =>
    figures.get({ measure: 'occupancy', mode: 'rail', vehicleClass, region: 'FR' })
  const of = (vehicleClass: TrainClass | undefined): Line => {
    if (vehicleClass === undefined) return persons
    return region === 'FR'
      ? constantLine(french(vehicleClass))
      : times(persons, CLASS_SHAPE[vehicleClass].persons)
  }
  return [undefined, ...TRAIN_CLASSES].map((vehicleClass) => ({
    kind: 'occupancy',
    mode: 'rail',
    ...(vehicleClass === undefined ? {} : { vehicleClass }),
    region,
    values: of(vehicleClass),
    ...band(half, 0, [FIRST, LAST]),
    ...SHAPE_ORIGIN,
    ...(region === 'DE' ? { sourceId: 'jrc-idees-2021' } : {}),
    locator:
      region === 'FR' && vehicleClass !== undefined
        ? 'Annex II, persons in a train'
        : 'persons in a train: Germany and France, times the energy of the country’s train over that of all',
  }))
}

function fast(figures: NationalFigures, jrc: JrcTrains, region: string): readonly TrainFigure[] {
  const mode = 'high-speed-rail' as const
  const model = jrc.level(mode, 'electric', region)
  if (!model) return []
  const of = { mode, region }
  const [isGerman, isFrench] = [region === 'DE', region === 'FR']
  const german = (measure: string): Points => figures.points({ measure, ...of, powertrain: 'electric' })
  const line = steady(
    interpolated(isGerman ? germanLine(german('energy-per-vkm'), jrc.trend(mode, 'electric')) : model),
  )
  const values = isFrench
    ? times(line, figures.get({ measure: 'energy-per-vkm', ...of, powertrain: 'electric' }) / at(line, 2012))
    : line
  const span = [FIRST, isGerman ? 2021 : LAST] as const
  const persons = isGerman
    ? interpolated(steadyTrend(new Map([...german('occupancy')].filter(([year]) => year <= 2019))))
    : constantLine(
        isFrench
          ? FAST_PERSONS
          : FAST_PERSONS * Math.max(0.8, Math.min(1.25, jrc.overAll(mode, 'electric', region) as number)),
      )
  const sourceId = isGerman ? 'jrc-idees-2021' : 'jrc-idees-2015'
  const origin = { region, quality: 'M', spliced: splicedBy(...span, 'overlap') } as const
  return [
    {
      kind: 'energy-level',
      mode,
      powertrain: 'electric',
      values,
      ...band(isFrench ? 0.15 : 0.22, 0.01, span),
      ...origin,
      sourceId,
      locator: isFrench
        ? 'per train-km: trend of JRC-IDEES 2015 at the level of the arrêté, Annex II'
        : isGerman
          ? GERMAN_LOCATOR
          : LOCATOR,
    },
    {
      kind: 'occupancy',
      mode,
      values: persons,
      ...band(isGerman || isFrench ? 0.2 : 0.3, 0, span),
      ...origin,
      sourceId: isGerman ? sourceId : 'heavy-rail-fr',
      locator: 'persons in a train: Germany’s own, else France times the energy of the train',
    },
  ]
}

function freight(jrc: JrcTrains, region: string): readonly TrainFigure[] {
  const mode = 'freight-rail' as const
  const shares = jrc.electricShare(mode, region, 3)
  if (shares.size === 0) return []
  const span = [FIRST, LAST] as const
  const origin: Origin = {
    region,
    spliced: splicedBy(...span, 'overlap'),
    quality: 'M',
    sourceId: 'jrc-idees-2015',
    locator: LOCATOR,
  }
  const levels: Partial<Record<Traction, Points>> = {}
  for (const powertrain of TRACTIONS) {
    const points = jrc.level(mode, powertrain, region)
    if (points) levels[powertrain] = points
  }
  const electric = interpolated(shares)
  const tonnes = EASTERN.has(region) ? TONNES.eastern : TONNES.western
  return [
    ...tractions(mode, levels, electric, span, origin),
    {
      kind: 'load',
      mode,
      values: constantLine(tonnes * length(jrc, mode, region, at(electric, LAST))),
      ...band(0.25, 0, span),
      ...origin,
      quality: 'L',
      locator: 'tonnes in a train: UC Davis 2005, times the energy of the country’s train over that of all',
    },
  ]
}

/** Where a European country has no trains of its own in the figures: all countries of 2015 together. */
export function europeanMean(figures: NationalFigures): readonly TrainFigure[] {
  const jrc = new JrcTrains(figures)
  const region = 'EUR'
  const origin: Origin = {
    region,
    spliced: splicedBy(1990, 2025, 'surrogate'),
    quality: 'L',
    sourceId: 'jrc-idees-2015',
    locator: 'per train-km: sum of all countries, 2015',
  }
  const energy = (mode: Mode, powertrain: Traction): number =>
    jrc.sum(mode, powertrain).get(LAST)?.energy ?? 0
  const level = (
    mode: Mode,
    powertrain: Traction,
    half: number,
    shape = 1,
  ): Omit<TrainFigure, 'vehicleClass'> => ({
    kind: 'energy-level',
    mode,
    powertrain,
    values: constantLine(energy(mode, powertrain) * shape),
    ...band(half, 0, [FIRST, LAST]),
    ...origin,
  })
  const shares = (mode: Mode): Line => {
    const diesel = jrc.sum(mode, 'diesel')
    const points = [...jrc.sum(mode, 'electric')].map(([year, { distance }]) => {
      return [year, distance / (distance + (diesel.get(year)?.distance ?? 0))] as const
    })
    return interpolated(new Map(points))
  }
  const filled = (kind: 'occupancy' | 'load', mode: Mode, value: number, half: number): TrainFigure => ({
    kind,
    mode,
    values: constantLine(value),
    ...band(half, 0, [FIRST, LAST]),
    ...origin,
    locator: kind === 'load' ? 'tonnes in a train: UC Davis 2005' : 'persons in a train: Germany and France',
  })
  return [
    ...TRACTIONS.flatMap((powertrain) => [
      level('rail', powertrain, 0.25),
      ...TRAIN_CLASSES.map((vehicleClass) => ({
        ...level('rail', powertrain, 0.3, CLASS_SHAPE[vehicleClass].energy),
        vehicleClass,
      })),
      level('freight-rail', powertrain, 0.4),
    ]),
    level('high-speed-rail', 'electric', 0.3),
    ...tractionShares('fleet-share', { mode: 'rail' }, shares('rail'), origin),
    ...tractionShares('fleet-share', { mode: 'freight-rail' }, shares('freight-rail'), origin),
    filled('occupancy', 'rail', PERSONS, 0.3),
    ...TRAIN_CLASSES.map((vehicleClass) => ({
      ...filled('occupancy', 'rail', PERSONS * CLASS_SHAPE[vehicleClass].persons, 0.3),
      vehicleClass,
    })),
    filled('occupancy', 'high-speed-rail', FAST_PERSONS, 0.35),
    filled('load', 'freight-rail', TONNES.all, 0.35),
  ]
}
