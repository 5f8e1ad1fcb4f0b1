import { withJoinedLists } from './openapi-joined-lists.ts'
import { bareText, IN_COMPONENTS, type Schemas, withNamedSchemas } from './openapi-names.ts'
import { withNamedParameters } from './openapi-parameters.ts'
import { withNamedProblems } from './openapi-responses.ts'

const INPUT = 'Input'

/**
 * A contract with each schema that its paths use, once.
 *
 * @param shapes schemas that have a name though no single declaration of ours carries it
 */
export const withSchemasOnce = <Contract extends object>(contract: Contract, shapes: Schemas): Contract =>
  withNamedParameters(
    withNamedProblems(
      withUsedComponents(withJoinedLists(withNamedSchemas(withUsedComponents(contract), shapes))),
    ),
  )

/**
 * A contract with only the schemas that its paths use. The type provider describes each schema twice, as taken
 * and as given; where one of the two is used, or both are the same, it has the plain name.
 */
export function withUsedComponents<Contract extends object>(contract: Contract): Contract {
  const { components = {} } = contract as { components?: { schemas?: Schemas } }
  const { schemas = {} } = components
  const used = usedSchemas({ ...contract, components: {} }, schemas)
  const same = sameBothWays(used, schemas)
  const plainName = (name: string): string => {
    const plain = plainOf(name)
    return used.has(plain) && !same.has(plain) ? name : plain
  }
  const kept = Object.fromEntries([...used].sort().map((name) => [plainName(name), schemas[name]]))
  return withReferences({ ...contract, components: { ...components, schemas: kept } }, plainName)
}

const plainOf = (name: string): string => (name.endsWith(INPUT) ? name.slice(0, -INPUT.length) : name)

/** The plain names of schemas that take what they give, and so does every schema that they refer to. */
function sameBothWays(used: ReadonlySet<string>, schemas: Schemas): ReadonlySet<string> {
  const same = new Set([...used].filter((name) => used.has(name + INPUT)))
  const toPlain = (name: string): string =>
    same.has(plainOf(name)) || !used.has(plainOf(name)) ? plainOf(name) : name
  const text = (name: string): string => bareText(withReferences(schemas[name] ?? {}, toPlain))
  // Taken as the same until one of them, or one that it refers to, is found to differ.
  for (;;) {
    const different = [...same].filter((name) => text(name) !== text(name + INPUT))
    if (different.length === 0) return same
    for (const name of different) same.delete(name)
  }
}

/** A part of the contract that refers to schemas by other names. */
function withReferences<Part>(part: Part, rename: (name: string) => string): Part {
  return JSON.parse(JSON.stringify(part), (key, value) =>
    key === '$ref' && typeof value === 'string' && value.startsWith(IN_COMPONENTS)
      ? IN_COMPONENTS + rename(value.slice(IN_COMPONENTS.length))
      : value,
  ) as Part
}

/** The names of the schemas that a part of the contract refers to, directly or through others. */
function usedSchemas(part: unknown, schemas: Schemas): ReadonlySet<string> {
  const used = new Set<string>()
  const visit = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(
      /"\$ref":"#\/components\/schemas\/([^"]+)"/g,
    )) {
      if (used.has(name)) continue
      used.add(name)
      visit(schemas[name] ?? {})
    }
  }
  visit(part)
  return used
}
