import type { Draft, Understood } from '../form/draft.ts'
import { readFaultText } from '../form/read-fault.ts'
import { labelOf } from '../form/row-label.ts'
import { isYear } from '../form/to-request.ts'
import { findCountry } from '../places/countries.ts'
import { ROWS } from '../rows/rows.ts'
import type { Speech } from '../words/language.ts'
import type { FieldFault } from './fault-summary.tsx'

/** Entries that the page itself cannot read, each by the name of its field. */
export function unreadFaults(
  draft: Draft,
  understood: readonly Understood[],
  speech: Speech,
): readonly FieldFault[] {
  const { say } = speech
  const isUnknownCountry = draft.country.trim() !== '' && findCountry(draft.country) === undefined
  const place: readonly FieldFault[] = [
    ...(isUnknownCountry
      ? [{ field: 'country', text: `${say('start.country')}: ${say('start.country.unread')}` }]
      : []),
    ...(isYear(draft.year)
      ? []
      : [{ field: 'year', text: `${say('start.year')}: ${say('start.year.unread')}` }]),
  ]
  const figures = understood.flatMap((one): FieldFault[] => {
    const row = ROWS.find(({ id }) => id === one.field)
    const text = readFaultText(one, row?.units ?? [], one.field === 'area' ? 'km²' : undefined, speech)
    const label = row ? labelOf(row, speech) : say(one.field === 'area' ? 'start.area' : 'start.population')
    return text === undefined ? [] : [{ field: one.field, text: `${label}: ${text}` }]
  })
  return [...place, ...figures]
}
