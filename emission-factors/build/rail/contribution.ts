import type { DeclaredBreak, Mode } from '../../domain.ts'
import { type Figures, listSources } from '../../figure-file.ts'
import type { SeriesRow, YearRow } from '../../series.ts'
import type { FactorRow } from '../../table.ts'
import { type CountryStep, declaredBreaks } from '../levels/breaks.ts'
import { constantLine, FIRST_YEAR, LAST_YEAR, YEARS } from '../levels/line.ts'
import { NationalFigures } from '../levels/national-figures.ts'
import type { Contribution } from '../row.ts'
import { britishTrains } from './british.ts'
import { americanTrains, indianTrains, simpleTrains, trolleybusOfUnitedStates } from './elsewhere.ts'
import { europeanTrains } from './european.ts'
import { europeanMean } from './european-mean.ts'
import { JRC_COUNTRIES } from './jrc.ts'
import { quotedTrains } from './quoted.ts'
import { groupTrains, standInTrains } from './stand-in.ts'
import type { TrainFigure } from './train.ts'
import { tractionShares } from './train.ts'

const ACCESSED = '2026-11-29'
const SOURCE_PREFIXES = [
  'heavy-rail-',
  'urban-rail-',
  'orr-rail-',
  'bts-rail',
  'ntd-other',
  'jrc-idees-2021',
] as const

/** Kinds of the released set that energy per train and what is in the train take the place of. */
const REPLACED: ReadonlySet<FactorRow['kind']> = new Set([
  'energy-intensity',
  'direct-factor',
  'fleet-share',
  'occupancy',
])
const MODES: ReadonlySet<string> = new Set<Mode>([
  'rail',
  'high-speed-rail',
  'freight-rail',
  'metro',
  'tram',
  'trolleybus',
])

/** Countries whose suburban trains run on electricity alone, whatever the others do. */
const ELECTRIC_SUBURBS = [
  ['IN', 'heavy-rail-ucd-in'],
  ['CN', 'heavy-rail-cn-commuter'],
  ['BR', 'heavy-rail-br'],
] as const

/**
 * Trains, trams and trolleybuses by energy per train-km or car-km of each traction, its share, and the persons or tonnes in
 * it, so that the electricity of the city and the blend of the diesel act.
 */
export function rail(figures: Figures): Contribution {
  const national = new NationalFigures(figures.all())
  const parts = trainFigures(figures, national).map(partOf)
  const series = parts.flatMap((part) => part.series ?? [])
  const years = parts.flatMap((part) => part.years)
  return {
    sources: SOURCE_PREFIXES.flatMap((prefix) => listSources(figures.sources(), prefix, ACCESSED)),
    records: parts.flatMap(({ record }) => record ?? []),
    series,
    years,
    breaks: breaksOf(
      series,
      years,
      parts.flatMap(({ record }) => record ?? []),
    ),
    replaces: ({ kind, mode }) => MODES.has(mode ?? '') && REPLACED.has(kind),
  }
}

/** What a mean train uses steps where its fleet does, also where the energy of each traction is one record for all years. */
function breaksOf(
  series: readonly SeriesRow[],
  years: readonly YearRow[],
  records: readonly FactorRow[],
): readonly DeclaredBreak[] {
  const constant = records.filter(({ kind }) => kind === 'energy-level')
  const all = [...series, ...constant] as readonly SeriesRow[]
  const lasting = constant.flatMap(({ id, value }) =>
    YEARS.map((year): YearRow => ({ series: id, year, value, spliced: 'surrogate' })),
  )
  return declaredBreaks(all, [...years, ...lasting], electrification(all))
}

/**
 * An electric train uses a third to a half of the energy of a diesel one: a mean moves by more than 3 % where its tractions
 * do. No traction of its own moves by so much.
 */
const electrification = (series: readonly SeriesRow[]): readonly CountryStep[] =>
  [...new Set(series.map(({ region }) => region))].map((region) => ({
    region,
    modes: ['rail', 'freight-rail'],
    from: FIRST_YEAR + 1,
    to: LAST_YEAR,
    why: JRC_REGIONS.has(region)
      ? 'published: train-km of electric and diesel trains moved (JRC-IDEES 2015, mean of seven years)'
      : 'true: electric traction grew',
  }))
const JRC_REGIONS: ReadonlySet<string> = new Set([...JRC_COUNTRIES, 'EUR'])

