import { describe, expect, test } from 'vitest'
import { withSchemasOnce, withUsedComponents } from '../../api/http/openapi-components.ts'
import { withNamedSchemas } from '../../api/http/openapi-names.ts'
import { withNamedParameters } from '../../api/http/openapi-parameters.ts'
import { plainSchema } from '../../api/http/openapi-plain.ts'
import { withNamedProblems } from '../../api/http/openapi-responses.ts'

const SIZE = {
  type: 'object',
  properties: { value: { type: 'number', description: 'In `unit`.' }, unit: { type: 'string' } },
  required: ['value', 'unit'],
}
const WORDS = { type: 'string', enum: ['car', 'bus'] }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

const namedIn = (schema: object, schemas: Record<string, object> = {}) =>
  withNamedSchemas(
    { paths: { '/x': { get: { content: { schema } } } }, components: { schemas } },
    { Word: { ...WORDS, description: 'A word.' } },
  )
const schemaNamed = (schema: object, schemas: Record<string, object> = {}) =>
  namedIn(schema, schemas).paths['/x'].get.content.schema

describe('a schema that has a name', () => {
  test('is referred to, with what is said of the place and without what is said of the name', () => {
    expect(schemaNamed({ ...WORDS, description: 'Of the row.', default: 'car' })).toEqual({
      ...ref('Word'),
      description: 'Of the row.',
      default: 'car',
    })
  })

  test('is found inside other schemas, whatever the order of its keys, and not among examples', () => {
    const list = { type: 'array', items: { enum: WORDS.enum, type: 'string' }, examples: [WORDS] }
    expect(schemaNamed({ anyOf: [list, { type: 'null' }] })).toEqual({
      anyOf: [{ type: 'array', items: ref('Word'), examples: [WORDS] }, { type: 'null' }],
    })
  })

  test('is found after a name inside it has made it equal', () => {
    const row = { type: 'object', properties: { word: ref('Word') }, required: ['word'] }
    const written = { ...row, properties: { word: WORDS } }
    const page = { type: 'array', items: written }
    expect(namedIn(page, { Row: row, Page: { type: 'object', properties: { page } } })).toMatchObject({
      paths: { '/x': { get: { content: { schema: { items: ref('Row') } } } } },
      components: { schemas: { Row: row, Page: { properties: { page: { items: ref('Row') } } } } },
    })
  })

  test('stands for one whose fields are not described, and not for one whose fields are described otherwise', () => {
    const { value, unit } = SIZE.properties
    const silent = { ...SIZE, properties: { value: { type: 'number' }, unit }, required: ['unit', 'value'] }
    const other = { ...SIZE, properties: { value: { ...value, description: 'In km.' }, unit } }
    expect(schemaNamed(silent, { Size: SIZE })).toEqual(ref('Size'))
    expect(schemaNamed(other, { Size: SIZE })).toEqual(other)
  })

  test('is no other that takes less or more', () => {
    expect(schemaNamed({ ...WORDS, enum: ['car'] })).toEqual({ ...WORDS, enum: ['car'] })
    expect(schemaNamed({ ...SIZE, required: ['value'] }, { Size: SIZE })).toEqual({
      ...SIZE,
      required: ['value'],
    })
  })
})

describe('plain schemas', () => {
  const text = { type: 'string' }

  test('a tuple is of so many items, of the one kind or of each its own', () => {
    const tuple = { type: 'array', prefixItems: [text, text], items: false, minItems: 2 }
    expect(plainSchema(tuple)).toEqual({ type: 'array', items: text, minItems: 2, maxItems: 2 })
    const mixed = { type: 'array', prefixItems: [text, { type: 'number' }], items: false }
    expect(plainSchema(mixed)).toEqual({
      type: 'array',
      prefixItems: [text, { type: 'number' }],
      maxItems: 2,
    })
    const open = { type: 'array', prefixItems: [text], items: text }
    expect(plainSchema(open)).toBe(open)
  })

  test('a whole number has the bounds that it was given', () => {
    const { MIN_SAFE_INTEGER, MAX_SAFE_INTEGER } = Number
    expect(plainSchema({ type: 'integer', minimum: MIN_SAFE_INTEGER, maximum: MAX_SAFE_INTEGER })).toEqual({
      type: 'integer',
    })
    expect(plainSchema({ type: 'integer', minimum: 1, maximum: MAX_SAFE_INTEGER })).toEqual({
      type: 'integer',
      minimum: 1,
    })
    expect(plainSchema({ type: 'number', maximum: MAX_SAFE_INTEGER })).toEqual({
      type: 'number',
      maximum: MAX_SAFE_INTEGER,
    })
  })
})

