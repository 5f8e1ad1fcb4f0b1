import { rowOf } from '../form/twice.ts'
import { exactText, percentText } from '../numbers/figure-text.ts'
import type { Speech } from '../words/language.ts'

interface Asked {
  readonly country: string
  readonly year: string
  /** What the shares of trips add up to. */
  readonly shares: number
}

/** What the page says of a fault in place of the service, which speaks of fields of a request. */
export function faultText(
  { country, year, shares }: Asked,
  { say, name, language }: Speech,
): (code: string, field: string | undefined) => string | undefined {
  return (code, field = '') => {
    if (code === 'shares-not-one')
      return say('faults.shares', { sum: percentText(shares, language), whole: percentText(1, language) })
    if (code === 'activity-incomplete' && field === 'population')
      return say('faults.population', { example: exactText(236_140, language) })
    if (code !== 'factor-not-found') return undefined
    if (field === 'trips-a-day')
      return say('faults.trip-rate', { country, year, example: exactText(2.8, language) })
    const isLength = field.startsWith('length-')
    if (!isLength && !field.endsWith('-annual')) return undefined
    const { place } = rowOf(field)
    const mode = 'mode' in place ? name('mode', place.mode) : ''
    return isLength
      ? say('faults.trip-length', { mode, country, year })
      : say('faults.annual-distance', { mode, country, year, example: exactText(12_000, language) })
  }
}
