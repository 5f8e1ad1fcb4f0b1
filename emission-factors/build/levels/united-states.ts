import { electricMotorcycle } from './electric-motorcycle.ts'
import { bandOf, type Level, splicedBySpan } from './level.ts'
import {
  at,
  constantLine,
  extended,
  interpolated,
  type Line,
  lineOf,
  times,
  type Weighted,
  YEARS,
} from './line.ts'
import type { NationalFigures } from './national-figures.ts'
import { carShape } from './shape.ts'
import { evenly, meanOf, smoothed, withoutJumps } from './smooth.ts'
import { powertrainOf } from './word.ts'

const REGION = 'US'
const SPAN = [1990, 2022] as const
/** Fuel against miles of the pandemic and of the last year is weak. */
const WEIGHTS: Readonly<Record<number, number>> = { 2020: 0.6, 2021: 0.8, 2022: 0.5 }
/** After the last year, of the logarithm a year: cars follow their trend, other classes stay. */
const CAR_TREND = -0.004
const GROWTH = 0.006
const INVENTORY = 'fuel of the class over its miles, biofuel added; EPA inventory, FHWA miles'
/** Net heat of a US gallon of petrol [MJ], the gallon equivalent of the Department of Energy. */
const MJ_PER_GGE = 118.4
const KM_PER_MILE = 1.609344

/** Levels of the United States: one method for all classes, 1990 to 2022, so that nothing needs splicing. */
export function americanLevels(figures: NationalFigures): readonly Level[] {
  return [...cars(figures), ...vans(figures), ...trucks(figures), ...buses(figures), ...motorcycles(figures)]
}

/** Energy per vehicle-km of a cell of the inventory, biofuel counted, smoothed and carried to the last year. */
function inventory(
  figures: NationalFigures,
  mode: string,
  vehicleClass: string,
  powertrain: 'petrol' | 'diesel',
  stiffness = 8,
): Line {
  const about = { measure: 'energy-per-vkm', mode, vehicleClass, powertrain, region: REGION } as const
  const biofuel = interpolated(
    figures.points({ measure: 'biofuel-share', mode: 'car', powertrain, region: REGION }),
  )
  const points = new Map<number, Weighted>(
    [...figures.points(about)].map(([year, fossil]) => [
      year,
      { value: fossil / (1 - at(biofuel, year)), weight: WEIGHTS[year] ?? 1 },
    ]),
  )
  const piece = withoutJumps(smoothed(points, stiffness))
  return extended(piece, constantLine(0), constantLine(mode === 'car' ? CAR_TREND : 0))
}

const SPLICED = YEARS.map((year) => (year <= SPAN[1] ? ('published' as const) : ('extrapolated' as const)))

type Draft = Pick<Level, 'mode' | 'values' | 'locator'> & {
  word: string
  sd?: number
  lower?: Line
  upper?: Line
  vehicleClass?: Level['vehicleClass']
  share?: number
  quality?: Level['quality']
  carried?: true
}

function level({
  word,
  sd = 0,
  lower,
  upper,
  vehicleClass,
  share = 0.8,
  quality = 'H',
  carried,
  ...rest
}: Draft): Level {
  const band = bandOf({ sd, growth: GROWTH, span: SPAN })
  return {
    ...rest,
    ...powertrainOf(rest.mode, word),
    ...(vehicleClass === undefined ? {} : { vehicleClass }),
    region: REGION,
    lower: lower ?? band.lower,
    upper: upper ?? band.upper,
    spliced: carried ? splicedBySpan('surrogate', SPAN) : SPLICED,
    seriesErrorShare: share,
    quality,
  }
}

const CLASSES = ['passenger-car', 'light-truck'] as const
type LightClass = (typeof CLASSES)[number]
const CLASS_WORDS: Readonly<Record<LightClass, string>> = {
  'passenger-car': 'passenger cars',
  'light-truck': 'light-duty trucks',
}

