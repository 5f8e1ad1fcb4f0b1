import type { FactorRecord, FactorSetContent, Source, Splice } from '../domain.ts'
import type { Figures } from '../figure-file.ts'
import type { SeriesRow, YearRow } from '../series.ts'
import { FIRST_YEAR, LAST_YEAR, type Points, YEARS } from './levels/line.ts'
import type { Contribution } from './row.ts'

const SOURCE = 'cordon-grids'

const source: Source = {
  id: SOURCE,
  title: 'Intensity and losses of electricity in years without a published figure',
  publisher: 'Cordon, derived from Ember, EPA, DESNZ, MEE and the World Bank',
  edition: '2026',
  published: '2026',
  accessed: '2026-11-29',
  licence: 'CC BY 4.0; Open Government Licence v3.0; US Government work, public domain',
  attribution:
    'Contains data of Ember and the World Bank (CC BY 4.0) and public sector information licensed under the Open Government Licence v3.0 (DESNZ), changed. Source: US EPA, eGRID; MEE and NBS of China.',
}

/** Half-widths of the 95 % interval [relative]: of a year beside a published one, and by how much it grows a year, in steps. */
const WIDTH = { surrogate: 0.08, extrapolated: 0.1, loss: 0.15 } as const
const GROWTH = { surrogate: 0.01, extrapolated: 0.03, loss: 0.01 } as const

const STEP_YEARS = 3

/** Every year of a quantity, and which of them somebody publishes. */
interface Whole {
  readonly values: Points
  readonly published: ReadonlySet<number>
}

/**
 * Electricity in the years that no publisher covers, so that a grid moves only as far as its own figures do: before Ember's
 * first year the first figure, held; where an official figure begins or ends, Ember's movement times the ratio of the two;
 * of a part of a country, the movement of the whole; losses between their known years.
 */
export function grids(_: Figures, { records, subnational }: FactorSetContent): Contribution {
  const parts: Part[] = []
  const lifeCycle = new Map<string, Whole>()
  const pointsOf = (kind: FactorRecord['kind'], gas: FactorRecord['gas']) =>
    pointsByRegion(records.filter((record) => record.kind === kind && record.gas === gas))
  for (const [region, points] of pointsOf('grid-intensity', 'co2e')) {
    const whole = heldOver(points)
    lifeCycle.set(region, whole)
    parts.push(...runsOf('grid-intensity', region, 'co2e', whole, 'extrapolated'))
  }
  const official = pointsOf('grid-intensity', 'co2')
  const national = new Map<string, Whole>()
  // Countries before their parts, which move as they do.
  const regions = [...official.keys()].sort((a, b) => Number(a in subnational) - Number(b in subnational))
  for (const region of regions) {
    const country = subnational[region]
    const movement = country === undefined ? lifeCycle.get(region) : national.get(country)
    const points = official.get(region)
    if (!movement || !points) continue
    const whole = movedBy(points, movement.values)
    if (country === undefined) national.set(region, whole)
    parts.push(...runsOf('grid-intensity', region, 'co2', whole, 'surrogate'))
    for (const gas of ['ch4', 'n2o'] as const) {
      const beside = pointsOf('grid-intensity', gas).get(region)
      if (beside)
        parts.push(...runsOf('grid-intensity', region, gas, movedBy(beside, whole.values), 'surrogate'))
    }
  }
  for (const [region, points] of pointsOf('grid-loss', undefined))
    parts.push(...runsOf('grid-loss', region, undefined, heldOver(points), 'loss'))
  return {
    sources: [source],
    records: [],
    series: parts.map(({ series }) => series),
    years: parts.flatMap(({ years }) => years),
    replaces: () => false,
  }
}

function pointsByRegion(records: readonly FactorRecord[]): ReadonlyMap<string, Points> {
  const regions = new Map<string, Map<number, number>>()
  for (const { region, yearFrom, canonicalValue, role } of records) {
    if (yearFrom === undefined || role === 'reference') continue
    const points = regions.get(region) ?? new Map<number, number>()
    regions.set(region, points.set(yearFrom, canonicalValue))
  }
  return regions
}

/** Straight lines between known years, held before the first and after the last. */
const heldOver = (points: Points): Whole => movedBy(points, new Map(YEARS.map((year) => [year, 1])))

/** Known years as they are; the others by a movement times the ratio to it, which is interpolated between known years. */
function movedBy(points: Points, movement: Points): Whole {
  const known = [...points.keys()].sort((a, b) => a - b)
  const ratioIn = (year: number): number => (points.get(year) ?? 0) / (movement.get(year) ?? Number.NaN)
  const ratioAt = (year: number): number => {
    const after = known.find((one) => one >= year) ?? known.at(-1) ?? Number.NaN
    const before = known.findLast((one) => one <= year) ?? known[0] ?? Number.NaN
    if (after === before) return ratioIn(after)
    return ratioIn(before) + ((ratioIn(after) - ratioIn(before)) * (year - before)) / (after - before)
  }
  return {
    values: new Map(
      YEARS.map((year) => [year, points.get(year) ?? ratioAt(year) * (movement.get(year) ?? Number.NaN)]),
    ),
    published: new Set(known),
  }
}

interface Part {
  readonly series: SeriesRow
  readonly years: readonly YearRow[]
}

const UNITS = { co2e: 'g CO2e/kWh', co2: 'g CO2/kWh', ch4: 'g CH4/kWh', n2o: 'g N2O/kWh' } as const
const SAID = {
  surrogate: 'the movement of the national grid, times its ratio to the official figure',
  extrapolated: 'the first figure, held',
  loss: 'between published years, the nearest held',
} as const

/** One series for each run of years that nobody publishes. */
function runsOf(
  kind: 'grid-intensity' | 'grid-loss',
  region: string,
  gas: keyof typeof UNITS | undefined,
  { values, published }: Whole,
  how: keyof typeof WIDTH,
): readonly Part[] {
  const runs: number[][] = []
  for (const year of YEARS) {
    if (published.has(year)) continue
    const run = runs.at(-1)
    if (run?.at(-1) === year - 1) run.push(year)
    else runs.push([year])
  }
  const known = [...published]
  return runs.map((run): Part => {
    const id = [kind, gas, region.toLowerCase(), SOURCE, String(run[0])].filter(Boolean).join('.')
    return {
      series: {
        id,
        kind,
        ...(gas === undefined ? {} : { gas }),
        region,
        unit: gas === undefined ? 'share' : UNITS[gas],
        seriesErrorShare: 0.5,
        tier: 2,
        quality: 'L',
        verification: 'secondary',
        sourceId: SOURCE,
        locator: SAID[how],
        note: 'Computed from the published years of the region.',
      },
      years: run.map((year): YearRow => {
        const value = values.get(year) ?? Number.NaN
        const apart = Math.min(...known.map((one) => Math.abs(one - year)))
        const away = Math.ceil(apart / STEP_YEARS) * STEP_YEARS
        const width = WIDTH[how] + GROWTH[how] * away
        const before = year < Math.min(...known, LAST_YEAR)
        return {
          series: id,
          year,
          value,
          lower: value * (1 - width),
          upper: value * (1 + width),
          spliced: splicedAs(how, before, year),
        }
      }),
    }
  })
}

/** Ember begins in 2000: what moves as it does before moves as it is held. */
const MOVES_FROM = 2000

function splicedAs(how: keyof typeof WIDTH, isBefore: boolean, year: number): Splice {
  if (how === 'surrogate') return year < MOVES_FROM ? 'extrapolated' : 'surrogate'
  return isBefore || year === FIRST_YEAR ? 'extrapolated' : 'interpolated'
}
