import type { Mode } from '../../domain.ts'
import type { Country } from './countries.ts'
import { energyOf, hasLitres, levelOf, litresOf } from './draft.ts'
import { type Level, spliced, splicedBySpan } from './level.ts'
import { at, constantLine, extended, interpolated, type Line, lineOf, times, YEARS } from './line.ts'
import type { NationalFigures } from './national-figures.ts'
import { meanOf, smoothed, withoutJumps } from './smooth.ts'

const SLOW_GROWTH = 0.005

/** What `truckLevels` gives of diesel trucks, for countries without statistics of their own. */
interface Trucks {
  readonly rigid: Line
  readonly articulated: Line
}

/** Britain's trucks: fuel over traffic, split by the ratios of DESNZ's rigid, articulated and all trucks. */
function britishTrucks(figures: NationalFigures): Trucks {
  const weights = new Map(
    [...energyOf(figures, 'truck', 'GB')].map(([year, value]) => [
      year,
      { value, weight: year === 2010 ? 0.3 : 1 },
    ]),
  )
  const whole = extended(smoothed(weights, 60), constantLine(0), constantLine(0))
  const all = [...withoutJumps(new Map(YEARS.map((year, index) => [year, whole[index] as number]))).values()]
  const co2 = (mode: string, edition: number) =>
    figures.get({ measure: 'co2-per-vkm', mode, powertrain: 'diesel', region: 'GB' }, edition)
  const rigidShare = (edition: number): number =>
    (co2('articulated-truck', edition) - co2('truck', edition)) /
    (co2('articulated-truck', edition) - co2('rigid-truck', edition))
  const editions = [2019, 2020, 2021, 2022, 2024]
  const later = meanOf(editions.map(rigidShare))
  // An edition describes the year before.
  const share = interpolated(
    new Map([
      [2010, rigidShare(2010)],
      [2018, later],
      [2023, later],
    ]),
  )
  const ratio = meanOf(
    [2010, ...editions].map((year) => co2('rigid-truck', year) / co2('articulated-truck', year)),
  )
  const rigid = lineOf((year) => at(all, year) / (at(share, year) + (1 - at(share, year)) / ratio))
  return { rigid, articulated: times(rigid, 1 / ratio) }
}

/** A country's trucks, and how the lines came about. */
interface OwnTrucks extends Trucks {
  readonly isOwn: boolean
  readonly span: readonly [number, number]
  readonly sd: number
  readonly whose: string
}

/** The year that a fleet's split of rigid and articulated trucks is read at. */
const SPLIT_YEAR = 2014
const EUROPEAN_TRUCKS = 'mean of British fuel over traffic and IEA, The Future of Trucks, 2015'

/**
 * Trucks: Britain's own; elsewhere, without a trend, the mean of Britain's and of IEA's European trucks; Finland's are those
 * times what LIPASTO stands to them, and where such long trucks are usual, half way to Finland's.
 */
export function truckLevels(figures: NationalFigures, countries: readonly Country[]): readonly Level[] {
  const british = britishTrucks(figures)
  const mean = (line: Line, mode: string): number =>
    Math.sqrt(at(line, 2010) * litresOf(figures, mode, 'EUR'))
  const rigid = mean(british.rigid, 'rigid-truck')
  const articulated = mean(british.articulated, 'articulated-truck')
  const overEuropean = (region: string): number => {
    const share = rigidShareOf(figures, region)
    return litresOf(figures, 'truck', region) / (share * rigid + (1 - share) * articulated)
  }
  const european = (factor: number): Trucks => ({
    rigid: constantLine(rigid * factor),
    articulated: constantLine(articulated * factor),
  })
  return countries.flatMap(({ region, longTrucks = false }) => {
    if (region === 'GB')
      return levelsOf(figures, region, {
        ...british,
        isOwn: true,
        span: [2000, 2010],
        sd: 0.07,
        whose: 'fuel over traffic of heavy goods vehicles, 2000 to 2010, split by DESNZ',
      })
    if (hasLitres(figures, 'truck', region))
      return levelsOf(figures, region, {
        ...european(overEuropean(region)),
        isOwn: true,
        span: [2012, 2016],
        sd: 0.08,
        whose: 'LIPASTO, mean of 2012 to 2016, split as the trucks of Europe',
      })
    return levelsOf(figures, region, {
      ...european(longTrucks ? Math.sqrt(overEuropean('FI')) : 1),
      isOwn: false,
      span: [2010, 2015],
      sd: 0.16,
      whose: longTrucks ? `${EUROPEAN_TRUCKS}; half way to Finland: 60 to 76 t` : EUROPEAN_TRUCKS,
    })
  })
}

/** Part of the distance of all trucks that rigid ones drive in a country. */
function rigidShareOf(figures: NationalFigures, region: string): number {
  const sum = (vehicleClass?: string): number =>
    figures
      .shares('truck', region)
      .filter((part) => vehicleClass === undefined || part.vehicleClass === vehicleClass)
      .reduce((whole, { points }) => whole + (points.get(SPLIT_YEAR) ?? 0), 0)
  return sum('rigid-truck') / sum()
}

function levelsOf(
  figures: NationalFigures,
  region: string,
  { isOwn, span, sd, whose, ...lines }: OwnTrucks,
): readonly Level[] {
  const electricOf = (mode: Mode, from: string): number =>
    figures.get({ measure: 'energy-per-vkm', mode, powertrain: 'battery-electric', region: from })
  return (['rigid-truck', 'articulated-truck'] as const).flatMap((mode) => {
    const electric =
      mode === 'rigid-truck'
        ? electricOf(mode, 'US')
        : meanOf(['US', 'NZ'].map((from) => electricOf(mode, from)))
    const common = { mode, region, share: 0.9 } as const
    return [
      levelOf({
        ...common,
        word: 'diesel',
        values: mode === 'rigid-truck' ? lines.rigid : lines.articulated,
        spread: { sd: Math.hypot(sd, 0.06), growth: SLOW_GROWTH, span },
        spliced: splicedBySpan(isOwn ? 'published' : 'surrogate', span),
        quality: isOwn ? 'M' : 'L',
        locator: whose,
      }),
      levelOf({
        ...common,
        word: 'battery-electric',
        values: constantLine(electric),
        spread: { sd: 0, holdsBelow: 0.7, holdsAbove: 1.4 },
        spliced: spliced('surrogate'),
        quality: 'L',
        locator: 'AVERT and EECA',
      }),
    ]
  })
}
