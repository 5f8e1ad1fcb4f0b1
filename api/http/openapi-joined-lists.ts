import { IN_COMPONENTS, type Schemas } from './openapi-names.ts'
import { mapInside, type Schema } from './openapi-walk.ts'

interface Contract {
  readonly components?: { readonly schemas?: Schemas }
}

/** A contract in which a list that is two named lists, one after the other, refers to them. */
export function withJoinedLists<Given extends object>(contract: Given): Given {
  const { components = {} } = contract as Contract
  const { schemas = {} } = components
  const lists = Object.entries(schemas).flatMap(([name, { enum: words }]) =>
    Array.isArray(words) ? [{ name, words: words as readonly unknown[] }] : [],
  )
  const joined = (schema: Schema): Schema => {
    const { enum: words, type: _, ...said } = schema
    const parts = Array.isArray(words) ? partsOf(words, lists) : undefined
    return parts ? { anyOf: parts.map((name) => ({ $ref: IN_COMPONENTS + name })), ...said } : schema
  }
  const changed = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, joined(mapInside(schema, joined))]),
  )
  return { ...contract, components: { ...components, schemas: changed } }
}

interface List {
  readonly name: string
  readonly words: readonly unknown[]
}

function partsOf(words: readonly unknown[], lists: readonly List[]): readonly string[] | undefined {
  const text = JSON.stringify(words)
  for (const one of lists)
    for (const other of lists)
      if (
        one.words.length + other.words.length === words.length &&
        JSON.stringify([...one.words, ...other.words]) === text
      )
        return [one.name, other.name]
  return undefined
}
