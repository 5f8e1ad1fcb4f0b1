import { MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import type { ChangeFactor } from './change-factor.ts'
import type { Change, EstimateChange } from './compare-estimates.ts'

/** What an effect that raises emissions, and one that lowers them, is called. `*` is the mode that makes most of it. */
const WORDS: Readonly<Record<ChangeFactor, readonly [string, string]>> = {
  population: ['more inhabitants', 'fewer inhabitants'],
  'trip-rate': ['more travel per inhabitant', 'less travel per inhabitant'],
  'mode-share': ['a larger share of *', 'a smaller share of *'],
  'trip-length': ['longer trips by *', 'shorter trips by *'],
  occupancy: ['fewer persons in each vehicle (*)', 'more persons in each vehicle (*)'],
  load: ['less load in each vehicle (*)', 'more load in each vehicle (*)'],
  'class-mix': ['larger vehicles (*)', 'smaller vehicles (*)'],
  'powertrain-mix': ['powertrains that emit more (*)', 'powertrains that emit less (*)'],
  'standard-mix': ['older emission standards (*)', 'newer emission standards (*)'],
  'energy-intensity': ['more energy per kilometre (*)', 'less energy per kilometre (*)'],
  speed: ['driving that uses more (*)', 'driving that uses less (*)'],
  season: ['more driving with cold engines', 'less driving with cold engines'],
  'fuel-mix': ['fuels with more carbon', 'fuels with less carbon'],
  blend: ['less biofuel', 'more biofuel'],
  grid: ['dirtier electricity', 'cleaner electricity'],
  losses: ['more electricity lost', 'less electricity lost'],
  gwp: ['other warming potentials', 'other warming potentials'],
}
/** Without a population it is no rate, and so are other words. */
const TRAVEL = ['more travel', 'less travel'] as const

const MOST_NAMED = 4
/** In percent of the figure before. */
const LEAST_NAMED = 0.05

interface Said {
  readonly change: Change
  readonly byMode: EstimateChange['byMode']
  readonly hasPopulation: boolean
  /** What the method changed, in the unit of the change, and whether coverage or boundary is part of it. */
  readonly method: number
  readonly isOfCoverage: boolean
}

/**
 * A change in one sentence: how much, the largest effects in percent of the figure before, and what the method changed.
 *
 * @param subject for example `Leeds 2019 to 2023`
 */
export function changeSentence(
  subject: string,
  { change, byMode, hasPopulation, method, isOfCoverage }: Said,
): string {
  const base = change.after - change.change.value
  if (!(base > 0)) return `${subject}: nothing to compare with, the figure before is 0.`
  const percent = (value: number): number => (100 * value) / base
  const total = percent(change.change.value)
  const effects = change.effects
    .map(({ factor, value }) => ({ factor, value: percent(value) }))
    .filter(({ value }) => Math.abs(value) >= LEAST_NAMED)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
  const named = effects.slice(0, MOST_NAMED)
  const rest = effects.slice(MOST_NAMED).reduce((sum, { value }) => sum + value, 0)
  const parts = named.map(
    ({ factor, value }) => `${wordsOf(factor, value, byMode, hasPopulation)} ${signed(value)}`,
  )
  if (Math.abs(rest) >= LEAST_NAMED) parts.push(`all else ${signed(rest)}`)
  const direction =
    Math.abs(total) < LEAST_NAMED
      ? `${subject}: no change`
      : `${subject}: ${total > 0 ? 'up' : 'down'} ${size(total)} %`
  const moved = percent(method)
  const apart =
    Math.abs(moved) < LEAST_NAMED
      ? ''
      : `; ${isOfCoverage ? 'what is counted, and how,' : 'the method'} changed ${signed(moved)}${Math.abs(total) < LEAST_NAMED ? ' % and is left out' : ` and is left out of ${signed(total)}`}`
  return `${direction}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}${apart}.`
}

function wordsOf(
  factor: ChangeFactor,
  value: number,
  byMode: EstimateChange['byMode'],
  hasPopulation: boolean,
): string {
  const side = value > 0 ? 0 : 1
  if (factor === 'trip-rate' && !hasPopulation) return TRAVEL[side]
  const ofMode = byMode
    .map(({ mode, effects }) => ({
      mode,
      value: effects.find((effect) => effect.factor === factor)?.value ?? 0,
    }))
    .filter((one) => one.value > 0 === value > 0)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
  const largest = ofMode[0]?.mode
  const name = largest === undefined || largest === 'not-split' ? 'all modes' : titleOf(largest)
  return WORDS[factor][side].replace('*', name)
}

const titleOf = (mode: Mode): string => MODE_PROPERTIES[mode].title.toLowerCase()

/** One digit behind the point; a true minus. */
const size = (value: number): string => Math.abs(value).toFixed(1)
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${size(value)}`