/** Energies of one light class by the words of the figures. */
function lightClass(figures: NationalFigures, vehicleClass: LightClass): Readonly<Record<string, Line>> {
  const shape = carShape(figures)
  const petrol = inventory(figures, 'car', vehicleClass, 'petrol')
  const electric = meanOf(
    figures
      .list({
        measure: 'energy-per-vkm',
        mode: 'car',
        vehicleClass,
        powertrain: 'battery-electric',
        region: REGION,
      })
      .map(({ value }) => value),
  )
  const british = meanOf(
    [2024, 2025].map((year) =>
      figures.get(
        { measure: 'energy-per-vkm', mode: 'car', powertrain: 'battery-electric', region: 'GB' },
        year,
      ),
    ),
  )
  return {
    petrol,
    diesel: inventory(figures, 'car', vehicleClass, 'diesel', 20),
    'battery-electric': constantLine(electric),
    'plug-in-hybrid-electricity': constantLine((shape.plugInElectricity / british) * electric),
    'plug-in-hybrid-fuel': times(petrol, shape.plugInFuel),
    hybrid: times(petrol, shape.hybrid),
  }
}

/** Where electric cars and plug-in hybrids are driven; assumed, for no source splits them. */
const ELECTRIC_SHARE: Readonly<Record<LightClass, number>> = { 'passenger-car': 0.6, 'light-truck': 0.4 }

/** A `car` is the national mix of passenger cars and light trucks; either is a class of its own. */
function cars(figures: NationalFigures): readonly Level[] {
  const energies = CLASSES.map((one) => [one, lightClass(figures, one)] as const)
  const sds: Readonly<Record<string, number>> = { petrol: 0.03, diesel: 0.1, hybrid: 0.08 }
  const words = Object.keys(energies[0]?.[1] ?? {})
  const distance = (vehicleClass: LightClass, word: string, year: number): number => {
    if (!(word in sds)) return ELECTRIC_SHARE[vehicleClass]
    const part = word === 'hybrid' ? 'petrol' : word
    return figures
      .shares('car', REGION)
      .filter((one) => one.vehicleClass === vehicleClass && one.powertrain === part)
      .reduce((sum, { points }) => sum + (points.get(year) ?? 0), 0)
  }
  const mixed = (word: string): Line => {
    const values = lineOf((year) => {
      const weights = CLASSES.map((one) => distance(one, word, year))
      const sum = weights.reduce((total, weight) => total + weight, 0)
      return energies.reduce(
        (total, [, of], index) => total + ((weights[index] ?? 0) / sum) * at(of[word] as Line, year),
        0,
      )
    })
    return [...withoutJumps(new Map(YEARS.map((year, index) => [year, values[index] as number]))).values()]
  }
  return words.flatMap((word) => {
    const common = { mode: 'car', word, sd: sds[word] ?? 0.13 } as const
    const carried = word in sds && word !== 'hybrid' ? {} : ({ carried: true, quality: 'M' } as const)
    return [
      level({
        ...common,
        ...carried,
        values: mixed(word),
        locator: `${INVENTORY}; passenger cars and light trucks together`,
      }),
      ...energies.map(([vehicleClass, of]) =>
        level({
          ...common,
          ...carried,
          values: of[word] as Line,
          vehicleClass,
          locator: `${INVENTORY}; ${CLASS_WORDS[vehicleClass]}`,
        }),
      ),
    ]
  })
}

const isMotor = (word: string): boolean => word === 'petrol' || word === 'diesel'

/** Light commercial vehicles are taken as light trucks. */
function vans(figures: NationalFigures): readonly Level[] {
  const british = (powertrain: string): number =>
    figures.get({ measure: 'energy-per-vkm', mode: 'van', powertrain, region: 'GB' }, 2024)
  const light = lightClass(figures, 'light-truck')
  const energies: Readonly<Record<string, Line>> = {
    ...light,
    'plug-in-hybrid-fuel': times(light['petrol'] as Line, british('plug-in-hybrid-fuel') / british('diesel')),
    'plug-in-hybrid-electricity': constantLine(british('plug-in-hybrid-electricity')),
  }
  const electric = at(energies['battery-electric'] as Line, 2020) * 1.3
  const words = ['petrol', 'diesel', 'battery-electric', 'plug-in-hybrid-fuel', 'plug-in-hybrid-electricity']
  return words.map((word) =>
    level({
      mode: 'van',
      word,
      values: word === 'battery-electric' ? constantLine(electric) : (energies[word] as Line),
      sd: isMotor(word) ? Math.hypot(0.06, 0.05) : 0.18,
      share: 0.85,
      quality: 'M',
      locator:
        word === 'battery-electric'
          ? 'light commercial truck of AVERT × 1.3'
          : `${INVENTORY}; light-duty trucks`,
      ...(isMotor(word) ? {} : { carried: true as const }),
    }),
  )
}

