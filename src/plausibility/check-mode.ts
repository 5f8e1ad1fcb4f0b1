import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateInput } from '../estimate/input.ts'
import { partOfYear } from '../kernel/calendar.ts'
import { MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import { addendsOf, ofModes, type Summed } from './addends.ts'
import { type Band, judge, range } from './band.ts'
import type { Finding } from './check.ts'
import { MODE_BESIDE_CARS, MODE_PER_CAPITA } from './check-list.ts'
import type { LineFigures } from './line-figures.ts'
import {
  IMPOSSIBLE_TIMES,
  LITTLE_SHARE,
  MILLIONTH,
  MOST_PER_INHABITANT,
  type ModeMeasure,
} from './mode-band.ts'
import { largestOf, slipHints } from './wrong-figure.ts'

/** Smaller places may lie next to anything, a motorway or a depot. */
const REFUSED_FROM_PERSONS = 10_000
const MEASURES: readonly ModeMeasure[] = ['vkm', 'load', 'MJ']

/**
 * Checks each mode alone against the population: beside the right distance of cars, the sum of a city does not show that buses
 * have lost their "million".
 */
export function checkModes(
  { input }: Pick<Estimate, 'input'>,
  figures: readonly LineFigures[],
): readonly Finding[] {
  const persons = input.city.population?.value
  const years = partOfYear(input.period)
  const modes = ofModes(figures)
  const hasCars = input.travel !== undefined || input.demand.some(({ mode }) => mode === 'car')
  const ofCars = sumOf(modes.get('car')?.vkm ?? []) / years
  return [...modes].flatMap(([mode, measures]): readonly Finding[] => {
    const most = MOST_PER_INHABITANT[mode]
    if (!most) return []
    for (const [at, measure] of MEASURES.entries()) {
      const addends = measures[measure]
      if (addends.length === 0) continue
      const ofOne = most[at] ?? Number.NaN
      const found = persons
        ? findingOf(mode, measure, ofOne, addends, { persons, years, hasCars, input })
        : ofCars > 0
          ? besideCars(mode, measure, ofOne, addends, ofCars, { years, input })
          : undefined
      return found ? [found] : []
    }
    return []
  })
}

/** The least and the most that inhabitants are driven in cars [vkm/person/a]: the usual least of all countries, and Hennepin County. */
const CARS_PER_INHABITANT = { atLeast: 50, atMost: 12_600 }

/** Without a population: what would be unusual for every number of inhabitants that the cars leave possible. */
function besideCars(
  mode: Mode,
  measure: ModeMeasure,
  most: number,
  addends: readonly Summed[],
  ofCars: number,
  { years, input }: Pick<City, 'years' | 'input'>,
): Finding | undefined {
  const value = sumOf(addends) / years / ofCars
  const usual = range(
    (LITTLE_SHARE * most) / CARS_PER_INHABITANT.atMost,
    (IMPOSSIBLE_TIMES * most) / CARS_PER_INHABITANT.atLeast,
  )
  const limits: Band = { usual, possible: {} }
  const verdict = value > 0 ? judge(value, limits) : undefined
  if (!verdict) return undefined
  const largest = largestOf(addendsOf(addends, input))
  const middle = Math.sqrt(
    (LITTLE_SHARE * most * most) / (CARS_PER_INHABITANT.atMost * CARS_PER_INHABITANT.atLeast),
  )
  return {
    ...verdict,
    check: { ...MODE_BESIDE_CARS, unit: `${unitOf(mode, measure)}/vkm of cars` },
    subject: MODE_PROPERTIES[mode].title,
    value,
    band: limits,
    pointer: largest.pointer,
    hints: slipHints(value, verdict.side, middle, largest),
  }
}

const sumOf = (addends: readonly Summed[]): number => addends.reduce((sum, { amount }) => sum + amount, 0)

const unitOf = (mode: Mode, measure: ModeMeasure): string => (measure === 'load' ? loadUnit(mode) : measure)

interface City {
  readonly persons: number
  readonly years: number
  readonly hasCars: boolean
  readonly input: EstimateInput
}

function findingOf(
  mode: Mode,
  measure: ModeMeasure,
  most: number,
  addends: readonly Summed[],
  { persons, years, hasCars, input }: City,
): Finding | undefined {
  const value = sumOf(addends) / persons / years
  if (!(value > 0)) return undefined
  const least = LITTLE_SHARE * most
  const lacksMillion = value <= MILLIONTH * most
  const side = value > most ? 'above' : 'below'
  if (side === 'below' && !lacksMillion && !(hasCars && value < least)) return undefined
  const isImpossible = side === 'below' ? lacksMillion : value > IMPOSSIBLE_TIMES * most
  const severity =
    isImpossible && (side === 'below' || persons >= REFUSED_FROM_PERSONS) ? 'refusal' : 'notice'
  const largest = largestOf(addendsOf(addends, input))
  const limits: Band = {
    usual: range(hasCars ? least : undefined, most),
    possible: range(undefined, IMPOSSIBLE_TIMES * most),
  }
  return {
    check: { ...MODE_PER_CAPITA, unit: `${unitOf(mode, measure)}/person/a` },
    severity,
    side,
    subject: MODE_PROPERTIES[mode].title,
    value,
    band: limits,
    pointer: largest.pointer,
    hints: slipHints(value, side, Math.sqrt(least * most), largest),
  }
}

const loadUnit = (mode: Mode): string => (MODE_PROPERTIES[mode].payload === 'freight' ? 'tkm' : 'pkm')
