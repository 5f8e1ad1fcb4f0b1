import type { Mode } from '../../domain.ts'
import { at, constantLine, interpolated, type Line, type Points, times } from '../levels/line.ts'
import type { NationalFigures } from '../levels/national-figures.ts'
import {
  band,
  CLASS_SHAPE,
  FAST_PERSONS,
  PERSONS,
  splicedBy,
  TONNES,
  TRAIN_CLASSES,
  type TrainClass,
} from './european-train.ts'
import { GERMAN_LOCATOR, germanLine, germanPersons, steadyTrend } from './german.ts'
import { FIRST, JRC_COUNTRIES, JrcTrains, LAST, TRACTIONS, type Traction } from './jrc.ts'
import { type Origin, steady, type TrainFigure, tractionShares } from './train.ts'

const EASTERN = new Set(['PL', 'CZ', 'SK', 'HU', 'RO', 'BG', 'LT', 'LV', 'EE', 'HR', 'SI'])

const LOCATOR =
  'per train-km: trend of a typical country, the yearly change in the middle of all, times the mean ratio of the country, 2006 to 2015'

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
