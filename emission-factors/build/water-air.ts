import type { EnergyCarrier, FactorRecord, FactorSetContent, Mode, Powertrain } from '../domain.ts'
import type { Figures } from '../figure-file.ts'
import type { SeriesRow, YearRow } from '../series.ts'
import type { FactorRow } from '../table.ts'
import { interpolated, YEARS } from './levels/line.ts'
import { NationalFigures } from './levels/national-figures.ts'
import { KWH_PER_L_DIESEL, MJ_PER_KWH } from './rail/british.ts'
import type { Contribution } from './row.ts'

const MJ_PER_MMBTU = 1055.056
const G_PER_KG = 1000
/** Net over gross heat: 0.95 of liquid fuels (2006 IPCC Guidelines, Volume 2, section 1.4.1.2). */
const NET_OVER_GROSS = 0.95
/** Beyond the lowest and the highest edition, what a source's own rounding and fuel leave open. */
const BEYOND_EDITIONS = 0.1

type Fuel = Extract<EnergyCarrier, 'jet-kerosene' | 'residual-fuel-oil' | 'diesel' | 'lng' | 'petrol'> &
  Powertrain

/** Which fuel a source counts with, and which engines do the same work with as much energy. */
const FUELS: Partial<
  Readonly<Record<Mode, { readonly own: (region: string) => Fuel; readonly engines: readonly Fuel[] }>>
> = {
  flight: { own: () => 'jet-kerosene', engines: ['jet-kerosene'] },
  'air-freight': { own: () => 'jet-kerosene', engines: ['jet-kerosene'] },
  // The British ships of the sea burn fuel oil; the American figure is of barges and coasters.
  'cargo-ship': {
    own: (region) => (region === 'US' ? 'diesel' : 'residual-fuel-oil'),
    engines: ['residual-fuel-oil', 'diesel', 'lng'],
  },
  ferry: { own: () => 'diesel', engines: ['diesel', 'residual-fuel-oil', 'lng'] },
  'ride-hail': { own: () => 'petrol', engines: ['petrol'] },
}

/**
 * Ships, aircraft and hired cars of which a source publishes CO2 of a known fuel per passenger or tonne: energy, by the
 * source's own carbon content. One figure for all years: editions differ by the load of their year, which is no trend.
 */
export function waterAndAir(figures: Figures, base: FactorSetContent): Contribution {
  const national = new NationalFigures(figures.all())
  const groups = new Map<string, FactorRecord[]>()
  for (const record of base.records.filter(isOfKnownFuel)) {
    const key = [record.mode, record.vehicleClass, record.region, record.canonicalUnit].join('|')
    groups.set(key, [...(groups.get(key) ?? []), record])
  }
  const flights = americanFlights(base)
  return {
    sources: [],
    records: [
      ...[...groups.values()].flatMap((editions) => energiesOf(national, base, editions)),
      ...ferries(national, base),
      INLAND_ON_DIESEL,
    ],
    series: flights.series,
    years: flights.years,
    replaces: (row) =>
      (row.kind === 'direct-factor' && FUELS[row.mode as Mode] !== undefined) ||
      (row.kind === 'energy-intensity' &&
        (row.sourceId === FLIGHTS || (row.mode === 'ferry' && row.sourceId === NTD))),
  }
}

const FLIGHTS = 'bts-4-20'
const NTD = 'ntd'

const isOfKnownFuel = ({ kind, mode, gas, role }: FactorRecord): boolean =>
  kind === 'direct-factor' &&
  gas === 'co2' &&
  role === undefined &&
  mode !== undefined &&
  FUELS[mode] !== undefined

/** Ships of inland waters burn gas oil, where the usual ship of the sea burns fuel oil. */
const INLAND_ON_DIESEL: FactorRow = {
  id: 'class-fleet-share.cargo-ship.inland.diesel.cordon-conventions',
  kind: 'class-fleet-share',
  mode: 'cargo-ship',
  vehicleClass: 'inland',
  powertrain: 'diesel',
  region: 'GLO',
  value: 1,
  unit: 'share',
  tier: 1,
  quality: 'L',
  verification: 'unverified',
  sourceId: 'cordon-conventions',
  locator: 'conventions, usual vehicle of each mode',
  note: 'Convention: barges burn gas oil, as Directive 2009/30/EC asks of them in the European Union.',
}

/** Carbon of a fuel by the publisher of a region's figures [g CO2/MJ net]. */
function carbonOf(figures: NationalFigures, region: string, fuel: Fuel): number {
  if (region !== 'US')
    return (
      (figures.get({ measure: 'carbon-per-energy', powertrain: fuel, region: 'GB' }) * G_PER_KG) / MJ_PER_KWH
    )
  const gross = figures.get({ measure: 'carbon-per-gross-energy', powertrain: fuel, region })
  return (gross * G_PER_KG) / MJ_PER_MMBTU / NET_OVER_GROSS
}

