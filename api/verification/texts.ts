/** The steps from the root of a document to a value. */
export type Path = readonly (string | number)[]

/** Fields that hold words for people wherever they stand. */
const TEXT_FIELDS: ReadonlySet<string> = new Set([
  'detail',
  'why',
  'name',
  'title',
  'sentence',
  'statement',
  'what',
  'ask',
  'reason',
  'words',
  'calculation',
  'moves',
])

/** Fields that hold words for people inside the field named here, and a code or a key elsewhere. */
const TEXT_FIELDS_OF: Readonly<Record<string, readonly string[]>> = {
  assumptions: ['parameter'],
  drivers: ['parameter'],
  operands: ['kind'],
  derived: ['formula'],
  uncertainty: ['rule', 'source'],
  interval: ['rule', 'source'],
  explanation: ['interval'],
}

/** What the caller said, repeated: its words are input. */
const STATED = new Set<string | number>(['request', 'city'])

/**
 * Whether a place of a result holds words for people. Words may be put better from one release to the next; figures, codes,
 * keys and units may not change.
 */
export function isText(path: Path): boolean {
  if (path.some((step) => STATED.has(step))) return false
  const names = path.filter((step) => typeof step === 'string')
  const field = names.at(-1) ?? ''
  // The fields of a parameter itself: its key is the step before.
  if (path[0] === 'parameters' && path.length === 3) return TEXT_FIELDS.has(field) || field === 'formula'
  return TEXT_FIELDS.has(field) || (TEXT_FIELDS_OF[names.at(-2) ?? '']?.includes(field) ?? false)
}
