/** A JSON schema, or the place of one, as far as it is looked at here. */
export type Schema = Readonly<Record<string, unknown>>

/** What each keyword of a JSON schema holds; what is not listed holds no schema. */
const ONE = new Set(['items', 'additionalProperties', 'propertyNames', 'not'])
const SEVERAL = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems'])
const BY_NAME = new Set(['properties', 'patternProperties'])

export const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const mapValues = (object: Schema, change: (value: unknown, key: string) => unknown): Schema =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]))

/** A schema with every schema inside it changed, the innermost first; the schema itself stays. */
export function mapInside(schema: Schema, change: (inner: Schema) => Schema): Schema {
  const changed = (inner: unknown): unknown => (isObject(inner) ? change(mapInside(inner, change)) : inner)
  return mapValues(schema, (value, key) => {
    if (ONE.has(key)) return changed(value)
    if (SEVERAL.has(key) && Array.isArray(value)) return value.map(changed)
    if (BY_NAME.has(key) && isObject(value)) return mapValues(value, changed)
    return value
  })
}

/** The paths of a contract with every schema in them changed, the innermost first. */
export function mapPaths<Part>(part: Part, change: (inner: Schema) => Schema): Part {
  const walk = (value: unknown, key?: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item))
    if (!isObject(value)) return value
    return key === 'schema' ? change(mapInside(value, change)) : mapValues(value, walk)
  }
  return walk(part) as Part
}