/** Rigid over articulated: the geometric mean of FHWA (0.870 over 1.085) and of totals of MOVES (670 over 1,070). */
const RIGID_OVER_ARTICULATED = Math.sqrt((0.87 / 1.085) * (670 / 1070))
/** Rigid trucks' part of the miles of all trucks, FHWA. */
const RIGID_SHARE = 0.39

function trucks(figures: NationalFigures): readonly Level[] {
  const petrol = inventory(figures, 'truck', '', 'petrol', 30)
  const diesel = inventory(figures, 'truck', '', 'diesel', 30)
  const miles = (powertrain: string) =>
    figures.points({ measure: 'inventory-share', mode: 'truck', powertrain, region: REGION })
  const [ofPetrol, ofDiesel] = [miles('petrol'), miles('diesel')]
  const share = interpolated(
    smoothed(
      evenly(
        new Map(
          [...ofPetrol]
            .filter(([year]) => ofDiesel.has(year) && year <= SPAN[1])
            .map(([year, value]) => [year, value / (value + (ofDiesel.get(year) ?? 0))]),
        ),
      ),
      20,
      'linear',
    ),
  )
  const all = lineOf((year) => at(share, year) * at(petrol, year) + (1 - at(share, year)) * at(diesel, year))
  const rigid = times(all, 1 / (RIGID_SHARE + (1 - RIGID_SHARE) / RIGID_OVER_ARTICULATED))
  const articulated = times(rigid, 1 / RIGID_OVER_ARTICULATED)
  const petrolShare = lineOf((year) => Math.min(0.9, at(share, year) / RIGID_SHARE))
  const rigidPetrol = lineOf((year) => Math.min(at(petrol, year), at(rigid, year) * 0.98))
  const rigidDiesel = lineOf(
    (year) => (at(rigid, year) - at(petrolShare, year) * at(rigidPetrol, year)) / (1 - at(petrolShare, year)),
  )
  const fhwa = (mode: string): Line =>
    interpolated(
      figures.points({ measure: 'energy-per-vkm-fhwa', mode, powertrain: 'diesel', region: REGION }),
    )
  const holding = (values: Line, mode: string): Line =>
    lineOf((year) => Math.max(1.16, (at(fhwa(mode), year) / at(values, year)) * 1.03))
  const split = 'all trucks of the inventory, split by the mean of FHWA and MOVES; the interval holds FHWA'
  const electric = (mode: string) =>
    mode === 'rigid-truck'
      ? figures.get({ measure: 'energy-per-vkm', mode, powertrain: 'battery-electric', region: REGION })
      : meanOf(
          ['US', 'NZ'].map((region) =>
            figures.get({ measure: 'energy-per-vkm', mode, powertrain: 'battery-electric', region }),
          ),
        )
  const common = { share: 0.9, quality: 'M' } as const
  return [
    level({
      ...common,
      mode: 'rigid-truck',
      word: 'diesel',
      values: rigidDiesel,
      lower: constantLine(0.84),
      upper: holding(rigid, 'rigid-truck'),
      locator: split,
    }),
    level({
      ...common,
      mode: 'rigid-truck',
      word: 'petrol',
      values: rigidPetrol,
      lower: constantLine(0.85),
      upper: constantLine(1.2),
      locator: `${INVENTORY}; heavy-duty petrol`,
    }),
    level({
      ...common,
      mode: 'articulated-truck',
      word: 'diesel',
      values: articulated,
      lower: constantLine(0.87),
      upper: holding(articulated, 'articulated-truck'),
      locator: split,
    }),
    ...(['rigid-truck', 'articulated-truck'] as const).map((mode) =>
      level({
        ...common,
        mode,
        word: 'battery-electric',
        values: constantLine(electric(mode)),
        lower: constantLine(0.7),
        upper: constantLine(1.4),
        carried: true,
        locator: 'AVERT and EECA',
      }),
    ),
  ]
}

