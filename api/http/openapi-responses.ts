import { PROBLEMS } from './problem.ts'
import { BETWEEN_TITLES, OTHER_REFUSALS } from './problem-schema.ts'

const PROBLEM_TYPE = 'application/problem+json'

interface Answer {
  readonly description: string
  readonly content?: Readonly<Record<string, unknown>>
}
interface Contract {
  readonly paths?: Paths
  readonly components?: object
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>
interface Operation {
  readonly responses?: Readonly<Record<string, Answer>>
}

/** A contract in which each answer that says what is wrong is written once, by the name of its problems. */
export function withNamedProblems<Given extends object>(contract: Given): Given {
  const { paths = {}, components } = contract as Contract
  const named: Record<string, Answer> = {}
  const refer = (answer: Answer): Answer | { readonly $ref: string } => {
    if (!answer.content || !(PROBLEM_TYPE in answer.content)) return answer
    const name = nameOf(answer.description)
    named[name] = answer
    return { $ref: `#/components/responses/${name}` }
  }
  const referred = mapValues(paths, (path) =>
    mapValues(path, ({ responses = {}, ...operation }) => ({
      ...operation,
      responses: mapValues(responses, refer),
    })),
  )
  const responses = Object.fromEntries(Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { ...contract, components: { ...components, responses }, paths: referred }
}

function mapValues<Value, Changed>(
  object: Readonly<Record<string, Value>>,
  change: (value: Value) => Changed,
): Record<string, Changed> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]))
}

/** The problems of an answer, of which its description gives the titles. */
function nameOf(titles: string): string {
  if (titles === OTHER_REFUSALS) return 'Refused'
  const slugs = titles.split(BETWEEN_TITLES).map((title) => {
    const found = Object.entries(PROBLEMS).find(([, problem]) => problem.title === title)
    if (!found) throw new Error(`No problem has the title "${title}".`)
    return found[0]
  })
  return slugs.sort().map(inCapitals).join('Or')
}

const inCapitals = (slug: string): string =>
  slug.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
