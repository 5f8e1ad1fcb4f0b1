import { formText } from '../form/form-text.ts'
import { rowOf } from '../form/twice.ts'
import { exactText, percentText } from '../numbers/figure-text.ts'
import type { Fault } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'

interface Asked {
  readonly country: string
  readonly year: string
  /** What the shares of trips add up to. */
  readonly shares: number
  readonly request: unknown
}

/** What the page says of a fault in place of the service, which speaks of fields of a request. */
export function faultText(
  { country, year, shares, request }: Asked,
  speech: Speech,
): (fault: Fault, field: string | undefined) => string {
  const { say, name, language } = speech
  return ({ code, detail, pointer }, field = '') => {
    const asTold = (): string => formText(detail, speech, request, pointer)
    if (code === 'shares-not-one')
      return say('faults.shares', { sum: percentText(shares, language), whole: percentText(1, language) })
    if (code === 'activity-incomplete' && field === 'population')
      return say('faults.population', { example: exactText(236_140, language) })
    if (code !== 'factor-not-found') return asTold()
    if (field === 'trips-a-day')
      return say('faults.trip-rate', { country, year, example: exactText(2.8, language) })
    const isLength = field.startsWith('length-')
    if (!isLength && !field.endsWith('-annual')) return asTold()
    const { place } = rowOf(field)
    const mode = 'mode' in place ? name('mode', place.mode) : ''
    return isLength
      ? say('faults.trip-length', { mode, country, year })
      : say('faults.annual-distance', { mode, country, year, example: exactText(12_000, language) })
  }
}