/** Tested transit buses of 3.26 mile/GGE use a quarter more than the mean of all buses, school buses a third less. */
const BUS_BOUNDS = [0.8, 1.3] as const

/** Statistics count transit, school and other buses together: a bus of which nothing is stated is their mean. */
function buses(figures: NationalFigures): readonly Level[] {
  const all = inventory(figures, 'bus', '', 'diesel', 20)
  const miles = (vehicleClass: string): number =>
    figures.get({ measure: 'class-share', mode: 'bus', vehicleClass, region: REGION })
  const perVkm = (vehicleClass: string): number =>
    MJ_PER_GGE /
    figures.get({ measure: 'fuel-economy', mode: 'bus', vehicleClass, region: REGION }) /
    KM_PER_MILE
  const [transit, school] = [miles('transit'), miles('school')]
  const moving = lineOf((year) => at(all, year) / at(all, 2021))
  const ofCity = transit * perVkm('transit') * TRANSIT_TOWARDS_MEAN + school * perVkm('school')
  const coach = lineOf((year) => (at(all, year) - ofCity * at(moving, year)) / (1 - transit - school))
  const electric = figures.get({
    measure: 'energy-per-vkm',
    mode: 'bus',
    powertrain: 'battery-electric',
    region: REGION,
  })
  const common = { share: 0.9, quality: 'M' } as const
  const [below, above] = BUS_BOUNDS
  const bus = (word: string, factor: number, wider: number): Level =>
    level({
      ...common,
      mode: 'bus',
      word,
      values: times(all, factor),
      lower: constantLine(below / wider),
      upper: constantLine(above * wider),
      locator: `${INVENTORY}; transit, school and other buses together`,
    })
  return [
    bus('diesel', 1, 1),
    level({
      ...common,
      mode: 'bus',
      word: 'petrol',
      values: inventory(figures, 'bus', '', 'petrol', 20),
      lower: constantLine(below / 1.1),
      upper: constantLine(above * 1.1),
      locator: `${INVENTORY}; transit, school and other buses together`,
    }),
    bus('cng', 1.2, 1.1),
    bus('hybrid', 0.765, 1.1),
    level({
      ...common,
      mode: 'bus',
      word: 'battery-electric',
      values: constantLine(electric),
      lower: constantLine(0.75),
      upper: constantLine(1.33),
      carried: true,
      locator: 'heavy transit bus of AVERT',
    }),
    level({
      ...common,
      mode: 'coach',
      word: 'diesel',
      values: coach,
      lower: constantLine(0.75),
      upper: constantLine(1.35),
      quality: 'L',
      carried: true,
      locator: 'other buses: what transit and school buses leave of the inventory mean',
    }),
  ]
}

/** The test cycle of transit buses is harder than their driving: between it and the inventory's mean. */
const TRANSIT_TOWARDS_MEAN = 0.8

/** A motorcycle of 44 mile/gal, as FHWA has it [MJ/vkm]: half of the inventory's, and inside the interval. */
const FHWA_MOTORCYCLE = 1.73

function motorcycles(figures: NationalFigures): readonly Level[] {
  const values = inventory(figures, 'motorcycle', '', 'petrol', 30)
  const band = bandOf({ sd: 0.05, growth: 0.005, span: SPAN })
  const lower = lineOf((year) => Math.min(at(band.lower, year), (FHWA_MOTORCYCLE / at(values, year)) * 0.97))
  const electric = electricMotorcycle(figures, values)
  const common = { mode: 'motorcycle', share: 0.9 } as const
  return [
    level({
      ...common,
      word: 'petrol',
      values,
      ...band,
      lower,
      quality: 'L',
      locator: `${INVENTORY}; the interval holds FHWA's 44 mile/gal`,
    }),
    level({
      ...common,
      word: 'battery-electric',
      values: constantLine(electric),
      lower: constantLine(0.65),
      upper: constantLine(1.5),
      quality: 'L',
      carried: true,
      locator: 'EECA, motorcycle',
    }),
  ]
}
