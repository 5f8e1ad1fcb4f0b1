import type { Schema } from './openapi-walk.ts'

/** A schema as generators of clients take it and people read it; it accepts what it accepted. */
export const plainSchema = (schema: Schema): Schema => withPlainKeys(withPlainInteger(withPlainTuple(schema)))

/** Generators know no `items: false`: that nothing follows the named items, their number says as well. */
function withPlainTuple(schema: Schema): Schema {
  const { prefixItems, items, ...rest } = schema
  if (!Array.isArray(prefixItems) || items !== false) return schema
  const [first, ...others] = prefixItems as readonly unknown[]
  const isOfOneKind = others.every((other) => JSON.stringify(other) === JSON.stringify(first))
  return { ...rest, ...(isOfOneKind ? { items: first } : { prefixItems }), maxItems: prefixItems.length }
}

/** That a whole number is one that JSON carries exactly goes without saying. */
function withPlainInteger(schema: Schema): Schema {
  const { minimum, maximum, ...rest } = schema
  if (schema['type'] !== 'integer') return schema
  return {
    ...rest,
    ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? {} : { minimum }),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
  }
}

/** That the keys of an object are texts goes without saying. */
function withPlainKeys(schema: Schema): Schema {
  const { propertyNames, ...rest } = schema
  return JSON.stringify(propertyNames) === '{"type":"string"}' ? rest : schema
}
