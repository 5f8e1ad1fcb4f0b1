import { bandOf, type Level, type Spread } from './level.ts'
import { constantLine, extended, type Line, YEARS } from './line.ts'
import type { NationalFigures } from './national-figures.ts'
import { evenly, smoothed, withoutJumps } from './smooth.ts'
import { powertrainOf } from './word.ts'

/** Net heat of a litre of road diesel [MJ/L]: DESNZ 2019, 2.6524 kg CO2/L over 0.26534 kg CO2/kWh. */
const MJ_PER_L_DIESEL = (2.6524 / 0.26534) * 3.6

/** A level as its method states it: the word of the figures for its powertrain, and how uncertain it is. */
type Draft = Pick<Level, 'mode' | 'region' | 'values' | 'spliced' | 'locator'> & {
  readonly word: string
  readonly spread: Spread
  readonly share: number
  readonly quality?: Level['quality']
}

export const levelOf = ({ word, spread, share, quality = 'M', ...rest }: Draft): Level => ({
  ...rest,
  ...powertrainOf(rest.mode, word),
  ...bandOf(spread),
  seriesErrorShare: share,
  quality,
})

/** The energy of all vehicles of a mode per vkm in a country [MJ/vkm]. */
export const energyOf = (figures: NationalFigures, mode: string, region: string): Map<number, number> =>
  figures.points({ measure: 'energy-per-vkm', mode, powertrain: 'all', region })

/** Whether a country's own statistics say what its diesel vehicles of a mode burn. */
export const hasLitres = (figures: NationalFigures, mode: string, region: string): boolean =>
  figures.list({ measure: 'fuel-per-vkm', mode, powertrain: 'diesel', region }).length > 0

/** The energy of the diesel that vehicles of a mode burn per vkm in a country [MJ/vkm]. */
export const litresOf = (figures: NationalFigures, mode: string, region: string): number =>
  (figures.get({ measure: 'fuel-per-vkm', mode, powertrain: 'diesel', region }) * MJ_PER_L_DIESEL) / 100

/** A smooth piece without jumps, carried back and forth by a constant step of its logarithm. */
export function carried(
  points: ReadonlyMap<number, number>,
  stiffness: number,
  back: number,
  forth: number,
): Line {
  const whole = extended(smoothed(evenly(points), stiffness), constantLine(back), constantLine(forth))
  return [...withoutJumps(new Map(YEARS.map((year, index) => [year, whole[index] as number]))).values()]
}
