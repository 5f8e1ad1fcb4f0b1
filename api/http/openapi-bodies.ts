import type { FastifySchema } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'

type Transform = typeof jsonSchemaTransform

/** A body that may be of several types, each with its schema. */
interface BodyOfTypes {
  readonly content: Readonly<Record<string, { readonly schema: unknown }>>
}

/** The JSON schemas of a route; the library's own transform knows bodies of one type alone. */
export const transformRoute: Transform = (document) => {
  const { body, ...rest } = document.schema ?? {}
  if (!isOfTypes(body)) return jsonSchemaTransform(document)
  const one = (schema: unknown) =>
    jsonSchemaTransform({ ...document, schema: { body: schema } as FastifySchema }).schema?.body
  const made = jsonSchemaTransform({ ...document, schema: rest as FastifySchema })
  const content = Object.entries(body.content).map(([type, { schema }]) => [type, { schema: one(schema) }])
  return { ...made, schema: { ...made.schema, body: { content: Object.fromEntries(content) } } }
}

export const isOfTypes = (body: unknown): body is BodyOfTypes =>
  typeof body === 'object' && body !== null && 'content' in body && !('_zod' in body)