/** Every figure of trains, in no order. */
export function trainFigures(figures: Figures, national: NationalFigures): readonly TrainFigure[] {
  const surrogate = YEARS.map(() => 'surrogate' as const)
  return [
    ...europeanTrains(national),
    ...europeanMean(national),
    ...britishTrains(national),
    ...americanTrains(national),
    ...indianTrains(national),
    ...simpleTrains(national, 'CN', 'rail', 'heavy-rail-ucd-cn', 0.4, 'heavy-rail-cn'),
    ...simpleTrains(national, 'CN', 'freight-rail', 'heavy-rail-ucd-cn', 0.4, 'heavy-rail-cn'),
    ...simpleTrains(national, 'BR', 'rail', 'heavy-rail-ucd-br', 0.5),
    ...simpleTrains(national, 'BR', 'freight-rail', 'heavy-rail-ucd-br', 0.4),
    ...tractionShares('fleet-share', { mode: 'rail' }, constantLine(1), {
      region: 'JP',
      spliced: surrogate,
      quality: 'M',
      sourceId: 'heavy-rail-jp',
      locator: 'diesel cars use about 3 % of the energy and are left out',
    }),
    ...ELECTRIC_SUBURBS.flatMap(([region, sourceId]) =>
      tractionShares('class-fleet-share', { mode: 'rail', vehicleClass: 'commuter' }, constantLine(1), {
        region,
        spliced: surrogate,
        quality: 'L',
        sourceId,
        locator: 'suburban trains are taken as electric',
      }),
    ),
    ...quotedTrains(figures),
    ...trolleybusOfUnitedStates(national),
    ...standInTrains(national),
    ...groupTrains(national),
  ]
}

interface Part {
  readonly record?: FactorRow
  readonly series?: SeriesRow
  readonly years: readonly YearRow[]
}

/** A line that moves by less than this over all years is one figure. */
const NEARLY_CONSTANT = 0.005
const UNITS = {
  'energy-level': 'MJ/vkm',
  occupancy: 'persons/vehicle',
  load: 't/vehicle',
  'fleet-share': 'share',
  'class-fleet-share': 'share',
  'class-index': '1',
} as const satisfies Record<TrainFigure['kind'], string>
/** The ratio to a source's own mean is what all years of a level share; a city's mix is what it is in every year. */
const SERIES_ERROR_SHARE = 0.8
const MIX_ERROR_SHARE = 1

const rounded = (value: number): number => Number(value.toPrecision(6))

function partOf(figure: TrainFigure): Part {
  const { kind, mode, vehicleClass, powertrain, region, values, lower, upper } = figure
  const carrier = powertrain === 'electric' ? ('electricity' as const) : ('diesel' as const)
  const isLevel = kind === 'energy-level'
  const id = [
    kind,
    mode,
    vehicleClass,
    powertrain,
    isLevel && powertrain === 'electric' ? carrier : undefined,
    region === 'GLO' ? undefined : region.toLowerCase(),
    figure.sourceId,
  ]
    .filter((part) => part !== undefined)
    .join('.')
  const common = {
    id,
    kind,
    mode,
    ...(vehicleClass === undefined ? {} : { vehicleClass }),
    ...(powertrain === undefined ? {} : { powertrain }),
    ...(isLevel ? { carrier } : {}),
    region,
    unit: UNITS[kind],
    tier: 2,
    quality: figure.quality,
    verification: 'secondary',
    sourceId: figure.sourceId,
    locator: figure.locator,
    ...(figure.note === undefined ? {} : { note: figure.note }),
  } as const
  const bounds = (index: number): { lower?: number; upper?: number } =>
    lower && upper
      ? {
          lower: rounded((values[index] as number) * (lower[index] as number)),
          upper: rounded((values[index] as number) * (upper[index] as number)),
        }
      : {}
  const last = values.length - 1
  const isShare = UNITS[kind] === 'share'
  const valueAt = (index: number): number =>
    isShare ? (values[index] as number) : rounded(values[index] as number)
  if (Math.max(...values) <= Math.min(...values) * (1 + (isShare ? 0 : NEARLY_CONSTANT)))
    return { record: { ...common, value: valueAt(last), ...bounds(last) }, years: [] }
  return {
    series: { ...common, seriesErrorShare: isShare ? MIX_ERROR_SHARE : SERIES_ERROR_SHARE },
    years: YEARS.flatMap((year, index) =>
      isShare && values[index] === 0
        ? []
        : [
            {
              series: id,
              year,
              value: valueAt(index),
              ...bounds(index),
              spliced: figure.spliced[index] ?? 'surrogate',
            },
          ],
    ),
  }
}
