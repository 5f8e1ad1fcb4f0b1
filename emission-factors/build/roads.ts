import type { Mode, Source } from '../domain.ts'
import { cell, type Figure, type Figures, numberIn } from '../figure-file.ts'
import type { FactorRow } from '../table.ts'
import type { Contribution } from './row.ts'

const ACCESSED = '2026-11-29'
const SOURCE = 'cordon-roads'

type RoadKind = NonNullable<FactorRow['placeKnown']>
const KINDS = [
  'dense-urban',
  'urban',
  'suburban-town',
  'rural',
  'motorway',
] as const satisfies readonly RoadKind[]
/** The kinds that statistics of traffic tell apart. */
const COUNTED = ['urban', 'rural', 'motorway'] as const satisfies readonly RoadKind[]

/** The modes that have a speed curve, each with the class of the American count that drives as it does. */
const COUNTED_AS = {
  car: 'car',
  taxi: 'car',
  'ride-hail': 'car',
  van: 'car',
  motorcycle: 'motorcycle',
  bus: 'bus',
  coach: 'bus',
  'rigid-truck': 'rigid-truck',
  'articulated-truck': 'articulated-truck',
} as const satisfies Partial<Readonly<Record<Mode, Mode>>>
const MODES = Object.keys(COUNTED_AS) as readonly (keyof typeof COUNTED_AS)[]
/** Modes that drive as all traffic does, most of which they are: the British count does not tell others apart. */
const AS_ALL_TRAFFIC: ReadonlySet<Mode> = new Set(['car', 'taxi', 'ride-hail', 'van'])

/** Of a count of another year, and of a nation that was not counted. */
const COUNTED_HALF = 0.1
const STAND_IN_HALF = 0.3

/**
 * Mean speeds by kind of road, and on which roads a nation drives. Only the ratios of the speeds act: an estimate takes
 * them to the nation's mean speed.
 */
export function roads(figures: Figures): Contribution {
  const all = figures.all()
  return {
    sources: [SOURCES],
    records: [...speeds(all), ...MODES.flatMap((mode) => shares(all, mode))],
    series: [],
    years: [],
    replaces: () => false,
  }
}

const rounded = (value: number): number => Number(value.toPrecision(4))
const listed = (all: readonly Figure[], measure: string): readonly Figure[] =>
  all.filter((figure) => cell(figure, 'measure') === measure)
const isOf = (figure: Figure, mode: string, kind: RoadKind): boolean =>
  cell(figure, 'mode') === mode && cell(figure, 'vehicleClass') === kind

/** The mean of what is published of all traffic on a kind of road, times how a mode differs from it. */
function speeds(all: readonly Figure[]): readonly FactorRow[] {
  const measured = listed(all, 'road-traffic-speed')
  const ratios = listed(all, 'road-speed-ratio')
  return MODES.flatMap((mode) =>
    KINDS.map((kind): FactorRow => {
      const of = measured.filter((figure) => isOf(figure, '', kind))
      if (of.length === 0) throw new Error(`the figures lack a speed of ${kind} roads`)
      const own = ratios.find((figure) => isOf(figure, mode, kind))
      const ratio = own ? numberIn(own, 'value') : 1
      const mean = of.reduce((sum, figure) => sum + numberIn(figure, 'value'), 0) / of.length
      const tables = [...new Set([...of, ...(own ? [own] : [])].map((figure) => cell(figure, 'table')))]
      return {
        ...common('road-speed', 'GLO', mode, kind),
        kind: 'road-speed',
        value: rounded(mean * ratio),
        unit: 'km/h',
        lower: rounded(Math.min(...of.map((figure) => numberIn(figure, 'lower'))) * ratio),
        upper: rounded(Math.max(...of.map((figure) => numberIn(figure, 'upper'))) * ratio),
        locator: tables.join('; '),
      }
    }),
  )
}

interface Mix {
  readonly region: string
  readonly shares: Readonly<Record<(typeof COUNTED)[number], number>>
  readonly half: number
  readonly where: string
}

function shares(all: readonly Figure[], mode: keyof typeof COUNTED_AS): readonly FactorRow[] {
  const british = mixOf(listed(all, 'road-traffic-share'), '')
  const american = mixOf(listed(all, 'road-traffic-distance'), COUNTED_AS[mode])
  const [gb, us] = [
    'road traffic of Great Britain 2009, all motor vehicles',
    'Highway Statistics 2010, Table VM-1, interstates as motorways',
  ]
  const isTraffic = AS_ALL_TRAFFIC.has(mode)
  const mixes: readonly Mix[] = [
    ...(isTraffic ? [{ region: 'GB', shares: british, half: COUNTED_HALF, where: gb }] : []),
    { region: 'US', shares: american, half: COUNTED_HALF, where: us },
    {
      region: 'GLO',
      shares: isTraffic ? middleOf(british, american) : american,
      half: STAND_IN_HALF,
      where: isTraffic ? `middle of: ${gb}; ${us}` : us,
    },
  ]
  return mixes.flatMap(({ region, shares: mix, half, where }) =>
    COUNTED.map(
      (kind): FactorRow => ({
        ...common('road-share', region, mode, kind),
        kind: 'road-share',
        value: rounded(mix[kind]),
        unit: 'share',
        lower: rounded(mix[kind] * (1 - half)),
        upper: rounded(Math.min(1, mix[kind] * (1 + half))),
        locator: where,
      }),
    ),
  )
}

/** Shares that sum to 1, of shares or of distances. */
function mixOf(rows: readonly Figure[], mode: string): Mix['shares'] {
  const trafficOn = (kind: RoadKind): number => {
    const row = rows.find((figure) => isOf(figure, mode, kind))
    if (!row) throw new Error(`the figures lack the traffic of ${mode || 'all modes'} on ${kind} roads`)
    return numberIn(row, 'value')
  }
  const whole = COUNTED.reduce((sum, kind) => sum + trafficOn(kind), 0)
  const [urban, rural] = [rounded(trafficOn('urban') / whole), rounded(trafficOn('rural') / whole)]
  return { urban, rural, motorway: 1 - urban - rural }
}

function middleOf(one: Mix['shares'], other: Mix['shares']): Mix['shares'] {
  const [urban, rural] = [rounded((one.urban + other.urban) / 2), rounded((one.rural + other.rural) / 2)]
  return { urban, rural, motorway: 1 - urban - rural }
}

function common(kind: string, region: string, mode: Mode, placeKnown: RoadKind) {
  const place = region === 'GLO' ? undefined : region.toLowerCase()
  return {
    id: [kind, mode, placeKnown, place, SOURCE].filter((part) => part !== undefined).join('.'),
    mode,
    placeKnown,
    region,
    tier: 2,
    quality: region === 'GLO' ? 'L' : 'M',
    verification: 'secondary',
    sourceId: SOURCE,
  } as const
}

const SOURCES: Source = {
  id: SOURCE,
  title: 'Mean speeds by kind of road, and the roads that a nation drives on',
  publisher: 'Cordon, derived from DfT, TfL, FHWA and UC Davis',
  edition: '2026',
  published: '2026',
  accessed: ACCESSED,
  licence: 'Open Government Licence v3.0; US Government work, public domain; facts quoted',
  attribution:
    'Contains public sector information licensed under the Open Government Licence v3.0 (DfT, GOV.UK). Source: Transport for London, Travel in London report 8; US FHWA, Highway Statistics 2010; Mishra et al., UC Davis (2013).',
}
