import { plainSchema } from './openapi-plain.ts'
import { isObject, mapInside, mapPaths, type Schema } from './openapi-walk.ts'

export const IN_COMPONENTS = '#/components/schemas/'

/** Words about a schema. */
const WORDS = new Set(['title', 'description', 'examples', 'example'])
/** What is said of a schema in one place: it may stand beside a `$ref`, and makes no other schema. */
const SAID_OF_THE_PLACE = new Set([...WORDS, 'default', 'deprecated', 'readOnly', 'writeOnly'])

export type Schemas = Readonly<Record<string, Schema>>

interface Contract {
  readonly paths?: unknown
  readonly components?: { readonly schemas?: Schemas }
}

/**
 * A contract in which a schema that has a name is written once: in its other places stands a reference, with what is
 * said of the place beside it.
 *
 * @param shapes schemas that have a name though no single declaration of ours carries it
 */
export function withNamedSchemas<Given extends object>(contract: Given, shapes: Schemas): Given {
  const { components = {}, paths = {} } = contract as Contract
  let schemas: Schemas = { ...shapes, ...components.schemas }
  // A name inside a schema may make that schema equal to another one that has a name.
  for (;;) {
    const toReference = referrer(schemas)
    const next = mapSchemas(schemas, (schema) => mapInside(plainSchema(schema), toReference))
    if (JSON.stringify(next) === JSON.stringify(schemas)) break
    schemas = next
  }
  return { ...contract, paths: mapPaths(paths, referrer(schemas)), components: { ...components, schemas } }
}

const mapSchemas = (schemas: Schemas, change: (schema: Schema) => Schema): Schemas =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, change(schema)]))

/** Puts a reference in the place of a schema that has a name. */
function referrer(schemas: Schemas): (schema: Schema) => Schema {
  const byText = new Map<string, string>()
  const bySilentText = new Map<string, string>()
  for (const [name, schema] of Object.entries(schemas).sort(byKey).reverse()) {
    byText.set(bareText(schema), name)
    bySilentText.set(bareText(silenced(schema)), name)
  }
  return (given) => {
    const schema = plainSchema(given)
    const text = bareText(schema)
    // A schema whose fields are not described loses nothing by a reference to one whose fields are.
    const name = byText.get(text) ?? bySilentText.get(text)
    if (name === undefined) return schema
    const said = Object.entries(schema).filter(([key]) => SAID_OF_THE_PLACE.has(key))
    return { $ref: IN_COMPONENTS + name, ...Object.fromEntries(said) }
  }
}

/** What a schema accepts, as text; two of the same text are one schema, whatever is said of the place of each. */
export function bareText(schema: Schema): string {
  return JSON.stringify(without(schema, SAID_OF_THE_PLACE), (key, value: unknown) => {
    if (key === 'required' && Array.isArray(value)) return [...value].sort()
    return isObject(value) ? Object.fromEntries(Object.entries(value).sort(byKey)) : value
  })
}

const silenced = (schema: Schema): Schema => mapInside(schema, (inner) => without(inner, WORDS))

const without = (schema: Schema, keys: ReadonlySet<string>): Schema =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.has(key)))

const byKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1