const rounded = (value: number): number => Number(value.toPrecision(5))

/** The middle of the editions of one figure, its lowest and its highest. */
function middle(values: readonly number[]): {
  readonly low: number
  readonly mid: number
  readonly high: number
} {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [sorted[0] as number, sorted.at(-1) as number]
  return { low, mid: sorted[Math.floor(sorted.length / 2)] as number, high }
}

/** Persons in a hired car over all its distance, empty distance included, by the same source. */
function personsPerVkm({ records }: FactorSetContent, { mode, sourceId }: FactorRecord): number | undefined {
  if (mode !== 'ride-hail') return undefined
  const of = (kind: 'occupancy' | 'deadhead-share'): number => {
    const found = records.find((one) => one.kind === kind && one.mode === mode && one.sourceId === sourceId)
    if (!found) throw new Error(`${sourceId} has no ${kind} of ${mode}`)
    return found.canonicalValue
  }
  return of('occupancy') * (1 - of('deadhead-share'))
}

function energiesOf(
  figures: NationalFigures,
  base: FactorSetContent,
  editions: readonly FactorRecord[],
): readonly FactorRow[] {
  const newest = editions.toSorted((a, b) => (a.yearFrom ?? 0) - (b.yearFrom ?? 0)).at(-1) as FactorRecord
  const mode = newest.mode as Mode
  const { own, engines } = FUELS[mode] as NonNullable<(typeof FUELS)[Mode]>
  const { region, sourceId, locator } = newest
  const fuel = own(region)
  const carbon = carbonOf(figures, region, fuel)
  const persons = personsPerVkm(base, newest)
  const { low, mid, high } = middle(
    editions.map(({ canonicalValue }) => (canonicalValue / carbon) * (persons ?? 1)),
  )
  const per = persons === undefined ? (newest.canonicalUnit.split('/').at(-1) as string) : 'vkm'
  const years = editions.map(({ yearFrom }) => yearFrom).join(', ')
  return engines.map((engine) =>
    energyRow(mode, newest.vehicleClass, engine, region, sourceId, {
      value: mid,
      lower: low * (1 - BEYOND_EDITIONS),
      upper: high * (1 + BEYOND_EDITIONS),
      per,
      locator,
      note: `Computed: CO2 of the figures of ${years}, the middle one, ÷ ${carbon.toFixed(2)} g CO2/MJ of ${fuel} by the same publisher. Bounds: the lowest and the highest, ±10 %.${persons === undefined ? '' : ` Times ${persons.toFixed(4)} persons per vehicle-km of the same source.`}`,
    }),
  )
}

interface Energy {
  readonly value: number
  readonly lower: number
  readonly upper: number
  readonly per: string
  readonly locator: string
  readonly note: string
}

function energyRow(
  mode: Mode,
  vehicleClass: FactorRecord['vehicleClass'],
  powertrain: Fuel,
  region: string,
  sourceId: string,
  { value, lower, upper, per, locator, note }: Energy,
): FactorRow {
  const place = region === 'GLO' ? [] : [region.toLowerCase()]
  return {
    id: [
      'energy-intensity',
      mode,
      vehicleClass ?? 'average',
      powertrain,
      `per-${per}`,
      ...place,
      sourceId,
      'energy',
    ].join('.'),
    kind: 'energy-intensity',
    mode,
    ...(vehicleClass === undefined ? {} : { vehicleClass }),
    powertrain,
    carrier: powertrain,
    region,
    value: rounded(value),
    unit: `MJ/${per}`,
    lower: rounded(lower),
    upper: rounded(upper),
    tier: 2,
    quality: region === 'GLO' || region === 'EUR' ? 'L' : 'M',
    verification: 'secondary',
    sourceId,
    locator,
    note,
  }
}

/**
 * Ferries lie a factor of 10 apart: river boats of France at 296 persons, American ferries of commuters. Elsewhere the
 * geometric mean of what lies nearest, wide.
 */
