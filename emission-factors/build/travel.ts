import type { Mode, Source } from '../domain.ts'
import type { FactorRow } from '../table.ts'
import { cell, type Figure, type Figures, numberIn } from './figures.ts'
import { JRC } from './jrc-source.ts'
import { type Contribution, copyRead, type Draft, record } from './row.ts'
import { source } from './use-term.ts'

const NTS: Source = source(
  'dft-nts-2023',
  'National Travel Survey 2023, England',
  'UK Department for Transport (DfT)',
  '2024',
  'Open Government Licence v3.0',
  'Contains public sector information licensed under the Open Government Licence v3.0. Source: DfT, National Travel Survey 2023',
)
const MID: Source = source(
  'mid-2023',
  'Mobilität in Deutschland (MiD) 2023, main results, as quoted in the press',
  'German Federal Ministry of Transport',
  '2025',
  'Government press release (facts)',
)

const MODES: readonly Mode[] = ['walk', 'cycle', 'car', 'bus', 'rail']
const VEHICLES: Readonly<Record<string, Mode>> = {
  car: 'car',
  van: 'van',
  bus: 'bus',
  motorcycle: 'motorcycle',
  truck: 'rigid-truck',
}

/** Trips of residents by mode, and distances that vehicles are driven in a year. */
export function travel(figures: Figures): Contribution {
  const all = figures.read('defaults/travel_defaults.csv')
  const read = all.flatMap((f) => trip(f) ?? annual(f) ?? [])
  return {
    sources: [NTS, MID],
    records: [...read, ...europeanMeans(read)],
    leftOut: {
      'travel surveys of other modes, trips in a year and distances of persons; annual distances by engine':
        all.length - read.length,
    },
  }
}

function trip(figure: Figure) {
  const german = cell(figure, 'source_document').startsWith('Mobilitaet')
  if (!german && !cell(figure, 'source_document').startsWith('DfT National Travel Survey')) return undefined
  const mode = MODES.find((one) => one === figure['mode'])
  const year = numberIn(figure, 'year')
  const base = {
    region: german ? 'DE' : 'GB',
    yearFrom: year,
    yearTo: year,
    value: numberIn(figure, 'value'),
    tier: 2,
    quality: 'M',
    verification: 'secondary',
    sourceId: german ? MID.id : NTS.id,
    locator: `${cell(figure, 'table')}, ${cell(figure, 'mode')}`,
    note: german ? 'Residents of Germany.' : 'Residents of England, which stand for Great Britain.',
  } as const
  const draft = (kind: Draft['kind'], unit: string): Draft => ({ ...base, kind, unit, mode })
  if (figure['metric'] === 'trips_per_person_day') return record(draft('trip-rate', 'trips/person/day'))
  if (!mode) return undefined
  if (figure['metric'] === 'mode_share_trips') return record(draft('trip-share', '%'))
  return figure['metric'] === 'mean_trip_length' ? record(draft('trip-length', 'km')) : undefined
}

function annual(figure: Figure) {
  const mode = VEHICLES[cell(figure, 'mode')]
  if (!mode || figure['topic'] !== 'annual_km' || figure['powertrain'] !== 'all') return undefined
  if (!cell(figure, 'source_document').startsWith('JRC')) return undefined
  const year = numberIn(figure, 'year')
  return record({
    kind: 'annual-distance',
    mode,
    region: cell(figure, 'region'),
    yearFrom: year,
    yearTo: year,
    value: numberIn(figure, 'value'),
    unit: 'km/vehicle/a',
    tier: 2,
    quality: 'M',
    verification: 'secondary',
    sourceId: JRC.id,
    locator: `TrRoad_act, vehicle-km over stock, ${cell(figure, 'vehicle_class')}, ${year}`,
    note: `Computed: ratio of two printed figures, calibrated to fuel balances. ${copyRead(cell(figure, 'read_from'))}`,
  })
}

/** The plain mean of the countries of a mode and year stands for Europe. */
function europeanMeans(records: readonly FactorRow[]): readonly FactorRow[] {
  const groups = new Map<string, FactorRow[]>()
  for (const one of records)
    if (one.kind === 'annual-distance') {
      const key = `${one.mode}|${one.yearFrom}`
      groups.set(key, [...(groups.get(key) ?? []), one])
    }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first?.mode) return []
    const mean = group.reduce((sum, { value }) => sum + value, 0) / group.length
    return [
      record({
        kind: 'annual-distance',
        mode: first.mode,
        region: 'EUR',
        yearFrom: first.yearFrom,
        yearTo: first.yearTo,
        value: Number(mean.toPrecision(6)),
        unit: first.unit,
        tier: 1,
        quality: 'L',
        verification: 'secondary',
        sourceId: first.sourceId,
        locator: `${first.locator}, mean of countries`,
        note: `Computed: plain mean of ${group.length} countries.`,
      }),
    ]
  })
}
