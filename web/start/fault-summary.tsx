import type { JSX } from 'preact'
import type { Fault, Problem } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'

/** A fault at the field in which it was typed. */
export interface FieldFault {
  readonly field: string | undefined
  readonly text: string
}

/**
 * The faults of a problem, each at the field of the longest pointer that it lies in.
 *
 * @param inWords what the page says of a fault at a field in place of the service, which speaks of fields of a request
 */
export function faultsOf(
  problem: Problem | undefined,
  fieldAt: Readonly<Record<string, string>>,
  inWords: (fault: Fault, field: string | undefined) => string = ({ detail }) => detail,
): readonly FieldFault[] {
  if (!problem) return []
  const { errors = [] } = problem
  if (errors.length === 0) return [{ field: undefined, text: problem.detail }]
  return errors.map((fault) => {
    const pointer = 'pointer' in fault && typeof fault.pointer === 'string' ? fault.pointer : ''
    const field = fieldOf(pointer, fieldAt)
    return { field, text: inWords(fault, field) }
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
