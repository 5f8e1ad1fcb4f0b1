import type { Powertrain } from '../domain.ts'
import { cell, type Figure, type Figures, listSources, numberIn } from '../figure-file.ts'
import type { SeriesRow, YearRow } from '../series.ts'
import type { FactorRow } from '../table.ts'
import { recordOf } from './figure-record.ts'
import { interpolated, type Line, lineOf, YEARS } from './levels/line.ts'
import type { Contribution } from './row.ts'

const ACCESSED = '2026-11-28'
const PREFIX = 'small-modes-'
const MODE = 'auto-rickshaw'
/** Where the fleet is India's: its neighbours drive the same vehicles. */
const INDIAN = ['IN', 'SAS'] as const
const SOURCE = 'small-modes-assumed'
const SAY_ASSUMED =
  'Assumed in part: no published share of gas after 2005 and of batteries after 2018 was read.'

/** Auto-rickshaws, e-scooters, e-bikes and cable cars: energy, riders, and what drives an auto-rickshaw. */
export function smallModes(figures: Figures): Contribution {
  const rows = figures.all().filter((figure) => cell(figure, 'sourceId').startsWith(PREFIX))
  const shares = rows.filter((figure) => cell(figure, 'measure') === 'fuel-share')
  const fleets = INDIAN.map((region) => fleetOf(shares, region))
  return {
    sources: listSources(figures.sources(), PREFIX, ACCESSED),
    records: [
      ...rows
        .filter((figure) => !shares.includes(figure))
        .map((figure) => recordOf(figure, (region) => region === 'GLO')),
      ELSEWHERE,
    ],
    series: fleets.flatMap(({ series }) => series),
    years: fleets.flatMap(({ years }) => years),
    replaces: () => false,
  }
}

/** UC Davis counts hardly any gas outside India (0.3 to 0.5 % in 2005), and no batteries. */
const ELSEWHERE: FactorRow = {
  id: `fleet-share.${MODE}.petrol.small-modes-ucd`,
  kind: 'fleet-share',
  mode: MODE,
  powertrain: 'petrol',
  region: 'GLO',
  value: 1,
  unit: 'share',
  tier: 2,
  quality: 'L',
  verification: 'secondary',
  sourceId: 'small-modes-ucd',
  locator:
    'three-wheelers of Africa, China and South-East Asia: liquid fuel 99.5 to 100 % of distance in 2005',
  note: 'State the fleet where gas or batteries are common.',
}

function fleetOf(
  shares: readonly Figure[],
  region: string,
): { readonly series: readonly SeriesRow[]; readonly years: readonly YearRow[] } {
  const lineFor = (powertrain: string): Line => {
    const knots = shares.filter((figure) => cell(figure, 'powertrain') === powertrain)
    return interpolated(new Map(knots.map((one) => [numberIn(one, 'year'), numberIn(one, 'value')])))
  }
  const others = new Map(
    (['cng', 'electric', 'lpg'] as const).map((powertrain) => [
      powertrain as Powertrain,
      lineFor(powertrain),
    ]),
  )
  const first = YEARS[0] ?? 0
  const petrol = lineOf((year) =>
    [...others.values()].reduce((rest, line) => rest - (line[year - first] as number), 1),
  )
  const lines = new Map<Powertrain, Line>([['petrol', petrol], ...others])
  const idOf = (powertrain: Powertrain): string =>
    `fleet-share.${MODE}.${powertrain}.${region.toLowerCase()}.${SOURCE}`
  return {
    series: [...lines.keys()].map((powertrain) => ({
      id: idOf(powertrain),
      kind: 'fleet-share',
      mode: MODE,
      powertrain,
      region,
      unit: 'share',
      seriesErrorShare: 0.5,
      tier: 2,
      quality: 'L',
      verification: 'unverified',
      sourceId: SOURCE,
      locator: `shares of distance: gas by UC Davis 2005, batteries by their number in 2018${
        region === 'IN' ? '' : '; India stands in'
      }`,
      note: SAY_ASSUMED,
    })),
    years: [...lines].flatMap(([powertrain, line]) =>
      YEARS.flatMap((year, index) => {
        const value = line[index] as number
        return value > 0 ? [{ series: idOf(powertrain), year, value, spliced: 'interpolated' as const }] : []
      }),
    ),
  }
}