function ferries(figures: NationalFigures, base: FactorSetContent): readonly FactorRow[] {
  const of = { mode: 'ferry', region: 'FR' } as const
  const perVkm =
    figures.get({ measure: 'fuel-per-vkm', ...of, powertrain: 'diesel' }) * KWH_PER_L_DIESEL * MJ_PER_KWH
  const persons = figures.get({ measure: 'occupancy', ...of })
  const french = perVkm / persons
  const american =
    figures.get({ measure: 'energy-per-pkm', mode: 'ferry', powertrain: 'diesel', region: 'US' }) * MJ_PER_KWH
  const british = middle(
    base.records
      .filter(
        (one) =>
          isOfKnownFuel(one) &&
          one.mode === 'ferry' &&
          one.region === 'GB' &&
          (one.vehicleClass ?? 'average') === 'average',
      )
      .map(({ canonicalValue }) => canonicalValue / carbonOf(figures, 'GB', 'diesel')),
  ).mid
  const engines = FUELS.ferry?.engines ?? []
  const rows = (region: string, sourceId: string, energy: Omit<Energy, 'per'>): readonly FactorRow[] =>
    engines.map((engine) =>
      energyRow('ferry', undefined, engine, region, sourceId, { ...energy, per: 'pkm' }),
    )
  const standIn = 'Wide: ferries lie a factor of 10 apart.'
  const frenchBoat = {
    mode: 'ferry',
    region: 'FR',
    tier: 2,
    quality: 'M',
    verification: 'secondary',
    sourceId: 'heavy-rail-fr',
  } as const
  return [
    ...rows('US', 'ntd-other', {
      value: american,
      lower: american * 0.5,
      upper: american * 2.68,
      locator: 'ferryboats of 2018 and 2019, 1.93 and 1.95 kWh per passenger-km',
      note: 'Bounds: the tenth and the ninetieth percentile of agencies. The pandemic is not in it.',
    }),
    ...rows('EUR', 'heavy-rail-fr', {
      value: Math.sqrt(french * british),
      lower: french * 0.7,
      upper: british * 1.6,
      locator: 'geometric mean of river boats of France and of British ferries',
      note: standIn,
    }),
    ...rows('GLO', 'ntd-other', {
      value: Math.sqrt(french * american),
      lower: french * 0.9,
      upper: american * 1.55,
      locator: 'geometric mean of river boats of France and of American ferries',
      note: standIn,
    }),
    {
      ...frenchBoat,
      id: 'energy-level.ferry.diesel.fr.heavy-rail-fr',
      kind: 'energy-level',
      powertrain: 'diesel',
      carrier: 'diesel',
      value: rounded(perVkm),
      unit: 'MJ/vkm',
      lower: rounded(perVkm * 0.75),
      upper: rounded(perVkm * 1.34),
      locator: 'Annex II, river boat, 6.0 L/km',
    },
    {
      ...frenchBoat,
      id: 'occupancy.ferry.fr.heavy-rail-fr',
      kind: 'occupancy',
      value: persons,
      unit: 'persons/vehicle',
      lower: rounded(persons * 0.5),
      upper: rounded(persons * 1.33),
      locator: 'Annex II, river boat',
    },
  ]
}

/** The yearly energy of American flights as one series: net, between its years straight, held before and after. */
function americanFlights({ records }: FactorSetContent): {
  readonly series: readonly SeriesRow[]
  readonly years: readonly YearRow[]
} {
  const series: SeriesRow[] = []
  const years: YearRow[] = []
  const mode = 'flight' as const
  for (const vehicleClass of ['domestic', 'international'] as const) {
    const found = records.filter(
      (one) =>
        one.kind === 'energy-intensity' &&
        one.mode === mode &&
        one.vehicleClass === vehicleClass &&
        one.sourceId === FLIGHTS,
    )
    const points = new Map(found.map((one) => [one.yearFrom as number, one.canonicalValue * NET_OVER_GROSS]))
    const line = interpolated(points)
    const known = [...points.keys()].sort((a, b) => a - b)
    const [first, last] = [known[0] as number, known.at(-1) as number]
    const id = `energy-intensity.${mode}.${vehicleClass}.jet-kerosene.per-pkm.us.${FLIGHTS}`
    series.push({
      id,
      kind: 'energy-intensity',
      mode,
      vehicleClass,
      powertrain: 'jet-kerosene',
      carrier: 'jet-kerosene',
      unit: 'MJ/pkm',
      seriesErrorShare: 0,
      region: 'US',
      tier: 2,
      quality: 'M',
      verification: 'secondary',
      sourceId: FLIGHTS,
      locator: 'Table 4-20',
      note: 'Computed: gross heat × 0.95. Held before and after the table, wider each year.',
    })
    for (const [index, year] of YEARS.entries()) {
      const value = line[index] as number
      const outside = Math.max(0, first - year, year - last)
      const half = 0.08 + 0.012 * outside
      years.push({
        series: id,
        year,
        value: rounded(value),
        lower: rounded(value * (1 - half)),
        upper: rounded(value * (1 + half)),
        spliced: outside === 0 ? 'published' : 'extrapolated',
      })
    }
  }
  return { series, years }
}
