import type { FactorSetContent, Source } from '../domain.ts'
import { cell, type Figure, type Figures } from '../figure-file.ts'
import { type NormalRow, numbersIn } from '../normals.ts'
import { listGroups } from './regions.ts'
import type { Contribution } from './row.ts'

const MEASURE = 'mean-temperatures'

const SOURCE: Source = {
  id: 'copernicus-era5',
  title: 'ERA5 monthly 2 m temperature by country',
  publisher: 'Copernicus Climate Change Service, by Our World in Data',
  edition: 'normals of 1991 to 2020',
  published: '2025',
  accessed: '2026-11-28',
  licence: 'CC BY 4.0',
  attribution:
    'Contains modified Copernicus Climate Change Service information 2025; processed by Our World in Data (CC BY 4.0)',
}

/** The whole world, for a country that is in no group. */
const WORLD = 'GLO'
/** Of the 95 % interval of a stand-in: this share of its members is colder than the lower bound, and as many are warmer. */
const OUTSIDE = 0.025

/**
 * Mean temperatures of the year and of the months by country; and of country groups, for a country without its own: the mean
 * of their members, as uncertain as members differ.
 */
export function temperatures(figures: Figures, { groups }: FactorSetContent): Contribution {
  const rows = figures.all().filter((figure) => cell(figure, 'measure') === MEASURE)
  const countries = rows.map(rowOf)
  const standIns = [
    ...[...groups, ...listGroups()].map(
      ({ code, members }) => [code, countries.filter(({ region }) => members.includes(region))] as const,
    ),
    [WORLD, countries] as const,
  ].filter(([, members]) => members.length > 0)
  return {
    sources: rows.length === 0 ? [] : [SOURCE],
    records: [],
    series: [],
    years: [],
    normals: [...countries, ...standIns.map(([code, members]) => standInOf(code, members))],
    replaces: () => false,
  }
}

const idOf = (region: string): string => `mean-temperature.${region.toLowerCase()}.${SOURCE.id}`

function rowOf(figure: Figure): NormalRow {
  const region = cell(figure, 'region')
  return {
    id: idOf(region),
    region,
    values: cell(figure, 'value'),
    lowers: cell(figure, 'lower'),
    uppers: cell(figure, 'upper'),
    tier: 2,
    quality: 'M',
    verification: 'secondary',
    sourceId: SOURCE.id,
    locator: cell(figure, 'table'),
  }
}

function standInOf(region: string, members: readonly NormalRow[]): NormalRow {
  const means = members.map(({ id, values }) => numbersIn(values, id))
  const [lowers, uppers] = [
    members.map(({ id, lowers: list }) => numbersIn(list, id)),
    members.map(({ id, uppers: list }) => numbersIn(list, id)),
  ]
  const listOf = (numberOf: (place: number) => number): string =>
    (means[0] ?? []).map((_, place) => Number(numberOf(place).toFixed(2))).join(' ')
  const of = (lists: readonly (readonly number[])[], place: number): readonly number[] =>
    lists.map((list) => list[place] as number).sort((a, b) => a - b)
  const last = members.length - 1
  return {
    id: idOf(region),
    region,
    values: listOf((place) => of(means, place).reduce((sum, value) => sum + value, 0) / members.length),
    lowers: listOf((place) => of(lowers, place)[Math.floor(OUTSIDE * last)] as number),
    uppers: listOf((place) => of(uppers, place)[Math.ceil((1 - OUTSIDE) * last)] as number),
    tier: 1,
    quality: 'L',
    verification: 'secondary',
    sourceId: SOURCE.id,
    locator: `mean of ${members.length} countries, each alike; 95 % of them lie within the bounds`,
    note: 'Computed: stands in for a country without a temperature of its own.',
  }
}