describe('a schema that is taken and given', () => {
  const contract = (schemas: Record<string, object>) => ({
    paths: { '/x': { taken: ref('RowInput'), given: ref('Row') } },
    components: { schemas },
  })
  const { paths: PATHS } = contract({})

  test('is one, where both are the same all the way down', () => {
    const schemas = {
      Row: { type: 'array', items: ref('Word') },
      RowInput: { type: 'array', items: ref('WordInput') },
      Word: WORDS,
      WordInput: WORDS,
    }
    expect(withUsedComponents(contract(schemas))).toEqual({
      paths: { '/x': { taken: ref('Row'), given: ref('Row') } },
      components: { schemas: { Row: schemas.Row, Word: WORDS } },
    })
  })

  test('is two, where something that it refers to is given otherwise', () => {
    const schemas = {
      Row: { type: 'array', items: ref('Word') },
      RowInput: { type: 'array', items: ref('WordInput') },
      Word: WORDS,
      WordInput: { type: 'string' },
    }
    expect(withUsedComponents(contract(schemas))).toEqual({ paths: PATHS, components: { schemas } })
  })
})

test('answers that say what is wrong are written once, by the names of their problems', () => {
  const content = { 'application/problem+json': { schema: ref('Problem') } }
  const missing = { description: 'There is nothing at this path; There is no such factor set', content }
  const fine = { description: 'The set', content: { 'application/json': {} } }
  const named = withNamedProblems({ paths: { '/x': { get: { responses: { 200: fine, 404: missing } } } } })
  expect(named).toEqual({
    paths: {
      '/x': {
        get: { responses: { 200: fine, 404: { $ref: '#/components/responses/NotFoundOrUnknownFactorSet' } } },
      },
    },
    components: { responses: { NotFoundOrUnknownFactorSet: missing } },
  })
  const strange = { paths: { '/x': { get: { responses: { 404: { description: 'Gone', content } } } } } }
  expect(() => withNamedProblems(strange)).toThrow('Gone')
})

test('names that no path uses are left out', () => {
  const contract = { paths: { '/x': { get: { content: { schema: WORDS } } } } }
  const once = withSchemasOnce(contract, { Word: WORDS, Size: SIZE })
  expect(once).toMatchObject({ components: { schemas: { Word: WORDS } } })
  expect(once).not.toHaveProperty(['components', 'schemas', 'Size'])
})

test('a parameter that operations take alike is written once; another of its name stays where it is', () => {
  const limit = { in: 'query', name: 'limit', schema: { type: 'integer', maximum: 1000 } }
  const other = { ...limit, schema: { type: 'integer', maximum: 10 } }
  const named = withNamedParameters({
    paths: {
      '/a': { get: { parameters: [limit] } },
      '/b': { get: { parameters: [limit] }, post: { parameters: [other] } },
    },
  })
  const reference = { $ref: '#/components/parameters/Limit' }
  expect(named).toEqual({
    paths: {
      '/a': { get: { parameters: [reference] } },
      '/b': { get: { parameters: [reference] }, post: { parameters: [other] } },
    },
    components: { parameters: { Limit: limit } },
  })
})

test('of parameters that share a name alone, the one that most operations take has it, and the other a number', () => {
  const limit = { in: 'query', name: 'limit', schema: { type: 'integer', maximum: 1000 } }
  const other = { ...limit, schema: { type: 'integer', maximum: 10 } }
  const named = withNamedParameters({
    paths: {
      '/a': { get: { parameters: [other] }, post: { parameters: [other] } },
      '/b': { get: { parameters: [limit] }, post: { parameters: [limit] }, put: { parameters: [limit] } },
    },
  })
  expect(named).toMatchObject({
    paths: { '/a': { get: { parameters: [{ $ref: '#/components/parameters/Limit2' }] } } },
    components: { parameters: { Limit: limit, Limit2: other } },
  })
})
