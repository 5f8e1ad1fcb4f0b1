import type { Refusal } from '../issues/issue.ts'
import type { EstimateInput, StatedNotationKey } from './input.ts'

/** What is wrong with notation keys by themselves; whether a row has a number is known only from its lines. */
export function checkNotationKeys({ notationKeys = [] }: EstimateInput): readonly Refusal[] {
  return notationKeys.flatMap((stated, index) => [
    ...checkReportedIn(stated),
    ...checkStatedOnce(stated, notationKeys.slice(0, index)),
  ])
}

function checkReportedIn({ pointer, ref, key, reportedIn }: StatedNotationKey): readonly Refusal[] {
  const refused = (detail: string): readonly Refusal[] => [
    { code: 'notation-key-invalid', pointer: `${pointer}/reportedIn`, detail },
  ]
  if (key !== 'IE')
    return reportedIn === undefined ? [] : refused(`Only the key IE has reportedIn. Remove it from ${key}.`)
  if (reportedIn === undefined)
    return refused('IE needs reportedIn: the row that includes the emissions, such as I.1.2.')
  return reportedIn === ref
    ? refused('A row cannot be included in itself. Name the row that includes it.')
    : []
}

function checkStatedOnce(
  { pointer, ref }: StatedNotationKey,
  before: readonly StatedNotationKey[],
): readonly Refusal[] {
  const earlier = before.find((other) => other.ref === ref)
  if (!earlier) return []
  return [{ code: 'duplicate-row', pointer, detail: `${ref} already has a key at ${earlier.pointer}.` }]
}
