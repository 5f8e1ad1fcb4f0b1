import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** How what zod says begins, where a schema says nothing of its own. */
const UNWORDED = ['Invalid ', 'Too big', 'Too small'] as const

/** Whether a schema says in its own words what is wrong. */
export const isWorded = ({ message }: Issue): boolean => !UNWORDED.some((start) => message.startsWith(start))

/** What is wrong with a value, in plain words. */
export function wordsOf(issue: Issue): string {
  if (isWorded(issue)) return issue.message
  if (issue.code === 'too_big')
    return limit(issue.origin, issue.maximum, issue.inclusive ? 'At most' : 'Less than')
  if (issue.code === 'too_small')
    return limit(issue.origin, issue.minimum, issue.inclusive ? 'At least' : 'More than')
  if (issue.code === 'invalid_format') return 'Not of the documented form.'
  const kinds = kindsTaken(issue)
  return kinds.length > 0 ? `Write ${kinds.join(' or ')}.` : issue.message
}

/** What a field takes, in words. */
const KINDS: Readonly<Record<string, string>> = {
  array: 'a list, in [ ]',
  object: 'an object, in { }',
  record: 'an object, in { }',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}

/** The kinds of values that would do, in words. */
function kindsTaken(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_type') {
    const kind = KINDS[issue.expected]
    return kind === undefined ? [] : [kind]
  }
  if (issue.code === 'invalid_union') return [...new Set(issue.errors.flat().flatMap(kindsTaken))]
  return []
}

/** What is counted of a value that may have only so many of them, one and several. */
const COUNTED: Readonly<Record<string, readonly [one: string, many: string]>> = {
  array: ['entry', 'entries'],
  string: ['character', 'characters'],
}

function limit(origin: string, bound: number | bigint, words: string): string {
  const counted = COUNTED[origin]
  return counted ? `${words} ${bound} ${counted[Number(bound) === 1 ? 0 : 1]}.` : `${words} ${bound}.`
}
