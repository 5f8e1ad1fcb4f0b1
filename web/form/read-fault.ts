import { exactText } from '../numbers/figure-text.ts'
import type { Unit } from '../rows/rows.ts'
import type { Speech } from '../words/language.ts'
import type { Understood } from './draft.ts'

/**
 * Why a text cannot be read, and what can.
 *
 * @param unit the words of the unit where the field has one alone
 * @returns undefined where it can be read
 */
export function readFaultText(
  { read }: Understood,
  units: readonly Unit[],
  unit: string | undefined,
  { say, language }: Speech,
): string | undefined {
  if (!('fault' in read)) return undefined
  if (read.fault !== 'unit') return say(`number.${read.fault}`, { example: exactText(1234.5, language) })
  return say('number.unit', {
    unit: read.unit,
    units: new Intl.ListFormat(language, { type: 'disjunction' }).format(
      units.length > 0 ? units.map(({ words }) => say(words)) : [unit ?? say('unit.people')],
    ),
  })
}
