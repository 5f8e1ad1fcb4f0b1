import type { Estimate } from '../estimate/estimate.ts'
import { partOfYear } from '../kernel/calendar.ts'
import { MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import { ofModes } from './addends.ts'
import { type Band, range } from './band.ts'
import type { Finding } from './check.ts'
import { MODE_PER_CAPITA } from './check-list.ts'
import {
  IMPOSSIBLE_TIMES,
  LITTLE_SHARE,
  MILLIONTH,
  MOST_PER_INHABITANT,
  type ModeMeasure,
} from './mode-band.ts'
import { type Addend, countText, nearestSlip } from './wrong-figure.ts'

/** Smaller places may lie next to anything, a motorway or a depot. */
const REFUSED_FROM_PERSONS = 10_000
const MEASURES: readonly ModeMeasure[] = ['vkm', 'load', 'MJ']

/**
 * Checks each mode alone against the population: beside the right distance of cars, the sum of a city does not show that buses
 * have lost their "million".
 */
export function checkModes(estimate: Estimate): readonly Finding[] {
  const { input } = estimate
  const persons = input.city.population?.value
  if (!persons) return []
  const years = partOfYear(input.period)
  const hasCars = input.travel !== undefined || input.demand.some(({ mode }) => mode === 'car')
  return [...ofModes(estimate)].flatMap(([mode, measures]): readonly Finding[] => {
    const most = MOST_PER_INHABITANT[mode]
    if (!most) return []
    for (const [at, measure] of MEASURES.entries()) {
      const addends = measures[measure]
      if (addends.length === 0) continue
      const found = findingOf(mode, measure, most[at] ?? Number.NaN, addends, { persons, years, hasCars })
      return found ? [found] : []
    }
    return []
  })
}

interface City {
  readonly persons: number
  readonly years: number
  readonly hasCars: boolean
}

function findingOf(
  mode: Mode,
  measure: ModeMeasure,
  most: number,
  addends: readonly Addend[],
  { persons, years, hasCars }: City,
): Finding | undefined {
  const sum = addends.reduce((of, { amount }) => of + amount, 0)
  const value = sum / persons / years
  if (!(value > 0)) return undefined
  const least = LITTLE_SHARE * most
  const limits: Band = {
    usual: range(hasCars ? least : undefined, most),
    possible: range(undefined, IMPOSSIBLE_TIMES * most),
  }
  const lacksMillion = value <= MILLIONTH * most
  const side = value > most ? 'above' : 'below'
  if (side === 'below' && !lacksMillion && !(hasCars && value < least)) return undefined
  const isImpossible = side === 'below' ? lacksMillion : value > IMPOSSIBLE_TIMES * most
  const severity =
    isImpossible && (side === 'below' || persons >= REFUSED_FROM_PERSONS) ? 'refusal' : 'notice'
  const largest = addends.reduce((one, other) => (other.amount > one.amount ? other : one))
  const unit = `${measure === 'load' ? loadUnit(mode) : measure}/person/a`
  return {
    check: { ...MODE_PER_CAPITA, unit },
    severity,
    side,
    subject: MODE_PROPERTIES[mode].title,
    value,
    band: limits,
    pointer: largest.pointer,
    hints: hintsOf(value, side, Math.sqrt(least * most), largest),
  }
}

const loadUnit = (mode: Mode): string => (MODE_PROPERTIES[mode].payload === 'freight' ? 'tkm' : 'pkm')

function hintsOf(
  value: number,
  side: Finding['side'],
  middle: number,
  { value: stated, unit }: Addend,
): readonly string[] {
  const slip = nearestSlip(value, side, middle)
  if (slip === undefined) return []
  return [`${countText(side === 'above' ? stated / slip : stated * slip)} ${unit} may be meant`]
}
