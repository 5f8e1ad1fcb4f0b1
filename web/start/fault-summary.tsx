import type { JSX } from 'preact'
import { formText } from '../form/form-text.ts'
import type { Problem } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'

/** A fault at the field in which it was typed. */
export interface FieldFault {
  readonly field: string | undefined
  readonly text: string
}

/**
 * The faults of a problem, each at the field of the longest pointer that it lies in.
 *
 * @param inWords what the page says of a code at a field in place of the service, which speaks of fields of a request
 * @param request what was asked, by which a place of it is told in words
 */
export function faultsOf(
  problem: Problem | undefined,
  fieldAt: Readonly<Record<string, string>>,
  inWords: (code: string, field: string | undefined) => string | undefined = () => undefined,
  request?: unknown,
): readonly FieldFault[] {
  if (!problem) return []
  const { errors = [] } = problem
  if (errors.length === 0) return [{ field: undefined, text: problem.detail }]
  return errors.map((fault) => {
    const pointer = 'pointer' in fault && typeof fault.pointer === 'string' ? fault.pointer : ''
    const field = fieldOf(pointer, fieldAt)
    return { field, text: inWords(fault.code, field) ?? formText(fault.detail, request, pointer) }
  })
}

function fieldOf(pointer: string, fieldAt: Readonly<Record<string, string>>): string | undefined {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const field = fieldAt[at]
    if (field !== undefined) return field
  }
  return undefined
}

/** How many entries need a change, and which; each line leads to its field. */
export function FaultSummary({
  faults,
  speech,
}: {
  faults: readonly FieldFault[]
  speech: Speech
}): JSX.Element | null {
  if (faults.length === 0) return null
  const { say } = speech
  return (
    <section class="faults" aria-labelledby="faults" tabIndex={-1}>
      <h2 id="faults">
        {say(faults.length === 1 ? 'faults.title.one' : 'faults.title', { count: faults.length })}
      </h2>
      <ul>
        {faults.map(({ field, text }) => (
          <li key={`${field}/${text}`}>
            {field === undefined ? (
              text
            ) : (
              <a href={`#${field}`} data-field={field}>
                {text}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
