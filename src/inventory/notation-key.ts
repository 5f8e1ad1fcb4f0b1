import type { Estimate } from '../estimate/estimate.ts'
import type { Refusal } from '../issues/issue.ts'
import { isGpcRef } from './gpc-row.ts'
import { place } from './placement.ts'

/** Refuses stated keys that the lines contradict: a row has a number or a key, never both. */
export function contradictedKeys({ input, lines }: Estimate): readonly Refusal[] {
  const { notationKeys = [] } = input
  if (notationKeys.length === 0) return []
  const numbered = new Set<string>(place(lines).map(({ ref }) => ref))
  return notationKeys.flatMap(({ pointer, ref, key, reportedIn }): readonly Refusal[] => {
    if (numbered.has(ref)) {
      const detail = `The request gives a number for ${ref}, so the row cannot have a notation key. Remove the key, or the activity that gives the number.`
      return [{ code: 'key-with-number', pointer, detail }]
    }
    if (key !== 'IE' || reportedIn === undefined || !isGpcRef(reportedIn) || numbered.has(reportedIn))
      return []
    const isConfidential = notationKeys.some((other) => other.ref === reportedIn && other.key === 'C')
    if (isConfidential) return []
    const detail = `${ref} cannot be included elsewhere in ${reportedIn}, because that row has no number. Name a row that has one.`
    return [
      { code: 'notation-key-invalid', pointer: `${pointer}/reportedIn`, detail, candidates: [...numbered] },
    ]
  })
}
