import { ROWS } from '../rows/rows.ts'
import { fieldName } from '../words/field-words.tsx'
import type { Speech } from '../words/language.ts'
import { fieldOfPointer } from './field-of-pointer.ts'
import { labelOf } from './row-label.ts'

/** A pointer into a request, or the name of a field in camel case or with points in it. */
const FIELD =
  /(?:\/(?:demand|travel|city|electricity|fuelSales|fleet|fuels|occupancy|speeds|climate|uncertainty|factors)(?:\/[\w-]+)*)|\b[a-z]+(?:\.[a-z]\w*)+\b|\b[a-z]+[A-Z]\w*/g
const INSTRUCTION = /^(?:State|Set|Write|Name|Give|Add) /

/**
 * A detail of the service in words of the form: a field of a request by its name there, a row of the request by what it
 * is of. What a reader is told to do with a field that no form has is left out, for no reader can do it here.
 */
export function formText(detail: string, speech: Speech, request: unknown, pointer?: string): string {
  return detail
    .split(/(?<=[.!?]["”]?) (?=[A-Z])/)
    .flatMap((sentence) => {
      let isKnown = true
      const said = sentence.replace(FIELD, (field) => {
        const words = nameOf(field, speech, request, pointer)
        if (words === undefined) isKnown = false
        return words === undefined ? field : `“${words}”`
      })
      return isKnown || !INSTRUCTION.test(sentence) ? [said] : []
    })
    .join(' ')
}

function nameOf(
  field: string,
  speech: Speech,
  request: unknown,
  pointer: string | undefined,
): string | undefined {
  const at = field.startsWith('/')
    ? field
    : pointer === undefined
      ? undefined
      : `${rowPointer(pointer)}/${field}`
  const id = at === undefined ? undefined : fieldOfPointer(at, request, field.startsWith('/'))
  const row = ROWS.find((one) => one.id === id)
  return row ? labelOf(row, speech) : fieldName(field, speech)
}

/** The row of a request that a pointer lies in. */
const rowPointer = (pointer: string): string =>
  /^\/(?:demand|travel\/modes)\/\d+/.exec(pointer)?.[0] ?? pointer
